//! `cargo xtask`: what an author does from time to time.

mod bench;
mod record;
#[path = "../../../tests/sites.rs"]
mod sites;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Les travaux d'auteur, à lancer de temps en temps.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Mesure, et affiche des rapports pris dans la même exécution.
    Bench {
        #[command(subcommand)]
        what: bench::What,
    },
    /// Exécute les listings qui ont changé, et enregistre ce qu'ils affichent, et quand.
    Enregistrer {
        /// Enregistre de nouveau tous les listings.
        #[arg(long)]
        tout: bool,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Bench { what } => bench::run(what).await,
        Task::Enregistrer { tout } => record::run(tout).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
