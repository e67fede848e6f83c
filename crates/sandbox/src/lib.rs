//! Compiles and runs one Rust program within limits, and tells what happened.
//!
//! The crate knows nothing of books or readers. It takes a program and limits, and gives a stream
//! of events that ends with an outcome:
//!
//! ```text
//! libraries   cargo build --package P  ->  Libraries (what a program may be linked with)
//! compile     source + Libraries       ->  Compilation (executable, diagnostics)
//! run         Program + Limits         ->  Run: Started, Line…, Ended(Outcome)
//!
//! compile, run ── supervise ─┬─ process   one session for each program, killed on drop
//!                            │  └─ confine   Linux: namespaces, Landlock, seccomp, rlimits
//!                            ├─ lines     pipes -> lines, within the output limit
//!                            └─ memory    what a program holds, against the limits
//! ```
//!
//! What ends a program is decided from facts (exit status, the limit that was crossed), never by
//! searching its output. Nothing survives a run: its whole session is killed when it ends, when it
//! crosses a limit, and when the stream is dropped.
//!
//! On Linux a program, and the compiler too, sees only the files that it needs, and a network of
//! its own; [`Protections`] says what of this the machine offers. On other systems this is
//! protection against mistakes (endless loops, endless output, leaks), not against attacks: a
//! program sees the files and the network that its user sees.

mod compile;
#[cfg(target_os = "linux")]
mod confine;
mod libraries;
mod limits;
mod lines;
mod memory;
mod outcome;
mod process;
mod protections;
mod scratch;
mod supervise;

use std::path::PathBuf;
use std::sync::Once;

pub use compile::{Compilation, Diagnostic, Edition, Executable, Incremental, Level, Options};
pub use libraries::{
    BuildError, Extern, Libraries, LibrariesRequest, Progress, Toolchain, build_libraries,
};
pub use limits::Limits;
pub use memory::{machine_memory, release_memory};
pub use outcome::{End, Event, Line, Outcome, Stream};
pub use protections::Protections;
pub use supervise::{Program, Run};

use crate::scratch::Scratch;

/// What kept a program from being started.
#[derive(Debug)]
pub enum Error {
    /// The private directory could not be made or written.
    Scratch(std::io::Error),
    /// The executable could not be started.
    Spawn {
        /// Which.
        executable: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Scratch(cause) => write!(f, "no scratch directory: {cause}"),
            Self::Spawn { executable, cause } => {
                write!(f, "cannot start {}: {cause}", executable.display())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Scratch(cause) | Self::Spawn { cause, .. } => Some(cause),
        }
    }
}

/// Where programs are compiled and run, and how much they are kept apart.
#[derive(Clone, Debug)]
pub struct Sandbox {
    parent: PathBuf,
    protections: Protections,
}

impl Sandbox {
    /// A sandbox with all protections that there are, whose programs each get a private directory
    /// under the system's temporary one. The first one of a process removes there what others left
    /// that were killed.
    pub fn new() -> Self {
        static SWEPT: Once = Once::new();
        let parent = std::env::temp_dir();
        SWEPT.call_once(|| scratch::sweep(&parent));
        Self { parent, protections: Protections::available() }
    }

    /// A sandbox with limits alone, for programs that are trusted as much as this one: they see
    /// all that the user sees.
    pub fn unconfined() -> Self {
        Self { protections: Protections::NONE, ..Self::new() }
    }

    /// The same under another directory, which must exist.
    #[must_use]
    pub fn in_directory(self, parent: impl Into<PathBuf>) -> Self {
        Self { parent: parent.into(), ..self }
    }

    /// The same with these protections at most.
    #[must_use]
    pub fn at_most(self, protections: Protections) -> Self {
        Self { protections: self.protections.and(protections), ..self }
    }

    /// What is active.
    pub const fn protections(&self) -> Protections {
        self.protections
    }

    fn scratch(&self) -> Result<Scratch, Error> {
        Scratch::new(&self.parent).map_err(Error::Scratch)
    }
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}
