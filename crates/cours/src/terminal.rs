//! What the terminal shows while the programs compile: one line that is rewritten, or plain lines
//! when nobody looks.

use std::io::{IsTerminal as _, Write as _, stdout};
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

use crate::workshop::Stage;

/// Without a terminal, progress is told every so many percent.
const STEP: usize = 25;

/// The terminal, or whatever stands in its place.
#[derive(Debug)]
pub(crate) struct Terminal {
    quiet: bool,
    interactive: bool,
    /// Whether the cursor stands at the end of a line that is to be rewritten.
    rewriting: Mutex<bool>,
}

impl Terminal {
    pub(crate) fn new(quiet: bool) -> Self {
        Self { quiet, interactive: stdout().is_terminal(), rewriting: Mutex::new(false) }
    }

    /// A terminal that another program writes to as well: no line of it may be rewritten.
    pub(crate) fn shared(quiet: bool) -> Self {
        Self { interactive: false, ..Self::new(quiet) }
    }

    /// Prints lines that stay.
    pub(crate) fn say(&self, text: &str) {
        self.print(text, false);
    }

    /// Prints a line that the next one replaces. Without a terminal, it would only be noise.
    pub(crate) fn update(&self, text: &str) {
        if self.interactive {
            self.print(text, true);
        }
    }

    fn print(&self, text: &str, rewrite: bool) {
        if self.quiet {
            return;
        }
        let mut rewriting = self.rewriting.lock().unwrap_or_else(PoisonError::into_inner);
        let erase = if *rewriting { "\r\u{1b}[2K" } else { "" };
        let end = if rewrite { "" } else { "\n" };
        // Nobody reads any more: the course goes on.
        let _ = write!(stdout(), "{erase}{text}{end}").and_then(|()| stdout().flush());
        *rewriting = rewrite;
    }

    /// Shows the stages until the workshop is gone.
    pub(crate) async fn follow(&self, mut stage: watch::Receiver<Stage>) {
        let mut told = None;
        loop {
            let now = stage.borrow_and_update().clone();
            match &now {
                Stage::Compiling(_) if self.interactive => self.update(&now.message()),
                Stage::Compiling(progress) => {
                    let step =
                        (progress.done * 100).checked_div(progress.total).map(|it| it / STEP);
                    if step.is_some() && step != told {
                        self.say(&now.message());
                        told = step;
                    }
                }
                Stage::Ready(_) | Stage::Failed { .. } => {
                    self.say(&now.message());
                    told = None;
                }
            }
            if stage.changed().await.is_err() {
                return;
            }
        }
    }
}
