//! Compares what listings and exercises do with what they must do.
//!
//! `catalogue` says what must happen, `sandbox` makes it happen; neither knows the other. A
//! [`Failure`] is a French text that names the file and shows the difference.
//!
//! ```text
//! task      what there is to verify: a program, a script, an exercise; what decides of its result
//! ledger    what passed, so that it is not done again as long as nothing of it changed
//! verifier  does one task
//! crowd     beside others, or alone
//! ```

mod crowd;
mod ledger;
mod task;
mod verifier;

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crowd::ALONE;

pub use crowd::Passed;
pub use ledger::{Key, Ledger};
pub use task::{Bench, Task};
pub use verifier::{Origin, Verifier};

/// Tasks at once: each sleeps most of its time. With more, the kernel takes longer for the name spaces
/// of each (`cargo xtask bench verification`).
pub const SIDE_BY_SIDE: usize = 96;

/// What does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The program, or the file that checks it.
    pub path: PathBuf,
    /// What was expected and what happened: French, several lines.
    pub message: String,
    /// What the program printed, where that alone is wrong.
    pub printed: Option<String>,
}

impl Failure {
    fn new(path: &Path, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), message: message.into(), printed: None }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} : {}", self.path.display(), self.message)
    }
}

impl std::error::Error for Failure {}

/// What to say of a task that failed beside others and passed alone.
pub fn disturbed(failure: &impl fmt::Display) -> String {
    format!(
        "DÉRANGÉ : seul, juste {ALONE} fois sur {ALONE} ; à côté d'autres, une fois non :\n{failure}"
    )
}

/// A Python that knows `asyncio.TaskGroup` and `asyncio.timeout` (3.11), if this machine has one:
/// itself, not a launcher such as pyenv's, which takes its time at each start.
pub fn python() -> Option<PathBuf> {
    ["python3", "python"].into_iter().find_map(|python| {
        let check = "import sys; print(sys.executable); sys.exit(sys.version_info < (3, 11))";
        let output = Command::new(python).args(["-c", check]).output().ok()?;
        let path = String::from_utf8(output.stdout).ok()?;
        output.status.success().then(|| PathBuf::from(path.trim()))
    })
}
