//! Benchmarks: medians, and ratios to a peer measured in the same run.

mod attentes;
mod execution;
mod isolation;
mod page;
mod verification;

use std::time::Duration;

use anyhow::Result;
use clap::Subcommand;

/// What to measure.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Ce que coûtent des milliers d'attentes, en tâches et en fils.
    Attentes(attentes::Options),
    /// Ce que coûte un clic : isolation, compilation, trente lecteurs, mille programmes.
    Execution,
    /// Ce que coûte l'isolation d'une compilation et d'une exécution.
    Isolation,
    /// Ce que pèse une page, à côté du même texte dans un mdBook ordinaire, et ce qu'en dit Lighthouse.
    Page(page::Options),
    /// Ce que coûte la vérification d'un livre, par les façons connues, à plusieurs tailles.
    Verification(verification::Options),
}

pub(crate) async fn run(what: What) -> Result<()> {
    match what {
        What::Attentes(options) => attentes::measure(&options).await,
        What::Execution => execution::measure().await,
        What::Isolation => isolation::measure().await,
        What::Page(options) => page::measure(&options),
        What::Verification(options) => verification::measure(&options).await,
    }
}

/// The same program, changed in a way that rustc cannot skip.
fn edited(source: &str, edit: usize) -> String {
    format!("{source}\n#[allow(dead_code)]\nconst ESSAI: usize = {edit};\n")
}

/// The processes that this one has started, and not seen the end of; Linux only.
#[cfg(target_os = "linux")]
fn children(process: u32) -> Option<Vec<u32>> {
    let tasks = procfs::process::Process::new(process.try_into().ok()?).ok()?.tasks().ok()?;
    Some(tasks.flatten().filter_map(|task| task.children().ok()).flatten().collect())
}

#[cfg(not(target_os = "linux"))]
fn children(_: u32) -> Option<Vec<u32>> {
    None
}

/// The one below which so many percent of these durations are, which are not empty.
fn percentile(mut times: Vec<Duration>, percent: usize) -> Duration {
    times.sort();
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

/// The middle one of these durations, which are not empty.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
