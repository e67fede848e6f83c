//! The page in a real browser: tests/browser, run by Playwright against the course as `cargo run`
//! opens it and as stock mdbook serves it, in Debian's Chromium or the one that CHROMIUM names.

#[path = "../crates/cours/tests/all/repository.rs"]
mod repository;
#[path = "sites.rs"]
mod sites;
mod stock;
#[path = "support.rs"]
mod support;

use std::path::Path;
use std::process::{Command, ExitCode};

use cours::{Server, Settings};
use stock::Serve;

fn main() -> ExitCode {
    let folder = support::root().join("tests/browser");
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let missing = if !Path::new(&chromium).exists() {
        Some("Chromium est introuvable ; CHROMIUM en donne le chemin".to_owned())
    } else if Command::new("npm").arg("--version").output().is_err() {
        Some("npm est introuvable".to_owned())
    } else if !folder.join("node_modules").exists() {
        Some("lancez d'abord `npm ci --prefix tests/browser`".to_owned())
    } else {
        None
    };
    if let Some(why) = missing {
        return support::skip("les essais dans le navigateur", &why);
    }
    let files = tempfile::tempdir().expect("a temporary directory");
    let published = sites::published(&support::root(), &files.path().join("published"));
    let stock = sites::stock(&support::root(), &files.path().join("stock"));
    let mut command = Command::new("npm");
    command.arg("test").current_dir(&folder).env("CHROMIUM", chromium);
    // `cargo test -p tests --test browser -- search` runs what has this in its name.
    command.arg("--").args(std::env::args().skip(1).filter(|it| !it.starts_with('-')));
    command.env("COURS_SITE", published).env("COURS_STOCK", stock);
    command.env("COURS_SEARCHES", searches());
    let mut skipped = ExitCode::SUCCESS;
    let _served = match stock::mdbook() {
        Ok(mdbook) => {
            stock::build_preprocessors();
            let fixture = support::root().join("crates/cours/tests/fixtures/potager");
            let repository = repository::repository(&fixture);
            let guide = repository.path().join("guide");
            let course = Serve::start(Command::new(&mdbook), &support::root());
            let potager = Serve::start(stock::installed(&mdbook), &guide);
            command.env("MDBOOK_COURS_URL", course.origin());
            command.env("MDBOOK_POTAGER_URL", potager.origin());
            Some((course, potager, repository))
        }
        Err(why) => {
            skipped = support::skip("`mdbook serve` dans le navigateur", &why);
            None
        }
    };
    let runtime = tokio::runtime::Runtime::new().expect("tokio starts");
    runtime.block_on(async {
        let settings = Settings { port: 0, quiet: true, ..Settings::new(support::root()) };
        let server = match Server::start(settings).await {
            Ok(server) => server,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        };
        command.env("COURS_URL", server.url());
        let passed = tokio::task::spawn_blocking(move || command.status()).await;
        server.stop().await;
        match passed {
            Ok(Ok(status)) if status.success() => skipped,
            _ => ExitCode::FAILURE,
        }
    })
}

/// tests/recherche.toml, in the format that JavaScript reads.
fn searches() -> String {
    let text = std::fs::read_to_string(support::root().join("tests/recherche.toml"));
    let table: toml::Table = toml::from_str(&text.expect("the file")).expect("TOML");
    serde_json::to_string(&table["requete"]).expect("JSON")
}
