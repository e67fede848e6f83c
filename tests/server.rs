//! The course as `cargo run` opens it, with the real listings: what a reader's click does.

#[path = "../crates/cours/tests/all/client.rs"]
#[allow(dead_code)]
mod client;
#[path = "support.rs"]
mod support;

use catalogue::{Catalogue, Listing, Runtime};
use client::Client;
use cours::{Server, Settings};
use serde_json::{Value, json};

/// Opens the course on a free port, waits for its programs, and closes it after `test`.
fn with_course(test: impl AsyncFnOnce(Client, Catalogue)) {
    let runtime = tokio::runtime::Runtime::new().expect("tokio starts");
    runtime.block_on(async {
        let settings = Settings { port: 0, quiet: true, ..Settings::new(support::root()) };
        let server = Server::start(settings).await.unwrap_or_else(|error| panic!("{error}"));
        let client = Client(server.address());
        client.events("/api/events", "").await.wait_ready().await;
        test(client, support::catalogue()).await;
        server.stop().await;
    });
}

fn printed(events: &[(String, Value)]) -> String {
    let lines = events.iter().filter(|(name, data)| name == "output" && data["stream"] == "stdout");
    lines.map(|(_, data)| data["text"].as_str().unwrap_or_default().to_owned() + "\n").collect()
}

async fn run(client: Client, code: &str) -> Vec<(String, Value)> {
    client.run(&json!({ "code": code, "edition": "2024" })).await
}

fn plain(catalogue: &Catalogue) -> &Listing {
    &catalogue.listings["trois-taches"]
}

#[test]
fn the_unmodified_run_button_works_for_the_three_runtimes() {
    with_course(async |client, _| {
        for code in [
            "fn main(){smol::block_on(async{println!(\"bonjour\")})}",
            "fn main(){async_std::task::block_on(async{println!(\"bonjour\")})}",
            "#[tokio::main]\nasync fn main(){println!(\"bonjour\")}",
        ] {
            let request =
                json!({ "version": "stable", "optimize": "0", "edition": "2021", "code": code });
            let answer = client.post("/evaluate.json", &request).await;
            assert_eq!(answer.json()["result"].as_str().map(str::trim), Some("bonjour"), "{code}");
        }
        let crates = client.post("/meta/crates", &json!({})).await.body;
        for name in ["tokio", "async_std", "smol", "futures", "futures_lite"] {
            assert!(crates.contains(&format!("\"{name}\"")), "{name} is not in {crates}");
        }
    });
}

#[test]
fn a_listing_runs_at_once_and_its_edit_is_compiled() {
    with_course(async |client, catalogue| {
        for (runtime, program) in plain(&catalogue).programs.iter() {
            let events = run(client, &program.shown).await;
            let running = events.iter().find(|(name, _)| name == "running").expect("it runs");
            assert_eq!(running.1["prebuilt"], true, "{}", runtime.label());
            program.expected.compare(&printed(&events)).expect("the expected output");

            // The last task takes three seconds, and a sleep never ends early.
            let last = events.iter().rfind(|(name, _)| name == "output").expect("output");
            assert!(last.1["seconds"].as_f64().is_some_and(|s| s >= 3.0), "{}", last.1);

            let edited = program.shown.replace("Tâche 2", "Pétrin");
            assert_ne!(edited, program.shown);
            let events = run(client, &edited).await;
            let running = events.iter().find(|(name, _)| name == "running").expect("it runs");
            assert_eq!(running.1["prebuilt"], false, "{}", runtime.label());
            assert!(printed(&events).contains("Pétrin"), "{events:?}");
        }
    });
}

#[test]
fn a_syntax_error_is_told_with_the_reader_s_line() {
    with_course(async |client, catalogue| {
        for (runtime, program) in plain(&catalogue).programs.iter() {
            let main = program.shown.lines().position(|line| line.contains("fn main"));
            let line = main.expect("main") + 2;
            let broken = program.shown.replacen("fn main() {\n", "fn main() {\n    let = 1;\n", 1);
            assert_ne!(broken, program.shown);
            let events = run(client, &broken).await;
            let (_, outcome) = events.last().expect("an outcome");
            assert_eq!(outcome["kind"], "compile_error", "{}", runtime.label());
            let diagnostics = outcome["diagnostics"].as_array().expect("diagnostics");
            assert!(
                diagnostics.iter().any(|diagnostic| diagnostic["line"] == line),
                "{}: no message for line {line} in {diagnostics:?}",
                runtime.label()
            );
        }
    });
}

#[test]
fn an_exercise_is_checked_in_both_directions() {
    with_course(async |client, catalogue| {
        let listing = catalogue.listings.values().find(|l| l.exercise().is_some()).expect("one");
        let exercise = listing.exercise().expect("an exercise");
        for runtime in Runtime::ALL {
            let check = json!({ "exercise": listing.slug, "runtime": runtime.ident() });
            for (code, solved) in [
                (exercise.starts.get(runtime), false),
                (&listing.programs.get(runtime).shown, true),
            ] {
                let request = json!({ "code": code, "edition": "2024", "check": check });
                let events = client.run(&request).await;
                let criteria: Vec<&Value> = events
                    .iter()
                    .filter(|(name, _)| name == "criterion")
                    .map(|(_, data)| data)
                    .collect();
                assert_eq!(criteria.len(), exercise.criteria.len(), "{events:?}");
                let passed = criteria.iter().all(|criterion| criterion["passed"] == true);
                assert_eq!(passed, solved, "{} {criteria:?}", runtime.label());
            }
        }
    });
}
