//! Runs as the page sees them.

use std::time::Duration;

use cours::Server;
use sandbox::Limits;
use serde_json::{Value, json};

use crate::client::Client;
use crate::course::{BONJOUR, Course, Marker, START};

fn names(events: &[(String, Value)]) -> Vec<&str> {
    events.iter().map(|(name, _)| name.as_str()).filter(|name| *name != "waiting").collect()
}

#[tokio::test]
async fn an_unmodified_listing_runs_the_prebuilt_program_and_an_edited_one_is_compiled() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let shown = format!("// async_std\n{BONJOUR}\n\n");
    let events = client.run(&json!({ "code": shown, "edition": "2024" })).await;
    assert_eq!(names(&events), ["running", "output", "outcome"]);
    let [.., (_, running), (_, output), (_, outcome)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(running["prebuilt"], true);
    assert_eq!(output["text"], "async-std bonjour", "the binary of the right runtime");
    assert_eq!(outcome["kind"], "success");
    assert_eq!(outcome["code"], 0);

    let edited = shown.replace("bonjour", "bonsoir");
    let events = client.run(&json!({ "code": edited })).await;
    assert_eq!(names(&events), ["compiling", "running", "output", "outcome"]);
    let [_, (_, running), (_, output), _] = &events[..] else { panic!("{events:?}") };
    assert_eq!(running["prebuilt"], false);
    assert_eq!(output["text"], "bonsoir");
    assert_eq!(output["stream"], "stdout");
    server.stop().await;
}

#[tokio::test]
async fn a_run_that_comes_before_the_libraries_waits_and_says_so() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let events = client.run(&json!({ "code": "fn main() { smol::block_on(async {}) }" })).await;
    assert_eq!(events[0].0, "waiting", "{events:?}");
    assert!(events[0].1["message"].as_str().is_some_and(|it| it.starts_with("Les bibliothèques")));
    assert_eq!(events.last().expect("an outcome").1["kind"], "success");
    server.stop().await;
}

#[tokio::test]
async fn each_ending_has_its_kind_and_its_sentence() {
    let course = Course::new();
    let limits = Limits {
        wall: Duration::from_secs(2),
        output_bytes: 10 * 1024,
        memory_bytes: 64 * 1024 * 1024,
        ..Limits::READER
    };
    let server = Server::start(cours::Settings { limits, ..course.settings() })
        .await
        .expect("the course opens");
    let client = Client(server.address());
    let expect = async |code: &str, kind: &str, exit: Value, sentence: &str| {
        let outcome = client.outcome(code).await;
        assert_eq!(outcome["kind"], kind, "{outcome}");
        assert_eq!(outcome["code"], exit, "{outcome}");
        let message = outcome["message"].as_str().expect("a sentence");
        assert!(message.starts_with(sentence), "{message}");
    };
    let hog = "fn main() { let v = vec![1_u8; 300 << 20];
        std::thread::sleep(std::time::Duration::from_secs(9)); drop(v) }";
    expect("fn main() {}", "success", json!(0), "Le programme s’est terminé en ").await;
    expect("fn main() { std::process::exit(3) }", "exit", json!(3), "Le programme s’est").await;
    expect("fn main() { panic!() }", "panic", json!(101), "Le programme a paniqué").await;
    expect("fn main() { loop {} }", "time_limit", Value::Null, "Le programme a dépassé 2\u{a0}s")
        .await;
    expect(
        "fn main() { loop { println!(\"a\") } }",
        "output_limit",
        Value::Null,
        "Le programme a écrit plus de 10\u{a0}Kio",
    )
    .await;
    expect(hog, "memory_limit", Value::Null, "Le programme a dépassé 64\u{a0}Mio de mémoire").await;
    #[cfg(target_os = "linux")]
    expect(
        "fn main() { let path = std::env::temp_dir().join(\"f\");
            std::fs::File::create(path).unwrap().set_len(65 << 20).unwrap() }",
        "file_limit",
        Value::Null,
        "Le programme a écrit un fichier de plus de 64\u{a0}Mio",
    )
    .await;
    #[cfg(unix)]
    expect("fn main() { std::process::abort() }", "signal", Value::Null, "Le système a interrompu")
        .await;
    server.stop().await;
}

#[tokio::test]
async fn a_compile_error_has_the_readers_line() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let outcome = client.outcome("fn main() {\n    let n: u32 = \"\";\n}").await;
    assert_eq!(outcome["kind"], "compile_error");
    assert_eq!(outcome["code"], Value::Null);
    assert_eq!(
        outcome["message"],
        "Le programme ne compile pas\u{a0}: 1\u{a0}erreur. Regardez la ligne 2."
    );
    let error = outcome["diagnostics"]
        .as_array()
        .and_then(|all| all.iter().find(|it| it["level"] == "error"))
        .expect("an error");
    assert_eq!(error["code"], "E0308");
    assert_eq!((&error["line"], &error["column"]), (&json!(2), &json!(18)));
    assert!(error["rendered"].as_str().is_some_and(|text| text.contains("main.rs:2:18")));
    server.stop().await;
}

#[tokio::test]
async fn warnings_come_with_the_run() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let events = client.run(&json!({ "code": "fn main() { let n = 1; }" })).await;
    let (_, running) = events.iter().find(|(name, _)| name == "running").expect("it runs");
    assert_eq!(running["warnings"][0]["code"], "unused_variables");
    assert_eq!(running["warnings"][0]["level"], "warning");
    server.stop().await;
}

#[tokio::test]
async fn lines_come_while_the_program_runs() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let flag = course.path().join("flag");
    std::fs::write(&flag, "").expect("a flag");
    // The program goes on only once its first line was seen.
    let path = flag.to_str().expect("a UTF-8 path");
    let code = format!(
        "fn main() {{
            println!(\"avant\");
            while std::path::Path::new({path:?}).exists() {{
                std::thread::sleep(std::time::Duration::from_millis(5));
            }}
            println!(\"après\");
        }}"
    );
    let mut events = client.events("/api/run", &json!({ "code": code }).to_string()).await;
    let before = events.wait_for("output").await;
    assert_eq!(before["text"], "avant");
    std::fs::remove_file(flag).expect("the flag goes");
    let after = events.wait_for("output").await;
    assert_eq!(after["text"], "après");
    assert!(after["seconds"].as_f64() >= before["seconds"].as_f64());
    assert_eq!(events.wait_for("outcome").await["kind"], "success");
    assert!(events.next().await.is_none(), "the outcome is the last event");
    server.stop().await;
}

#[tokio::test]
async fn closing_the_connection_stops_the_program() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let marker = Marker::new(&course);
    let events = marker.run_by(client).await;
    drop(events);
    assert!(marker.vanishes().await);
    server.stop().await;
}

#[tokio::test]
async fn stopping_the_server_stops_the_programs() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let marker = Marker::new(&course);
    let _events = marker.run_by(client).await;
    server.stop().await;
    assert!(marker.vanishes().await);
}

/// The criteria and the outcome of a check.
async fn check(client: Client, code: &str) -> (Vec<Value>, Value) {
    let check = json!({ "exercise": "exercice-double", "runtime": "smol" });
    let events = client.run(&json!({ "code": code, "check": check })).await;
    let (name, outcome) = events.last().expect("events").clone();
    assert_eq!(name, "outcome", "{events:?}");
    let criteria = events.into_iter().filter(|(name, _)| name == "criterion");
    (criteria.map(|(_, data)| data).collect(), outcome)
}

#[tokio::test]
async fn an_exercise_is_checked_criterion_by_criterion() {
    let course = Course::new();
    let (server, client) = course.open().await;

    let (criteria, outcome) = check(client, START).await;
    assert_eq!(
        criteria,
        [
            json!({ "test": "zero", "passed": true, "message": null }),
            json!({ "test": "quatre", "passed": false, "message": "huit attendu" }),
        ]
    );
    assert_eq!(outcome["kind"], "exit");
    assert_eq!(outcome["message"], "1 critère sur 2 est rempli.");

    let (criteria, outcome) = check(client, &START.replace("    n\n", "    n + n\n")).await;
    assert!(criteria.iter().all(|criterion| criterion["passed"] == true), "{criteria:?}");
    assert_eq!(outcome["kind"], "success");

    let (criteria, outcome) = check(client, &START.replace("double", "triple")).await;
    assert_eq!(criteria, [] as [Value; 0]);
    assert_eq!(outcome["kind"], "compile_error");
    assert_eq!(outcome["diagnostics"][0]["line"], Value::Null, "no line that is not shown");
    let message = outcome["message"].as_str().expect("a sentence");
    assert!(message.starts_with("La vérification ne compile pas"), "{message}");

    let (_, outcome) = check(client, &START.replace("    n\n", "    m\n")).await;
    assert_eq!(outcome["diagnostics"][0]["line"], 2, "the learner's own line");
    server.stop().await;
}
