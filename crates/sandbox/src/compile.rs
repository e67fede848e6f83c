//! From a source text to an executable, by rustc without cargo.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, fs, io, mem};

use cargo_metadata::diagnostic::{Diagnostic as Message, DiagnosticLevel, DiagnosticSpan};
use serde::Serialize;
use tempfile::TempDir;

use crate::process::Job;
use crate::scratch::{Scratch, temporary};
use crate::supervise::{kept, start};
use crate::{End, Error, Event, Libraries, Limits, Outcome, Program, Sandbox, Stream};

/// Name of the source file, which the reader sees in messages and panics.
const SOURCE: &str = "main.rs";

/// Where rustc keeps what the next compilation can use, in its private directory.
const INCREMENTAL: &str = "incremental";

/// Bytes; a program of the course leaves about five million.
const MOST_KEPT: u64 = 64 * 1024 * 1024;

/// The variables that rustc keeps: what it and the linker take to find each other.
const KEPT_VARIABLES: &[&str] = &[
    "PATH",
    // The linker of macOS keeps files there; on Linux a program gets a home of its own.
    #[cfg(not(target_os = "linux"))]
    "HOME",
    "DEVELOPER_DIR",
    "SDKROOT",
    "MACOSX_DEPLOYMENT_TARGET",
    "SystemRoot",
    "SystemDrive",
    "windir",
    "PATHEXT",
    "ProgramData",
    "ProgramFiles",
    "ProgramFiles(x86)",
    "LIB",
    "INCLUDE",
    "VSINSTALLDIR",
    "VCINSTALLDIR",
];

/// A Rust edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Edition {
    /// 2015
    E2015,
    /// 2018
    E2018,
    /// 2021
    E2021,
    /// 2024
    #[default]
    E2024,
}

impl Edition {
    const ALL: [Self; 4] = [Self::E2015, Self::E2018, Self::E2021, Self::E2024];

    const fn as_str(self) -> &'static str {
        match self {
            Self::E2015 => "2015",
            Self::E2018 => "2018",
            Self::E2021 => "2021",
            Self::E2024 => "2024",
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Edition {
    type Err = UnknownEdition;

    fn from_str(year: &str) -> Result<Self, UnknownEdition> {
        Self::ALL.into_iter().find(|edition| edition.as_str() == year).ok_or(UnknownEdition)
    }
}

/// Not the year of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownEdition;

impl fmt::Display for UnknownEdition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown edition")
    }
}

impl std::error::Error for UnknownEdition {}

/// How to compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// Edition of the source.
    pub edition: Edition,
    /// Whether to make the test harness in the place of `main` (`rustc --test`).
    pub test: bool,
    /// Whether to optimise; the libraries stay as they were built.
    pub optimize: bool,
    /// What rustc itself may take.
    pub limits: Limits,
}

impl Options {
    /// An ordinary program of this edition.
    pub const fn new(edition: Edition) -> Self {
        Self { edition, test: false, optimize: false, limits: Limits::COMPILER }
    }
}

/// What came of a compilation.
#[derive(Clone, Debug)]
pub struct Compilation {
    /// `Success`, `CompileError`, or what ended rustc (a limit, a signal, a panic of its own).
    pub end: End,
    /// How long rustc took.
    pub elapsed: Duration,
    /// Errors and warnings, in rustc's order.
    pub diagnostics: Vec<Diagnostic>,
    /// With `Success` only.
    pub executable: Option<Executable>,
}

/// A compiled program; its file goes with its last clone.
#[derive(Clone, Debug)]
pub struct Executable {
    scratch: Arc<Scratch>,
}

impl Executable {
    /// The program, to be run.
    pub fn program(&self) -> Program {
        Program::new(self.scratch.work().join(executable_name()))
    }
}

/// What rustc keeps of a compilation, with which the next one of nearly the same source takes about
/// two thirds of the time, and the first one a quarter more (`cargo xtask bench execution`). Empty
/// by default, and wherever rustc gets no directory of its own: it only knows again what it finds
/// at the same place. Its files go with it.
#[derive(Debug, Default)]
pub struct Incremental(Option<TempDir>);

impl Incremental {
    /// Puts what is kept where rustc finds it.
    fn lend(self, scratch: &Scratch) {
        if let Some(kept) = self.0 {
            // Without it, rustc only takes longer.
            let _ = fs::rename(kept.path().join(INCREMENTAL), scratch.work().join(INCREMENTAL));
        }
    }

    /// Takes back what rustc has left.
    fn keep(parent: &Path, scratch: &Scratch) -> Self {
        let left = scratch.work().join(INCREMENTAL);
        let kept = || {
            if size(&left)? > MOST_KEPT {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            let kept = temporary(parent)?;
            fs::rename(&left, kept.path().join(INCREMENTAL))?;
            Ok::<_, io::Error>(kept)
        };
        Self(kept().ok())
    }
}

/// Bytes of all files below.
fn size(directory: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let data = entry.metadata()?;
        bytes += if data.is_dir() { size(&entry.path())? } else { data.len() };
    }
    Ok(bytes)
}

/// One message of rustc.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How grave.
    pub level: Level,
    /// `E0728`, or the lint's name.
    pub code: Option<String>,
    /// The first line, without code.
    pub message: String,
    /// Line in the source, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// The whole message as rustc prints it.
    pub rendered: String,
}

/// How grave a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// No executable.
    Error,
    /// An executable all the same.
    Warning,
}

impl Sandbox {
    /// Compiles a source text against built libraries. Dropping the future kills rustc.
    pub async fn compile(
        &self,
        source: &str,
        libraries: &Libraries,
        options: Options,
    ) -> Result<Compilation, Error> {
        let scratch = Arc::new(self.scratch()?);
        self.compile_in(scratch, source, libraries, options, false).await
    }

    /// The same, with what an earlier compilation has left, and leaving something for a later one.
    /// Nothing is left when the future is dropped, nor when rustc was ended by a limit.
    pub async fn compile_incrementally(
        &self,
        source: &str,
        libraries: &Libraries,
        options: Options,
        kept: &mut Incremental,
    ) -> Result<Compilation, Error> {
        if !self.protections.namespaces {
            return self.compile(source, libraries, options).await;
        }
        let scratch = Arc::new(self.scratch()?);
        mem::take(kept).lend(&scratch);
        let compilation =
            self.compile_in(scratch.clone(), source, libraries, options, true).await?;
        if matches!(compilation.end, End::Success | End::CompileError) {
            *kept = Incremental::keep(&self.parent, &scratch);
        }
        Ok(compilation)
    }

    async fn compile_in(
        &self,
        scratch: Arc<Scratch>,
        source: &str,
        libraries: &Libraries,
        options: Options,
        incremental: bool,
    ) -> Result<Compilation, Error> {
        scratch.has_room().map_err(Error::Scratch)?;
        // Messages then say main.rs:3:5, and panics too: rustc starts where the source is.
        let path = scratch.work().join(SOURCE);
        tokio::fs::write(path, source).await.map_err(Error::Scratch)?;
        let mut args = arguments(libraries, options);
        if incremental {
            args.push(format!("-Cincremental={INCREMENTAL}").into());
        }
        let job = Job {
            executable: libraries.rustc.clone(),
            args,
            variables: kept(KEPT_VARIABLES).collect(),
            read: read_by_rustc(libraries),
            writes: true,
            limits: options.limits,
        };
        let mut run = start(job, scratch.clone(), self.protections)?;

        let mut messages = String::new();
        while let Some(event) = run.next().await {
            match event {
                Event::Line(line) if line.stream == Stream::Stderr => {
                    messages.push_str(&line.text);
                    if line.complete {
                        messages.push('\n');
                    }
                }
                Event::Ended(Outcome { end, elapsed }) => {
                    // What it could not write, it says as if the source were at fault.
                    if end != End::Success {
                        scratch.has_room().map_err(Error::Scratch)?;
                    }
                    let (end, executable) = match end {
                        End::Success => (End::Success, Some(Executable { scratch })),
                        End::Exit(_) => (End::CompileError, None),
                        other => (other, None),
                    };
                    let diagnostics = diagnostics(&messages, end);
                    return Ok(Compilation { end, elapsed, diagnostics, executable });
                }
                Event::Started | Event::Line(_) => {}
            }
        }
        // The supervisor ends without an outcome only when the runtime shuts down.
        Ok(Compilation {
            end: End::Stopped,
            elapsed: Duration::ZERO,
            diagnostics: Vec::new(),
            executable: None,
        })
    }
}

/// The toolchain and the libraries.
fn read_by_rustc(libraries: &Libraries) -> Vec<PathBuf> {
    // bin/rustc, in the toolchain's directory.
    let toolchain = libraries.rustc.parent().and_then(Path::parent);
    let search =
        libraries.search.iter().map(|it| Path::new(it.split_once('=').map_or(&**it, |it| it.1)));
    let externs = libraries.externs.iter().filter_map(|library| library.path.parent());
    let read: BTreeSet<_> = toolchain.into_iter().chain(search).chain(externs).collect();
    read.into_iter().filter(|path| path.exists()).map(Path::to_owned).collect()
}

fn executable_name() -> String {
    format!("main{}", std::env::consts::EXE_SUFFIX)
}

fn arguments(libraries: &Libraries, options: Options) -> Vec<OsString> {
    let mut args: Vec<OsString> = vec![
        SOURCE.into(),
        "--crate-name=main".into(),
        format!("--edition={}", options.edition).into(),
        "--error-format=json".into(),
        "-o".into(),
        executable_name().into(),
        // The reader waits: what costs time in the link and is not seen is left out.
        "-Cdebuginfo=0".into(),
        "-Cstrip=debuginfo".into(),
    ];
    args.extend(libraries.link_args.iter().map(Into::into));
    args.push(if options.optimize { "-Copt-level=3" } else { "-Copt-level=0" }.into());
    if options.test {
        args.push("--test".into());
    } else {
        args.push("--crate-type=bin".into());
    }
    for path in &libraries.search {
        args.extend(["-L".into(), path.into()]);
    }
    for library in &libraries.externs {
        args.extend(["--extern".into(), extern_argument(&library.name, &library.path)]);
    }
    args
}

fn extern_argument(name: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(name);
    argument.push("=");
    argument.push(path);
    argument
}

/// Rustc's messages. What is not JSON is no message about the source: it is what a rustc that fails
/// itself writes, and shown when it does.
fn diagnostics(messages: &str, end: End) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut other = String::new();
    for line in messages.lines() {
        match serde_json::from_str(line) {
            Ok(message) => diagnostics.extend(diagnostic(message)),
            Err(_) => other.extend([line, "\n"]),
        }
    }
    let explained = diagnostics.iter().any(|it| it.level == Level::Error);
    if end != End::Success && !explained && !other.trim().is_empty() {
        let message = other.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        diagnostics.push(Diagnostic {
            level: Level::Error,
            code: None,
            message: message.to_owned(),
            line: None,
            column: None,
            rendered: other,
        });
    }
    diagnostics
}

fn diagnostic(message: Message) -> Option<Diagnostic> {
    let level = match message.level {
        DiagnosticLevel::Error | DiagnosticLevel::Ice => Level::Error,
        DiagnosticLevel::Warning => Level::Warning,
        _ => return None,
    };
    // The closing count is no message of its own. Only it has neither code nor place, apart from
    // the linker's errors, which must be seen.
    let counts = message.message.starts_with("aborting due to")
        || (level == Level::Warning && message.message.ends_with("emitted"));
    if message.code.is_none() && message.spans.is_empty() && counts {
        return None;
    }
    let place = message.spans.iter().find(|span| span.is_primary).map(in_source);
    Some(Diagnostic {
        level,
        code: message.code.map(|code| code.code),
        line: place.map(|span| span.line_start),
        column: place.map(|span| span.column_start),
        rendered: message.rendered.unwrap_or_else(|| message.message.clone()),
        message: message.message,
    })
}

/// The place in the reader's file of a message about the inside of a macro.
fn in_source(span: &DiagnosticSpan) -> &DiagnosticSpan {
    let mut place = span;
    while place.file_name != SOURCE {
        match &place.expansion {
            Some(expansion) => place = &expansion.span,
            None => return span,
        }
    }
    place
}
