//! The end of the command, in good order and not: what it had started, and what it says.

use serde_json::json;

use crate::cli::{open, send};
use crate::course::{Course, Marker};
use crate::load::endless;
use crate::processes::{all_end, appears, below, vanishes};

#[tokio::test]
async fn sigterm_lets_programs_end_and_takes_no_more() {
    let course = Course::new();
    let (mut child, client) = open(course.path()).await;
    client.events("/api/events", "").await.wait_ready().await;
    let code = "fn main() {
        println!(\"avant\");
        std::thread::sleep(std::time::Duration::from_secs(4));
        println!(\"après\");
    }";
    let mut events = client.events("/api/run", &json!({ "code": code }).to_string()).await;
    assert_eq!(events.wait_for("output").await["text"], "avant");
    send("TERM", &child).await;
    // The signal takes its time to be heard.
    let refused = loop {
        let answer = client.post("/api/run", &json!({ "code": "fn main() {}" })).await;
        if answer.status != 200 {
            break answer;
        }
    };
    assert_eq!(refused.status, 503);
    assert!(refused.error().starts_with("Le serveur du cours s’arrête"), "{refused:?}");
    assert!(refused.head.contains("retry-after: "), "{}", refused.head);
    assert_eq!(client.get("/").await.status, 200, "pages are served to the end");
    assert_eq!(events.wait_for("output").await["text"], "après");
    assert_eq!(events.wait_for("outcome").await["kind"], "success");
    assert_eq!(child.wait().await.expect("it ends").code(), Some(0));
    let left = std::fs::read_dir(course.path().join("target/cours")).expect("its directory");
    assert_eq!(left.count(), 0, "the served pages go with it");
}

#[tokio::test]
async fn a_second_sigterm_does_not_wait() {
    let course = Course::new();
    let (mut child, client) = open(course.path()).await;
    let marker = Marker::new(&course);
    let _events = marker.run_by(client).await;
    send("TERM", &child).await;
    while client.post("/api/run", &json!({ "code": "fn main() {}" })).await.status != 503 {}
    send("TERM", &child).await;
    assert_eq!(child.wait().await.expect("it ends").code(), Some(0));
    assert!(marker.vanishes().await);
}

#[tokio::test]
async fn nothing_of_its_runs_outlives_a_server_that_is_killed() {
    let course = Course::new();
    let (mut child, client) = open(course.path()).await;
    // cargo's own processes are not those of a run.
    client.events("/api/events", "").await.wait_ready().await;
    let marker = Marker::new(&course);
    let body = json!({ "code": marker.program() }).to_string();
    let mut running = client.events("/api/run", &body).await;
    assert_eq!(running.wait_for("output").await["text"], "prêt");
    let mut compiling = client.events("/api/run", &json!({ "code": endless(0) }).to_string()).await;
    compiling.wait_for("compiling").await;
    let server = child.id().expect("it runs");
    assert!(appears(server, "rustc").await && marker.is_shown());
    let processes = below(server);
    child.kill().await.expect("it lives");
    assert!(all_end(&processes).await, "{processes:?}");
    assert!(marker.vanishes().await);
}

#[tokio::test]
async fn closing_the_connection_ends_a_compilation() {
    let course = Course::new();
    let (child, client) = open(course.path()).await;
    client.events("/api/events", "").await.wait_ready().await;
    let server = child.id().expect("it runs");
    for path in ["/api/run", "/evaluate.json"] {
        let body = json!({ "code": endless(0) }).to_string();
        let client = tokio::spawn(async move {
            if path == "/api/run" {
                client.events(path, &body).await.all().await;
            } else {
                client.send(path, &[("content-type", "application/json")], body.as_bytes()).await;
            }
        });
        assert!(appears(server, "rustc").await, "{path}");
        client.abort();
        assert!(vanishes(server, "rustc").await, "{path}: it goes on");
    }
}
