//! What happens to a run, in the words of `POST /api/run`.

use std::time::Duration;

use sandbox::{Diagnostic, End, Stream};
use serde::Serialize;

use crate::check::Verdict;

/// One event; the last one is `Outcome`.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum RunEvent {
    /// It waits for its turn; told again each time that the place changes.
    Queued {
        /// From 1.
        position: usize,
    },
    Waiting {
        message: String,
    },
    Compiling {},
    Running {
        compile_seconds: f64,
        prebuilt: bool,
        warnings: Vec<Diagnostic>,
    },
    Output {
        stream: &'static str,
        seconds: f64,
        text: String,
        /// For who puts the text together again; the page wants lines.
        #[serde(skip)]
        complete: bool,
    },
    Criterion {
        test: String,
        passed: bool,
        message: Option<String>,
    },
    Outcome {
        kind: &'static str,
        code: Option<i32>,
        seconds: f64,
        message: String,
        diagnostics: Vec<Diagnostic>,
    },
}

impl RunEvent {
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Queued { .. } => "queued",
            Self::Waiting { .. } => "waiting",
            Self::Compiling {} => "compiling",
            Self::Running { .. } => "running",
            Self::Output { .. } => "output",
            Self::Criterion { .. } => "criterion",
            Self::Outcome { .. } => "outcome",
        }
    }

    pub(crate) fn outcome(
        end: End,
        elapsed: Duration,
        message: String,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        let seconds = seconds(elapsed);
        Self::Outcome { kind: kind(end), code: end.code(), seconds, message, diagnostics }
    }

    pub(crate) fn refused(message: String) -> Self {
        let diagnostics = Vec::new();
        Self::Outcome { kind: "refused", code: None, seconds: 0.0, message, diagnostics }
    }

    pub(crate) fn stopped(message: String) -> Self {
        Self::outcome(End::Stopped, Duration::ZERO, message, Vec::new())
    }

    pub(crate) fn output(line: sandbox::Line) -> Self {
        let stream = match line.stream {
            Stream::Stdout => "stdout",
            Stream::Stderr => "stderr",
        };
        Self::Output {
            stream,
            seconds: seconds(line.elapsed),
            text: line.text,
            complete: line.complete,
        }
    }

    pub(crate) fn verdict(verdict: Verdict, elapsed: Duration) -> Self {
        match verdict {
            Verdict::Criterion { test, passed, message } => {
                Self::Criterion { test, passed, message }
            }
            Verdict::Output(text) => {
                let seconds = seconds(elapsed);
                Self::Output { stream: "stdout", seconds, text, complete: true }
            }
        }
    }
}

const fn kind(end: End) -> &'static str {
    match end {
        End::Success => "success",
        End::Exit(_) => "exit",
        End::Panic => "panic",
        End::CompileError => "compile_error",
        End::Signal(_) => "signal",
        End::TimeLimit => "time_limit",
        End::MemoryLimit => "memory_limit",
        End::OutputLimit => "output_limit",
        End::ProcessLimit => "process_limit",
        End::CpuLimit => "cpu_limit",
        End::FileLimit => "file_limit",
        End::Stopped => "stopped",
        _ => "refused",
    }
}

/// To the millisecond: more would only be noise.
pub(crate) fn seconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1000.0).round() / 1000.0
}
