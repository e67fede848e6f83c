//! Does one task: compiles what must be, runs it, and compares.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use catalogue::{
    End, Exercise, Listing, NO_CODE, Output, Program, Recordable, Run, RunEnd, RunLine, Runtime,
    Script, TIME_LIMIT,
};
use sandbox::{
    Compilation, Edition, Event, Executable, Libraries, Limits, Options, Outcome, Sandbox, Stream,
};
use similar::TextDiff;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::crowd::{Crowd, Passed};
use crate::{Failure, Task};

/// A program that says nothing for so long has started. Alone it takes half of that, on two Xeon
/// cores.
const START: Duration = Duration::from_millis(10);

/// The same with Python, which first reads asyncio.
const SCRIPT_START: Duration = Duration::from_millis(200);

/// Where the programs come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The package's binaries, one a runtime, each holding every listing.
    Binaries,
    /// Each program is compiled by itself.
    Sources,
}

/// Verifies listings against built libraries.
#[derive(Clone, Debug)]
pub struct Verifier {
    sandbox: Sandbox,
    /// For the book's Python scripts: Python may live anywhere, under the home above all, and these
    /// are files of the repository, as trusted as the code that reads this.
    unconfined: Sandbox,
    libraries: Libraries,
    origin: Origin,
    python: Option<PathBuf>,
    /// rustc fills a core, programs mostly sleep: any number may run, as many compile as cores.
    compilations: Arc<Semaphore>,
    /// To start a program costs milliseconds of a core, which those that run must not miss.
    starts: Arc<Semaphore>,
    crowd: Arc<Crowd>,
}

/// A program ready to run, and the file that it lives in when it was compiled for this.
struct Ready {
    program: sandbox::Program,
    _file: Option<Executable>,
}

/// What a program did.
#[derive(Debug)]
struct Done {
    end: sandbox::End,
    elapsed: Duration,
    lines: Vec<sandbox::Line>,
}

impl Done {
    /// Notes what happened, and tells whether it shows that the program has started.
    fn note(&mut self, event: Event) -> bool {
        match event {
            Event::Started => return false,
            Event::Line(line) => self.lines.push(line),
            Event::Ended(Outcome { end, elapsed }) => {
                self.end = end;
                self.elapsed = elapsed;
            }
        }
        true
    }

    fn text(&self, stream: Stream) -> String {
        let lines = self.lines.iter().filter(|line| line.stream == stream);
        lines.map(|line| line.text.clone() + if line.complete { "\n" } else { "" }).collect()
    }

    fn stdout(&self) -> String {
        self.text(Stream::Stdout)
    }

    fn stderr(&self) -> String {
        self.text(Stream::Stderr)
    }
}

impl Verifier {
    /// A verifier of programs that come from `origin`.
    pub fn new(libraries: Libraries, origin: Origin) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            sandbox: Sandbox::new(),
            unconfined: Sandbox::unconfined(),
            libraries,
            origin,
            python: None,
            compilations: Arc::new(Semaphore::new(cores)),
            starts: Arc::new(Semaphore::new(cores)),
            crowd: Arc::default(),
        }
    }

    /// The same, with the Python that runs scripts.
    #[must_use]
    pub fn with_python(mut self, python: PathBuf) -> Self {
        self.python = Some(python);
        self
    }

    /// One task. What fails beside many others is asked again alone.
    ///
    /// # Errors
    /// What does not hold. A script does not without [`Self::with_python`].
    pub async fn task(&self, task: &Task) -> Result<Passed<Failure>, Failure> {
        self.crowd.attempt(async || self.once(task).await).await
    }

    async fn once(&self, task: &Task) -> Result<(), Failure> {
        match task {
            Task::Program(listing, runtime) => self.program(listing, *runtime).await,
            Task::Exercise(listing, runtime) => match listing.exercise() {
                Some(exercise) => self.exercise(listing, exercise, *runtime).await,
                None => Ok(()),
            },
            Task::Script(listing) => match &listing.asyncio {
                Some(script) => self.script(script).await,
                None => Ok(()),
            },
        }
    }

    /// The program of a listing for one runtime does all that is stated, and nothing else.
    async fn program(&self, listing: &Listing, runtime: Runtime) -> Result<(), Failure> {
        let program = listing.programs.get(runtime);
        let (ready, wall, end) = match &program.end {
            End::CompileError { code, .. } => {
                let compilation = self.compile(program, &program.source, false).await?;
                if compilation.executable.is_some() {
                    return Err(fail(
                        program,
                        format!(
                            "ce programme devait être refusé ({code}), et il se compile. Rendez-le fautif de nouveau, ou faites-en un listing ordinaire."
                        ),
                    ));
                }
                return diagnosed(program, &compilation, code);
            }
            End::Warning { lint, .. } => {
                let compilation = self.compile(program, &program.source, false).await?;
                diagnosed(program, &compilation, lint)?;
                let ready = executable(program, &compilation)?.into();
                (ready, TIME_LIMIT, sandbox::End::Success)
            }
            End::Success => {
                (self.start(listing, runtime).await?, TIME_LIMIT, sandbox::End::Success)
            }
            End::Panic { .. } => {
                (self.start(listing, runtime).await?, TIME_LIMIT, sandbox::End::Panic)
            }
            End::Endless { after } => {
                (self.start(listing, runtime).await?, *after, sandbox::End::TimeLimit)
            }
        };
        let done = self.run(program, ready, wall).await?;
        ended(program, &done, end)?;
        if let End::Panic { message } = &program.end
            && !done.stderr().contains(message)
        {
            return Err(fail(
                program,
                format!("la panique devait dire « {message} ». Elle dit :\n{}", done.stderr()),
            ));
        }
        printed(&program.path, &program.expected, &done.stdout())
    }

    /// The Python counterpart of a listing prints what is stated.
    async fn script(&self, script: &Script) -> Result<(), Failure> {
        let done = self.run_script(&script.path).await?;
        if done.end != sandbox::End::Success {
            let text = format!("le script a échoué ({:?}) :\n{}", done.end, done.stderr());
            return Err(Failure::new(&script.path, text));
        }
        printed(&script.path, &script.expected, &done.stdout())
    }

    /// Runs a program that does what is stated, and tells what it did.
    ///
    /// # Errors
    /// It does something else.
    pub async fn record(
        &self,
        listing: &Listing,
        recordable: &Recordable<'_>,
    ) -> Result<Run, Failure> {
        let path = recordable.path;
        let done = match recordable.runtime {
            Some(runtime) => {
                let program = listing.programs.get(runtime);
                let ready = self.start(listing, runtime).await?;
                self.run(program, ready, catalogue::wall(&program.end)).await?
            }
            None => self.run_script(path).await?,
        };
        let end = match done.end {
            sandbox::End::Success => Some(RunEnd::Success),
            sandbox::End::Panic => Some(RunEnd::Panic),
            sandbox::End::TimeLimit => Some(RunEnd::TimeLimit),
            _ => None,
        };
        if end != Some(recordable.end) {
            let text = format!("fin inattendue ({:?}) :\n{}", done.end, done.stderr());
            return Err(Failure::new(path, text));
        }
        printed(path, recordable.expected, &done.stdout())?;
        let ms = |time: Duration| u32::try_from(time.as_millis()).unwrap_or(u32::MAX);
        let lines = done.lines.iter().map(|line| {
            let descriptor = if line.stream == Stream::Stdout { 1 } else { 2 };
            RunLine(ms(line.elapsed), descriptor, line.text.clone())
        });
        Ok(Run {
            fingerprint: catalogue::fingerprint(recordable.source),
            end: recordable.end,
            ms: ms(done.elapsed),
            lines: lines.collect(),
        })
    }

    async fn run_script(&self, path: &Path) -> Result<Done, Failure> {
        let Some(python) = &self.python else {
            return Err(Failure::new(path, "python3 3.11 ou plus récent est introuvable."));
        };
        let fail = |message: String| Failure::new(path, message);
        let file = path.canonicalize().map_err(|error| fail(error.to_string()))?;
        // -I: neither the user's packages nor their variables; -B: no __pycache__ in listings/;
        // -u: a line comes when it is printed.
        let options = ["-I", "-B", "-u", "-X", "utf8"];
        let program = sandbox::Program::new(python);
        let program = options.into_iter().fold(program, sandbox::Program::arg).arg(file);
        self.collect(&self.unconfined, program, SCRIPT_START, TIME_LIMIT)
            .await
            .map_err(|error| fail(error.to_string()))
    }

    /// An exercise's starting point compiles and fails its check; its solution passes all of it.
    async fn exercise(
        &self,
        listing: &Listing,
        exercise: &Exercise,
        runtime: Runtime,
    ) -> Result<(), Failure> {
        let program = listing.programs.get(runtime);
        let start = self.check(program, exercise, exercise.starts.get(runtime), runtime).await?;
        if start.end != sandbox::End::Panic {
            return Err(fail(
                program,
                format!(
                    "le point de départ devait échouer à la vérification ({:?}) : l'exercice est déjà fait. Ôtez-en davantage, ou vérifiez davantage.\n{}",
                    start.end,
                    start.stdout()
                ),
            ));
        }
        let solution = self.check(program, exercise, &program.source, runtime).await?;
        let passed = format!("test result: ok. {} passed", exercise.criteria.len());
        if solution.end != sandbox::End::Success || !solution.stdout().contains(&passed) {
            return Err(fail(
                program,
                format!(
                    "la solution doit réussir les {} critères de verification.rs :\n{}{}",
                    exercise.criteria.len(),
                    solution.stdout(),
                    solution.stderr()
                ),
            ));
        }
        Ok(())
    }

    async fn check(
        &self,
        program: &Program,
        exercise: &Exercise,
        code: &str,
        runtime: Runtime,
    ) -> Result<Done, Failure> {
        let source = exercise.check_source(code, runtime);
        let compilation = self.compile(program, &source, true).await?;
        let mut harness = Ready::from(executable(program, &compilation)?);
        harness.program = harness.program.arg("--test-threads=1");
        self.run(program, harness, TIME_LIMIT).await
    }

    /// The program, ready to run.
    async fn start(&self, listing: &Listing, runtime: Runtime) -> Result<Ready, Failure> {
        let program = listing.programs.get(runtime);
        match self.origin {
            Origin::Sources => {
                let compilation = self.compile(program, &program.source, false).await?;
                Ok(executable(program, &compilation)?.into())
            }
            Origin::Binaries => {
                let binary = runtime.binary(&listing.slug);
                let Some(executable) = self.libraries.executables.get(&binary) else {
                    return Err(fail(program, format!("{binary} n'a pas été construit.")));
                };
                let executable = sandbox::Program::new(executable).arg(&listing.slug);
                Ok(Ready { program: executable, _file: None })
            }
        }
    }

    async fn compile(
        &self,
        program: &Program,
        source: &str,
        test: bool,
    ) -> Result<Compilation, Failure> {
        let _turn = self.compilations.acquire().await;
        let options = Options { test, ..Options::new(Edition::E2024) };
        self.sandbox
            .compile(source, &self.libraries, options)
            .await
            .map_err(|error| fail(program, error.to_string()))
    }

    async fn run(&self, program: &Program, start: Ready, wall: Duration) -> Result<Done, Failure> {
        self.collect(&self.sandbox, start.program, START, wall)
            .await
            .map_err(|error| fail(program, error.to_string()))
    }

    async fn collect(
        &self,
        sandbox: &Sandbox,
        program: sandbox::Program,
        start: Duration,
        wall: Duration,
    ) -> Result<Done, sandbox::Error> {
        let turn = self.starts.acquire().await;
        let mut run = sandbox.run(program, Limits { wall, ..Limits::READER })?;
        let mut done =
            Done { end: sandbox::End::Stopped, elapsed: Duration::ZERO, lines: Vec::new() };
        let heard = async {
            while let Some(event) = run.next().await {
                if done.note(event) {
                    break;
                }
            }
        };
        let _ = timeout(start, heard).await;
        drop(turn);
        while let Some(event) = run.next().await {
            done.note(event);
        }
        Ok(done)
    }
}

impl From<Executable> for Ready {
    fn from(file: Executable) -> Self {
        Self { program: file.program(), _file: Some(file) }
    }
}

fn fail(program: &Program, message: String) -> Failure {
    Failure::new(&program.path, message)
}

fn executable(program: &Program, compilation: &Compilation) -> Result<Executable, Failure> {
    compilation.executable.clone().ok_or_else(|| {
        fail(program, format!("ce programme ne se compile pas :\n{}", rendered(compilation)))
    })
}

/// rustc said what the listing states.
fn diagnosed(program: &Program, compilation: &Compilation, code: &str) -> Result<(), Failure> {
    let said = |d: &sandbox::Diagnostic| {
        d.code.as_deref().unwrap_or(NO_CODE) == code
            && program.end.message().is_none_or(|message| d.rendered.contains(message))
    };
    if compilation.diagnostics.iter().any(said) {
        return Ok(());
    }
    let message = program.end.message().map_or(String::new(), |message| format!(" « {message} »"));
    Err(fail(
        program,
        format!("rustc devait dire {code}{message}. Il dit :\n{}", rendered(compilation)),
    ))
}

fn rendered(compilation: &Compilation) -> String {
    if compilation.diagnostics.is_empty() {
        return "(rien)".to_owned();
    }
    compilation.diagnostics.iter().map(|diagnostic| diagnostic.rendered.as_str()).collect()
}

fn ended(program: &Program, done: &Done, expected: sandbox::End) -> Result<(), Failure> {
    if done.end == expected {
        return Ok(());
    }
    Err(fail(
        program,
        format!(
            "fin attendue {expected:?}, fin obtenue {:?}.\n{}{}",
            done.end,
            done.stdout(),
            done.stderr()
        ),
    ))
}

fn printed(path: &Path, expected: &Output, stdout: &str) -> Result<(), Failure> {
    expected.compare(stdout).map_err(|mismatch| {
        let diff = TextDiff::from_lines(&mismatch.expected, &mismatch.actual);
        let diff = diff.unified_diff().context_radius(3).header("attendu", "obtenu").to_string();
        Failure {
            path: path.to_owned(),
            message: format!("la sortie n'est pas celle qui est attendue.\n{diff}"),
            printed: Some(stdout.to_owned()),
        }
    })
}
