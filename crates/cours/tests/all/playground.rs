//! The Rust Playground's protocol.

use serde_json::{Value, json};

use crate::client::Client;
use crate::course::Course;

async fn evaluate(client: Client, code: &str) -> String {
    let asked = json!({ "version": "stable", "optimize": "0", "code": code, "edition": "2021" });
    let answer = client.post("/evaluate.json", &asked).await;
    assert_eq!(answer.status, 200);
    let answer = answer.json();
    assert_eq!(answer["error"], Value::Null);
    answer["result"].as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn a_program_is_evaluated() {
    let course = Course::new();
    let (server, client) = course.open().await;

    let result = evaluate(client, "fn main() { println!(\"un\"); eprintln!(\"deux\") }").await;
    assert_eq!(result, "deux\nun\n", "stderr first, as the Playground does");

    let result =
        evaluate(client, "fn main() {\n    smol::block_on(async { print!(\"é\") })\n}").await;
    assert_eq!(result, "é");

    let result = evaluate(client, "fn main() {\n    let n: u32 = \"\";\n}").await;
    assert!(result.contains("error[E0308]: mismatched types\n --> main.rs:2:18"), "{result}");

    let result = evaluate(client, "fn main() {\n    panic!(\"aïe\")\n}").await;
    assert!(result.contains("main.rs:2:5:\naïe\n"), "{result}");

    let result = evaluate(client, "fn main() { std::process::exit(3) }").await;
    assert!(result.starts_with("Le programme s’est terminé avec le code 3\u{a0}:"), "{result}");
    server.stop().await;
}

#[tokio::test]
async fn the_crates_of_programs_are_listed() {
    let course = Course::new();
    let (server, client) = course.open().await;
    client.events("/api/events", "").await.wait_ready().await;
    let answer = client.post("/meta/crates", &Value::Null).await.json();
    assert_eq!(answer, json!({ "crates": [{ "name": "smol", "version": "0.1.0", "id": "smol" }] }));
    server.stop().await;
}
