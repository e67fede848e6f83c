//! The page in a real browser: tests/browser, run by Playwright against the course as `cargo run`
//! opens it, to one reader and to a class, and as stock mdbook serves it, in Debian's Chromium or the
//! one that CHROMIUM names.

#[path = "../crates/cours/tests/all/repository.rs"]
mod repository;
#[path = "sites.rs"]
mod sites;
mod stock;
#[path = "support.rs"]
mod support;

use std::net::Ipv4Addr;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use cours::{Bounds, ClassSettings, Server, Settings, StartError};
use sandbox::{Limits, Protections};
use serde_json::json;
use stock::Serve;

/// Of the class.
const CODE: &str = "K7QF-M2XD";

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
    let holds_a_class = Protections::available().isolate();
    if !holds_a_class {
        let why = "ce système n'isole pas assez les programmes";
        skipped = support::skip("la classe dans le navigateur", why);
    }
    let runtime = tokio::runtime::Runtime::new().expect("tokio starts");
    let passed = runtime.block_on(async {
        let alone = Settings { port: 0, quiet: true, ..Settings::new(support::root()) };
        let mut servers = vec![Server::start(alone.clone()).await?];
        command.env("COURS_URL", servers[0].url());
        if holds_a_class {
            let server = Server::start(class(alone)).await?;
            let (url, path) = (server.url(), server.teacher_path().unwrap_or_default());
            let told = json!({ "url": url, "code": CODE, "teacher": format!("{url}{path}") });
            command.env("COURS_CLASS", told.to_string());
            servers.push(server);
        }
        let passed = tokio::task::spawn_blocking(move || command.status()).await;
        for server in servers {
            server.stop().await;
        }
        Ok::<_, StartError>(matches!(passed, Ok(Ok(status)) if status.success()))
    });
    match passed {
        Ok(true) => skipped,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// A class of which a test can fill the room: four programs run at once, for one may take all the
/// memory; four may wait; and none ends before the test ends it.
fn class(alone: Settings) -> Settings {
    let class =
        ClassSettings { code: CODE.parse().expect("long enough"), origin: None, proxy: None };
    let limits = Limits {
        wall: Duration::from_secs(600),
        memory_bytes: sandbox::machine_memory(),
        ..alone.limits
    };
    let bounds = Bounds { programs: 8, ..Bounds::CLASS };
    // Nobody but this machine: a test is no class.
    Settings { host: Ipv4Addr::LOCALHOST.into(), limits, bounds, ..alone.for_a_class(class) }
}

/// tests/recherche.toml, in the format that JavaScript reads.
fn searches() -> String {
    let text = std::fs::read_to_string(support::root().join("tests/recherche.toml"));
    let table: toml::Table = toml::from_str(&text.expect("the file")).expect("TOML");
    serde_json::to_string(&table["requete"]).expect("JSON")
}
