//! Other ways of verifying the same programs, each in a process of its own.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use clap::ValueEnum;
use futures_util::{TryStreamExt as _, stream};
use mdbook_driver::MDBook;
use serde_json::Value;

/// As many blocks at once for everyone: they mostly sleep, and a core for each would be idle.
pub(super) const SIDE_BY_SIDE: usize = 16;

/// What runs in a process of its own, to be weighed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Case {
    /// `mdbook test`, through mdBook's library, as stock mdbook does it.
    MdbookTest,
    /// `cargo build --examples`, then every example.
    Exemples,
}

pub(super) async fn run(case: Case, root: &Path) -> Result<()> {
    match case {
        Case::MdbookTest => {
            let libraries = root.join("bibliotheques");
            let libraries = libraries.to_str().context("un chemin en UTF-8")?.to_owned();
            MDBook::load(root.join("etendu"))?.test(vec![&libraries])
        }
        Case::Exemples => examples(root).await,
    }
}

async fn examples(root: &Path) -> Result<()> {
    let output = Command::new("cargo")
        .args(["build", "--offline", "--package", "mesure-exemples", "--examples"])
        .args(["--message-format", "json"])
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "les exemples ne se compilent pas");
    let messages = String::from_utf8(output.stdout)?;
    let executables = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        Some(message.get("executable")?.as_str()?.to_owned())
    });
    let runs = stream::iter(executables.map(Ok)).try_for_each_concurrent(
        SIDE_BY_SIDE,
        async |executable| {
            let mut command = tokio::process::Command::new(&executable);
            let output = command.stdin(Stdio::null()).output().await?;
            ensure!(output.status.success(), "{executable} échoue");
            Ok(())
        },
    );
    runs.await
}
