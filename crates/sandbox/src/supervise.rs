//! One program from its start to its end.

use std::ffi::OsString;
use std::path::PathBuf;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::lines::{Budget, pump};
use crate::process::{Job, Session};
use crate::scratch::Scratch;
use crate::{End, Error, Event, Limits, Outcome, Protections, Sandbox, Stream, memory};

/// How long the pipes may stay open after the session was killed: only a process that left the
/// session can hold them, and nobody waits for that one.
const DRAIN: Duration = Duration::from_millis(300);

/// Lines that may wait for a slow listener. Beyond them the program waits too, on its pipe, and its
/// time runs on.
const QUEUE: usize = 256;

/// The variables of the environment that a program keeps: what it takes to find other programs, to
/// speak the reader's language, and to start at all on Windows.
const KEPT_VARIABLES: &[&str] =
    &["PATH", "LANG", "LC_ALL", "TZ", "SystemRoot", "SystemDrive", "windir", "PATHEXT"];

/// What to run.
#[derive(Clone, Debug)]
pub struct Program {
    /// The executable file.
    pub executable: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
}

impl Program {
    /// A program without arguments.
    pub fn new(executable: impl Into<PathBuf>) -> Self {
        Self { executable: executable.into(), args: Vec::new() }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }
}

/// A program that runs: the stream of what happens to it. Dropping it kills the program.
#[derive(Debug)]
pub struct Run {
    events: mpsc::Receiver<Event>,
    stop: CancellationToken,
    supervisor: tokio::task::JoinHandle<()>,
}

impl Run {
    /// The next event; `None` after [`Event::Ended`].
    pub async fn next(&mut self) -> Option<Event> {
        self.events.recv().await
    }

    /// Kills the program; the stream then ends with [`End::Stopped`], unless it ended by itself.
    pub fn stop(&self) {
        self.stop.cancel();
    }
}

impl futures_util::Stream for Run {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Event>> {
        self.events.poll_recv(context)
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        // Drops the supervisor's future, and with it the session.
        self.supervisor.abort();
    }
}

impl Sandbox {
    /// Starts a program in a private directory, without stdin and with almost no environment.
    ///
    /// Must be called within a tokio runtime. The limits hold whether or not the stream is read.
    pub fn run(&self, program: Program, limits: Limits) -> Result<Run, Error> {
        let scratch = Arc::new(self.scratch()?);
        let job = Job {
            executable: program.executable,
            args: program.args,
            variables: kept(KEPT_VARIABLES).collect(),
            read: Vec::new(),
            writes: false,
            limits,
        };
        start(job, scratch, self.protections)
    }
}

/// The variables of this process among `names`.
pub(crate) fn kept(names: &[&str]) -> impl Iterator<Item = (OsString, OsString)> {
    names.iter().filter_map(|name| Some((OsString::from(name), std::env::var_os(name)?)))
}

/// Starts a job under supervision; its directory lives at least as long as the program.
pub(crate) fn start(
    job: Job,
    scratch: Arc<Scratch>,
    protections: Protections,
) -> Result<Run, Error> {
    let (executable, limits) = (job.executable.clone(), job.limits);
    // Before the start: a program that sleeps one second must never seem to have slept less.
    let started = Instant::now();
    let session = Session::start(job, &scratch, protections)
        .map_err(|cause| Error::Spawn { executable, cause })?;
    let (sender, events) = mpsc::channel(QUEUE);
    let stop = CancellationToken::new();
    let supervisor =
        tokio::spawn(supervise(session, scratch, limits, started, sender, stop.clone()));
    Ok(Run { events, stop, supervisor })
}

async fn supervise(
    mut session: Session,
    scratch: Arc<Scratch>,
    limits: Limits,
    started: Instant,
    events: mpsc::Sender<Event>,
    stop: CancellationToken,
) {
    let budget = Budget::new(limits.output_bytes);
    let drain = CancellationToken::new();
    let (out, err) = (session.take_stdout(), session.take_stderr());
    let mut pumps = pin!(async {
        // Nobody listens any more: the next send finds out as well.
        let _ = events.send(Event::Started).await;
        tokio::join!(
            pump(out, Stream::Stdout, started, &budget, &drain, &events),
            pump(err, Stream::Stderr, started, &budget, &drain, &events),
        );
    });
    let mut drained = false;

    let end = {
        let mut ending = pin!(ending(&mut session, limits, started, &budget, &stop));
        loop {
            tokio::select! {
                biased;
                end = &mut ending => break end,
                () = &mut pumps, if !drained => drained = true,
            }
        }
    };
    let elapsed = started.elapsed();

    session.kill();
    // Killed: it ends at once, and is reaped here.
    let _ = session.wait().await;
    if !drained && tokio::time::timeout(DRAIN, &mut pumps).await.is_err() {
        drain.cancel();
        pumps.await;
    }
    // A program may end before its last bytes are counted.
    let cut = budget.is_exceeded() && matches!(end, End::Success | End::Exit(_) | End::Panic);
    let end = if cut { End::OutputLimit } else { end };
    // Before the end is told: whoever hears it may look for what is left.
    drop((session, scratch));
    let _ = events.send(Event::Ended(Outcome { end, elapsed })).await;
}

/// Waits for the first of all that can end a program.
async fn ending(
    session: &mut Session,
    limits: Limits,
    started: Instant,
    budget: &Budget,
    stop: &CancellationToken,
) -> End {
    let family = session.family();
    let held = async {
        match family {
            Some(family) => memory::exceeds(family, limits).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        biased;
        end = session.wait() => end,
        () = budget.exceeded() => End::OutputLimit,
        end = held => end,
        () = stop.cancelled() => End::Stopped,
        () = tokio::time::sleep_until((started + limits.wall).into()) => End::TimeLimit,
    }
}
