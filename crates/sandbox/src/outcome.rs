//! What happens to a program, as values.

use std::process::ExitStatus;
use std::time::Duration;

/// What a run tells, in order: `Started`, any number of `Line`, `Ended`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The program was started.
    Started,
    /// It wrote something.
    Line(Line),
    /// It ended; always the last event.
    Ended(Outcome),
}

/// One line that a program wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where.
    pub stream: Stream,
    /// Time from the program's start to when the line was read.
    pub elapsed: Duration,
    /// Without its newline; what is not UTF-8 is replaced by U+FFFD.
    pub text: String,
    /// False when the text does not end a line: the program ended without a newline, or the line
    /// is so long that it comes in several pieces.
    pub complete: bool,
}

/// Standard output or standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// How a run ended and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What happened.
    pub end: End,
    /// Time from the start to the end.
    pub elapsed: Duration,
}

/// What ended a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum End {
    /// Exit code 0.
    Success,
    /// Another exit code.
    Exit(i32),
    /// Exit code 101: that of a panic in a Rust program's main thread.
    Panic,
    /// rustc refused the source.
    CompileError,
    /// Killed by this signal, which the sandbox did not send.
    Signal(i32),
    /// Killed at [`Limits::wall`](crate::Limits::wall).
    TimeLimit,
    /// Killed above [`Limits::memory_bytes`](crate::Limits::memory_bytes).
    MemoryLimit,
    /// Killed above [`Limits::output_bytes`](crate::Limits::output_bytes).
    OutputLimit,
    /// Killed above [`Limits::processes`](crate::Limits::processes) or
    /// [`Limits::threads`](crate::Limits::threads).
    ProcessLimit,
    /// Killed by the kernel above [`Limits::cpu`](crate::Limits::cpu) (SIGXCPU).
    CpuLimit,
    /// Killed by the kernel as it wrote past [`Limits::file_bytes`](crate::Limits::file_bytes)
    /// (SIGXFSZ).
    FileLimit,
    /// Killed because [`Run::stop`](crate::Run::stop) was called.
    Stopped,
}

impl End {
    /// The exit code, where there is one.
    pub const fn code(self) -> Option<i32> {
        match self {
            Self::Success => Some(0),
            Self::Exit(code) => Some(code),
            Self::Panic => Some(101),
            _ => None,
        }
    }

    pub(crate) fn of(status: ExitStatus) -> Self {
        status.code().map_or_else(|| Self::of_signal(signal(status)), Self::of_code)
    }

    pub(crate) const fn of_code(code: i32) -> Self {
        match code {
            0 => Self::Success,
            101 => Self::Panic,
            code => Self::Exit(code),
        }
    }

    pub(crate) const fn of_signal(signal: i32) -> Self {
        // The kernel sends these two for one reason only.
        #[cfg(target_os = "linux")]
        match signal {
            libc::SIGXCPU => return Self::CpuLimit,
            libc::SIGXFSZ => return Self::FileLimit,
            _ => {}
        }
        Self::Signal(signal)
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal().unwrap_or_default()
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> i32 {
    0
}
