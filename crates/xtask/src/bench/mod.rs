//! Benchmarks: medians, and ratios to a peer measured in the same run.

mod attentes;
mod execution;
mod isolation;
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
    /// Ce que coûte la vérification d'un livre, par les façons connues, à plusieurs tailles.
    Verification(verification::Options),
}

pub(crate) async fn run(what: What) -> Result<()> {
    match what {
        What::Attentes(options) => attentes::measure(&options).await,
        What::Execution => execution::measure().await,
        What::Isolation => isolation::measure().await,
        What::Verification(options) => verification::measure(&options).await,
    }
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
