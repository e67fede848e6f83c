//! Processes that take everything they started with them.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::Stdio;

use process_wrap::tokio::{ChildWrapper, CommandWrap, KillOnDrop};
use tokio::io::AsyncRead;
use tokio::process::Command;

#[cfg(target_os = "linux")]
use crate::confine::Confined;
use crate::scratch::Scratch;
use crate::{End, Limits, Protections};

/// A program to be started in a private directory.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) executable: PathBuf,
    pub(crate) args: Vec<OsString>,
    /// The whole environment, but for the places of temporary files.
    pub(crate) variables: Vec<(OsString, OsString)>,
    /// What it reads beside the system's libraries.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code))]
    pub(crate) read: Vec<PathBuf>,
    /// Whether what it leaves in its private directory is wanted.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code))]
    pub(crate) writes: bool,
    pub(crate) limits: Limits,
}

/// A pipe that a program writes to.
pub(crate) type Pipe = Box<dyn AsyncRead + Send + Unpin>;

/// Which processes are the program's.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Family {
    /// Those of this process's session.
    Session(u32),
    /// Those below this process.
    #[cfg(target_os = "linux")]
    Below(u32),
}

/// A process with all that it starts, killed as a whole on drop.
#[derive(Debug)]
pub(crate) enum Session {
    /// In a session of its own (on Windows, a job object).
    ///
    /// A session and not only a group: it also parts the program from the terminal, whose Ctrl-C
    /// must reach the server alone, and it marks the program's descendants for the memory count.
    Plain { child: Box<dyn ChildWrapper>, id: Option<u32> },
    /// Kept apart by the kernel.
    #[cfg(target_os = "linux")]
    Confined(Confined),
}

impl Session {
    /// Starts a command of our own, with what the user may do.
    pub(crate) fn trusted(command: Command) -> io::Result<Self> {
        let mut wrap = CommandWrap::from(command);
        wrap.wrap(KillOnDrop);
        #[cfg(unix)]
        wrap.wrap(process_wrap::tokio::ProcessSession);
        #[cfg(windows)]
        wrap.wrap(process_wrap::tokio::JobObject);
        let child = wrap.spawn()?;
        let id = child.id();
        Ok(Self::Plain { child, id })
    }

    /// Starts a program with these protections.
    pub(crate) fn start(job: Job, scratch: &Scratch, protections: Protections) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if protections != Protections::NONE {
            return Confined::spawn(&job, scratch, protections).map(Self::Confined);
        }
        #[cfg(not(target_os = "linux"))]
        let _ = protections;
        let mut command = Command::new(job.executable);
        command.args(job.args).current_dir(scratch.work()).env_clear();
        for variable in ["HOME", "TMPDIR", "TEMP", "TMP"] {
            command.env(variable, scratch.work());
        }
        command.envs(job.variables);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self::trusted(command)
    }

    /// Which processes are counted.
    pub(crate) fn family(&self) -> Option<Family> {
        match self {
            Self::Plain { id, .. } => id.map(Family::Session),
            #[cfg(target_os = "linux")]
            Self::Confined(confined) => confined.first().map(Family::Below),
        }
    }

    pub(crate) fn take_stdout(&mut self) -> Option<Pipe> {
        match self {
            Self::Plain { child, .. } => child.stdout().take().map(|it| Box::new(it) as Pipe),
            #[cfg(target_os = "linux")]
            Self::Confined(confined) => confined.stdout.take().map(|it| Box::new(it) as Pipe),
        }
    }

    pub(crate) fn take_stderr(&mut self) -> Option<Pipe> {
        match self {
            Self::Plain { child, .. } => child.stderr().take().map(|it| Box::new(it) as Pipe),
            #[cfg(target_os = "linux")]
            Self::Confined(confined) => confined.stderr.take().map(|it| Box::new(it) as Pipe),
        }
    }

    /// Waits for the process alone, not for what it started.
    pub(crate) async fn wait(&mut self) -> End {
        match self {
            // The wrapper's own `wait` also waits for the rest of the group, which may never end.
            Self::Plain { child, .. } => {
                child.inner_mut().wait().await.map_or(End::Signal(0), End::of)
            }
            #[cfg(target_os = "linux")]
            Self::Confined(confined) => confined.wait().await,
        }
    }

    /// Kills the process and what it started.
    pub(crate) fn kill(&mut self) {
        match self {
            // An error means that there is nothing left to kill.
            Self::Plain { child, .. } => {
                let _ = child.start_kill();
            }
            #[cfg(target_os = "linux")]
            Self::Confined(confined) => confined.kill(),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.kill();
    }
}
