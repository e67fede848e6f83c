//! One run, from the reader's click to its outcome.

mod event;
mod flight;
mod kept;
mod queue;
mod register;

use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use catalogue::Runtime;
use sandbox::{
    Compilation, Diagnostic, Edition, End, Event, Executable, Level, Libraries, Limits, Options,
    Outcome, Program, Sandbox, Stream,
};
use tokio::sync::{mpsc, watch};

pub(crate) use self::event::RunEvent;
use self::event::seconds;
use self::flight::{Flights, Key};
use self::kept::Kept;
use self::queue::Queue;
pub use self::register::Bounds;
pub(crate) use self::register::{Busy, Entry, Phase, Reader, Register, Room};
use crate::book::{Book, Prebuilt, Shown};
use crate::check::Harness;
use crate::messages;
use crate::workshop::{Stage, Supplies, supplies};

/// A reader that takes nothing for so long is gone.
const PATIENCE: Duration = Duration::from_secs(15);

/// What to run.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) code: String,
    pub(crate) edition: Edition,
    pub(crate) optimize: bool,
    /// What the page calls the program that this is an edit of.
    pub(crate) program: Option<String>,
    /// The exercise to check the code against, on a runtime.
    pub(crate) check: Option<(String, Runtime)>,
}

/// What to compile.
#[derive(Debug)]
struct Request {
    source: String,
    options: Options,
    /// [`Job::program`].
    program: Option<String>,
}

/// The reader has gone, and the run ends with it.
#[derive(Debug)]
pub(crate) struct Gone;

/// Where a run's events go.
#[derive(Debug)]
pub(crate) struct Listener {
    events: mpsc::Sender<RunEvent>,
    entry: Entry,
    reader: Reader,
}

impl Listener {
    pub(crate) const fn new(events: mpsc::Sender<RunEvent>, entry: Entry, reader: Reader) -> Self {
        Self { events, entry, reader }
    }

    async fn tell(&self, event: RunEvent) -> Result<(), Gone> {
        self.entry.note(&event);
        self.events.send_timeout(event, PATIENCE).await.map_err(|_| Gone)
    }
}

/// Programs that run at once on this machine. They mostly sleep, but each may take all its memory:
/// together they get half of the machine's.
fn running_at_once(limits: Limits) -> usize {
    let cores = cores();
    let memory = sandbox::machine_memory() / 2 / limits.memory_bytes.max(1);
    usize::try_from(memory).unwrap_or(usize::MAX).clamp(4, 16 * cores)
}

fn cores() -> usize {
    available_parallelism().map_or(1, usize::from)
}

/// Runs the readers' programs, so many at a time.
#[derive(Debug)]
pub(crate) struct Runner {
    sandbox: Sandbox,
    limits: Limits,
    stage: watch::Receiver<Stage>,
    book: watch::Receiver<Book>,
    runs: Queue,
    compilations: Queue,
    flights: Flights,
    kept: Kept,
    register: Arc<Register>,
}

impl Runner {
    pub(crate) fn new(
        limits: Limits,
        register: Arc<Register>,
        stage: watch::Receiver<Stage>,
        book: watch::Receiver<Book>,
    ) -> Self {
        Self {
            sandbox: Sandbox::new(),
            limits,
            stage,
            book,
            runs: Queue::new(running_at_once(limits)),
            // Each keeps a core busy.
            compilations: Queue::new(cores()),
            flights: Flights::default(),
            kept: Kept::default(),
            register,
        }
    }

    /// Who runs what now.
    pub(crate) const fn register(&self) -> &Arc<Register> {
        &self.register
    }

    /// Lets a job in, or says why not.
    pub(crate) fn admit(&self, reader: &Reader, job: &Job) -> Result<Entry, Busy> {
        self.register.admit(reader, self.title(job), &job.code)
    }

    /// What the teacher calls a job.
    fn title(&self, job: &Job) -> String {
        match (&job.check, self.shown().prebuilt(&job.code)) {
            (Some((exercise, runtime)), _) => messages::class::title_of_check(exercise, *runtime),
            (None, Some(Prebuilt { runtime, slug })) => {
                messages::class::title_of_listing(slug, *runtime)
            }
            (None, None) => messages::class::title_of_edit(),
        }
    }

    /// The programs that the pages show now.
    pub(crate) fn shown(&self) -> Arc<Shown> {
        self.book.borrow().shown.clone()
    }

    /// The libraries, if there are any yet.
    pub(crate) fn libraries(&self) -> Option<Arc<Libraries>> {
        let supplies = supplies(&self.stage.borrow()).ok().flatten();
        supplies.map(|supplies| supplies.libraries)
    }

    /// Does a job and tells what happens. Dropping the future ends all of it.
    pub(crate) async fn perform(&self, job: Job, listener: &Listener) -> Result<(), Gone> {
        tokio::select! {
            biased;
            () = listener.entry.stopped() => {}
            done = self.work(job, listener) => return done,
        }
        // The work is dropped by now, and all that it started with it.
        listener.tell(RunEvent::stopped(messages::class::stopped_by_teacher())).await
    }

    async fn work(&self, job: Job, listener: &Listener) -> Result<(), Gone> {
        let Some(supplies) = self.wait_for_supplies(listener).await? else {
            return listener.tell(RunEvent::refused(messages::libraries::no_libraries())).await;
        };
        if let Some(program) = self.prebuilt(&job, &supplies) {
            let running =
                RunEvent::Running { compile_seconds: 0.0, prebuilt: true, warnings: Vec::new() };
            return self.run(program, running, listener).await;
        }

        let code_lines = job.code.lines().count();
        let (source, test) = self.source(job.code, job.check.as_ref());
        let options = Options { test, optimize: job.optimize, ..Options::new(job.edition) };
        let request = Request { source, options, program: job.program };
        let compilation = match self.compile(request, &supplies.libraries, listener).await? {
            Ok(compilation) => compilation,
            Err(message) => return listener.tell(RunEvent::refused(message)).await,
        };
        let Compilation { end, elapsed, diagnostics, executable } = compilation;
        let Some(executable) = executable else {
            let event =
                not_compiled(end, elapsed, diagnostics, test.then_some(code_lines), options);
            return listener.tell(event).await;
        };
        // The check's own warnings are not the learner's.
        let warnings = diagnostics
            .into_iter()
            .filter(|it| !test || it.line.is_some_and(|line| line <= code_lines))
            .collect();
        let running =
            RunEvent::Running { compile_seconds: seconds(elapsed), prebuilt: false, warnings };
        if test {
            self.check(&executable, running, listener).await
        } else {
            self.run(executable.program(), running, listener).await
        }
    }

    /// Compiles, or waits for who compiles the same: many readers change a program in the same way,
    /// and all check the same exercise.
    async fn compile(
        &self,
        request: Request,
        libraries: &Arc<Libraries>,
        listener: &Listener,
    ) -> Result<flight::Result, Gone> {
        let key = Key::new(request.source.clone(), request.options, libraries);
        let flight = self.flights.join(key);
        loop {
            let turn = tokio::select! {
                biased;
                result = flight.landed() => return Ok(result),
                turn = turn(&self.compilations, listener) => turn?,
            };
            listener.tell(RunEvent::Compiling {}).await?;
            if let Some(pilot) = flight.take_off() {
                let compiled = self.rustc(request, libraries, &listener.reader).await;
                let result = compiled.map_err(|error| messages::run::not_started(&error));
                pilot.land(result.clone());
                return Ok(result);
            }
            // Somebody else's turn serves.
            drop(turn);
            if let Some(result) = flight.settled().await {
                return Ok(result);
            }
        }
    }

    /// Compiles with what the reader's last edit of the same program has left. The first edit takes
    /// longer for leaving something, and does not when others wait.
    async fn rustc(
        &self,
        request: Request,
        libraries: &Arc<Libraries>,
        reader: &Reader,
    ) -> Result<Compilation, sandbox::Error> {
        let Request { source, options, program } = request;
        let key = program
            .map(|program| kept::Key::new(reader.clone(), program, options))
            .map(|key| (self.kept.take(&key), key));
        let Some((kept, key)) =
            key.filter(|(kept, _)| kept.is_some() || !self.compilations.awaited())
        else {
            return self.sandbox.compile(&source, libraries, options).await;
        };
        let mut kept = kept.unwrap_or_default();
        let compiled =
            self.sandbox.compile_incrementally(&source, libraries, options, &mut kept).await;
        self.kept.put(key, kept);
        compiled
    }

    async fn wait_for_supplies(&self, listener: &Listener) -> Result<Option<Supplies>, Gone> {
        let mut stage = self.stage.clone();
        loop {
            let now = supplies(&stage.borrow_and_update());
            match now {
                Ok(supplies) => return Ok(supplies),
                Err(progress) => {
                    let message = messages::libraries::waiting(progress);
                    listener.tell(RunEvent::Waiting { message }).await?;
                }
            }
            if stage.changed().await.is_err() {
                // The server is shutting down.
                return Err(Gone);
            }
        }
    }

    /// The program that is built already, when the job is an unmodified listing.
    fn prebuilt(&self, job: &Job, supplies: &Supplies) -> Option<Program> {
        if !supplies.prebuilt || job.check.is_some() || job.optimize {
            return None;
        }
        let shown = self.shown();
        let prebuilt = shown.prebuilt(&job.code)?;
        let binary = prebuilt.runtime.binary(&prebuilt.slug);
        let executable = supplies.libraries.executables.get(&binary)?;
        Some(Program::new(executable).arg(&prebuilt.slug))
    }

    /// What to compile, and whether it is a check.
    fn source(&self, code: String, check: Option<&(String, Runtime)>) -> (String, bool) {
        let shown = self.shown();
        let exercise = check.and_then(|(slug, runtime)| Some((shown.exercise(slug)?, *runtime)));
        match exercise {
            Some((exercise, runtime)) => (exercise.check_source(&code, runtime), true),
            None => (code, false),
        }
    }

    async fn run(
        &self,
        program: Program,
        running: RunEvent,
        listener: &Listener,
    ) -> Result<(), Gone> {
        let _turn = turn(&self.runs, listener).await?;
        let mut run = match self.sandbox.run(program, self.limits) {
            Ok(run) => run,
            Err(error) => {
                return listener.tell(RunEvent::refused(messages::run::not_started(&error))).await;
            }
        };
        listener.tell(running).await?;
        while let Some(event) = run.next().await {
            match event {
                Event::Started => {}
                Event::Line(line) => listener.tell(RunEvent::output(line)).await?,
                Event::Ended(Outcome { end, elapsed }) => {
                    let message = messages::run::run_ended(end, elapsed, self.limits);
                    let event = RunEvent::outcome(end, elapsed, message, Vec::new());
                    listener.tell(event).await?;
                }
            }
        }
        Ok(())
    }

    async fn check(
        &self,
        executable: &Executable,
        running: RunEvent,
        listener: &Listener,
    ) -> Result<(), Gone> {
        let _turn = turn(&self.runs, listener).await?;
        // One at a time: the checks measure durations.
        let program = executable.program().arg("--test-threads=1");
        let mut run = match self.sandbox.run(program, self.limits) {
            Ok(run) => run,
            Err(error) => {
                return listener.tell(RunEvent::refused(messages::run::not_started(&error))).await;
            }
        };
        listener.tell(running).await?;
        let mut harness = Harness::default();
        while let Some(event) = run.next().await {
            match event {
                Event::Started => {}
                Event::Line(line) if line.stream == Stream::Stderr => {
                    listener.tell(RunEvent::output(line)).await?;
                }
                Event::Line(line) => {
                    for verdict in harness.line(&line.text) {
                        listener.tell(RunEvent::verdict(verdict, line.elapsed)).await?;
                    }
                }
                Event::Ended(Outcome { end, elapsed }) => {
                    // The harness exits with 101 for failed tests: those are no panic of its own.
                    let judged = matches!(end, End::Success | End::Panic);
                    let (verdicts, (passed, total)) = std::mem::take(&mut harness).end(!judged);
                    for verdict in verdicts {
                        listener.tell(RunEvent::verdict(verdict, elapsed)).await?;
                    }
                    let message = if judged {
                        messages::run::check_ended(passed, total)
                    } else {
                        messages::run::run_ended(end, elapsed, self.limits)
                    };
                    let end = if end == End::Panic { End::Exit(101) } else { end };
                    let event = RunEvent::outcome(end, elapsed, message, Vec::new());
                    listener.tell(event).await?;
                }
            }
        }
        Ok(())
    }
}

/// A turn for this listener's reader, who is told the place in the queue.
async fn turn<'a>(queue: &'a Queue, listener: &Listener) -> Result<queue::Turn<'a>, Gone> {
    let (turn, mut places) = queue.enter(listener.reader.clone());
    while let Some(position) = places.next().await {
        listener.tell(RunEvent::Queued { position }).await?;
    }
    Ok(turn)
}

/// The outcome of a compilation that failed; `code_lines` of a check are the learner's.
fn not_compiled(
    end: End,
    elapsed: Duration,
    mut diagnostics: Vec<Diagnostic>,
    code_lines: Option<usize>,
    options: Options,
) -> RunEvent {
    let mut message = None;
    if let Some(code_lines) = code_lines {
        let foreign = |it: &Diagnostic| it.line.is_some_and(|line| line > code_lines);
        let errors = || diagnostics.iter().filter(|it| it.level == Level::Error);
        if end == End::CompileError && errors().next().is_some() && errors().all(foreign) {
            message = Some(messages::run::check_does_not_compile());
        }
        // Lines that the learner does not see would mislead.
        for diagnostic in &mut diagnostics {
            if foreign(diagnostic) {
                diagnostic.line = None;
                diagnostic.column = None;
            }
        }
    }
    let message = message
        .unwrap_or_else(|| messages::run::compilation_ended(end, &diagnostics, options.limits));
    RunEvent::outcome(end, elapsed, message, diagnostics)
}
