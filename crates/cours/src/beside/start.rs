//! What the preprocessor does about the runner: finds it, or starts it.

use std::io;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use mdbook_preprocessor::PreprocessorContext;

use super::address::Address;
use super::mdbook::Serve;
use super::runner::{Order, Served};
use crate::messages;

/// A runner is up as soon as it listens; the machine may be busy compiling.
const PATIENCE: Duration = Duration::from_secs(20);
const STEP: Duration = Duration::from_millis(10);

/// A runner for the pages that are being built.
#[derive(Debug)]
pub(super) struct Found {
    /// Ends with a slash, and holds the token.
    pub(super) url: String,
    /// Of the pages that it answers.
    pub(super) origins: Vec<String>,
    /// Of programs whose page names none.
    pub(super) edition: String,
}

/// The runner beside the `mdbook serve` that this build belongs to.
pub(super) fn runner(context: &PreprocessorContext) -> Result<Found> {
    let Serve { pid, origins } = Serve::find().with_context(messages::beside::no_mdbook)?;
    let served = Served::new(&context.root, context.config.clone(), origins.clone())?;
    let edition = served.package.edition.clone();
    let address = Address::new(served.package.target.join("executer"), pid);
    let url = match address.find(&origins[0]) {
        Some(url) => url,
        None => start(served, pid, &address, &origins[0])?,
    };
    Ok(Found { url, origins, edition })
}

/// Starts the runner, and waits until it says where it is.
fn start(served: Served, mdbook: u32, address: &Address, origin: &str) -> Result<String> {
    let mut child = spawn(&Order { served, mdbook, address: address.clone() })?;
    let started = Instant::now();
    loop {
        if let Some(url) = address.find(origin) {
            return Ok(url);
        }
        if child.try_wait()?.is_some() {
            // It has said why.
            bail!(messages::beside::runner_ended());
        }
        if started.elapsed() > PATIENCE {
            let _ = child.kill();
            bail!(messages::beside::runner_silent());
        }
        thread::sleep(STEP);
    }
}

/// Starts the runner: this same program. It speaks on mdbook's terminal; the standard output is
/// the book's.
fn spawn(order: &Order) -> Result<Child> {
    let failed = messages::beside::runner_not_started;
    let program = std::env::current_exe().with_context(failed)?;
    let mut child = Command::new(program)
        .arg(super::ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(io::stderr())
        .spawn()
        .with_context(failed)?;
    let stdin = child.stdin.take().with_context(failed)?;
    serde_json::to_writer(stdin, order).with_context(failed)?;
    Ok(child)
}
