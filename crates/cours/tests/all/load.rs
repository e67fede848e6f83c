//! Many readers, many clicks.

use std::thread::available_parallelism;

use cours::{Bounds, Server, Settings};
use serde_json::{Value, json};

use crate::client::{Client, Events};
use crate::course::{Course, Marker};

/// rustc computes the constant, and does not end before somebody ends it; `n` tells one from another.
pub(crate) fn endless(n: usize) -> String {
    format!(
        "const fn f(n: u64) -> u64 {{ if n < 2 {{ 1 }} else {{ f(n - 1) + f(n - 2) }} }}
        #[allow(long_running_const_eval)] const N: u64 = f(80);
        fn main() {{ println!(\"{{N}} {n}\") }}"
    )
}

async fn click(client: Client, code: &str) -> Events {
    client.events("/api/run", &json!({ "code": code }).to_string()).await
}

async fn place(events: &mut Events) -> Value {
    events.wait_for("queued").await["position"].clone()
}

/// As many programs as are compiled at once, so that the next ones wait.
async fn occupied(client: Client) -> Vec<Events> {
    let mut occupying = Vec::new();
    for n in 0..available_parallelism().expect("cores").get() {
        let mut events = click(client, &endless(n)).await;
        events.wait_for("compiling").await;
        occupying.push(events);
    }
    occupying
}

async fn ready(client: Client) {
    client.events("/api/events", "").await.wait_ready().await;
}

#[tokio::test]
async fn the_place_in_the_queue_is_told_as_it_changes() {
    let course = Course::new();
    let (server, client) = course.open().await;
    ready(client).await;
    let mut occupying = occupied(client).await;
    let mut first = click(client, "fn main() { println!(\"un\") }").await;
    assert_eq!(place(&mut first).await, 1);
    let mut second = click(client, "fn main() { println!(\"deux\") }").await;
    assert_eq!(place(&mut second).await, 2);
    let mut third = click(client, "fn main() { println!(\"trois\") }").await;
    assert_eq!(place(&mut third).await, 3);

    // Who leaves the queue makes room in it at once.
    drop(second);
    assert_eq!(place(&mut third).await, 2);
    // So does whose compilation is cut short.
    occupying.pop();
    first.wait_for("compiling").await;
    assert_eq!(place(&mut third).await, 1);
    for (events, printed) in [(&mut first, "un"), (&mut third, "trois")] {
        assert_eq!(events.wait_for("output").await["text"], printed);
        assert_eq!(events.wait_for("outcome").await["kind"], "success");
    }
    server.stop().await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_reader_who_clicks_often_does_not_keep_the_others_waiting() {
    let course = Course::new();
    let (server, client) = course.open().await;
    ready(client).await;
    let _occupying = occupied(client).await;
    let mut own = Vec::new();
    for n in 1..=20 {
        let mut events = click(client, &format!("fn main() {{ println!(\"{n}\") }}")).await;
        assert_eq!(place(&mut events).await, n);
        own.push(events);
    }
    let body = json!({ "code": "fn main() { println!(\"autre\") }" }).to_string();
    let mut other = client.events_from([127, 0, 0, 2], "/api/run", &body).await;
    let other_place = place(&mut other).await.as_u64().expect("a place");
    assert!(other_place <= 2, "place {other_place} of 21");
    assert_eq!(place(&mut own[19]).await, 21);
    server.stop().await;
}

#[tokio::test]
async fn more_than_the_server_takes_is_refused_in_french_and_what_it_takes_is_not() {
    let course = Course::new();
    let bounds = Bounds { programs: 2, per_reader: 2, per_minute: None };
    let settings = Settings { bounds, ..course.settings() };
    let server = Server::start(settings).await.expect("the course opens");
    let client = Client(server.address());
    let (one, other) = (Marker::new(&course), Marker::new(&course));
    let first = click(client, &one.program()).await;
    let mut second = click(client, &other.program()).await;
    assert_eq!(second.wait_for("output").await["text"], "prêt");
    for path in ["/api/run", "/evaluate.json"] {
        let answer = client.post(path, &json!({ "code": "fn main() {}" })).await;
        assert_eq!(answer.status, 429, "{path}");
        assert!(answer.error().starts_with("Vous avez déjà 2\u{a0}programmes"), "{answer:?}");
        assert!(answer.head.contains("retry-after: 5"), "{}", answer.head);
    }
    drop(first);
    assert!(one.vanishes().await);
    assert_eq!(client.outcome("fn main() {}").await["kind"], "success", "there is room again");
    server.stop().await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_queue_is_told_apart_from_a_reader_who_has_too_many() {
    let course = Course::new();
    let bounds = Bounds { programs: 1, per_reader: 1, per_minute: None };
    let settings = Settings { bounds, ..course.settings() };
    let server = Server::start(settings).await.expect("the course opens");
    let client = Client(server.address());
    let marker = Marker::new(&course);
    let body = json!({ "code": marker.program() }).to_string();
    let mut other = client.events_from([127, 0, 0, 2], "/api/run", &body).await;
    other.wait_for("output").await;
    let answer = client.post("/api/run", &json!({ "code": "fn main() {}" })).await;
    assert_eq!(answer.status, 429);
    assert!(
        answer.error().starts_with("La file d’attente est pleine\u{a0}: 1\u{a0}programme"),
        "{answer:?}"
    );
    server.stop().await;
}

#[tokio::test]
async fn who_starts_programs_without_end_is_asked_to_wait() {
    let course = Course::new();
    let bounds = Bounds { per_minute: Some(3), ..Bounds::ALONE };
    let settings = Settings { bounds, ..course.settings() };
    let server = Server::start(settings).await.expect("the course opens");
    let client = Client(server.address());
    for _ in 0..3 {
        assert_eq!(client.outcome("fn main() {}").await["kind"], "success");
    }
    let answer = client.post("/api/run", &json!({ "code": "fn main() {}" })).await;
    assert_eq!(answer.status, 429);
    assert!(
        answer.error().starts_with("Vous avez lancé 3\u{a0}programmes en une minute"),
        "{answer:?}"
    );
    server.stop().await;
}

#[tokio::test]
async fn readers_of_the_same_program_share_its_compilation() {
    let course = Course::new();
    let (server, client) = course.open().await;
    ready(client).await;
    let mut occupying = occupied(client).await;
    // It takes rustc a moment, and ends.
    let code = endless(99).replace("f(80)", "f(24)");
    let mut readers = Vec::new();
    for _ in 0..5 {
        readers.push(click(client, &code).await);
    }
    // One turn, for all of them.
    occupying.pop();
    let mut compiled = 0;
    for reader in readers {
        let events = reader.all().await;
        let names: Vec<_> = events.iter().map(|(name, _)| name.as_str()).collect();
        compiled += usize::from(names.contains(&"compiling"));
        let (_, outcome) = events.last().expect("an outcome");
        assert_eq!(outcome["kind"], "success", "{events:?}");
    }
    assert_eq!(compiled, 1, "the others waited for the first");
    server.stop().await;
}

#[tokio::test]
async fn who_shares_a_compilation_goes_on_with_it_when_its_reader_leaves() {
    let course = Course::new();
    let (server, client) = course.open().await;
    ready(client).await;
    let mut occupying = occupied(client).await;
    let shared = endless(0);
    let mut second = click(client, &shared).await;
    assert_eq!(place(&mut second).await, 1);
    // The first of `occupied` compiles it.
    drop(occupying.remove(0));
    second.wait_for("compiling").await;
    server.stop().await;
}

#[tokio::test]
async fn a_run_that_waits_ends_with_its_connection() {
    let course = Course::new();
    let (server, client) = course.open().await;
    ready(client).await;
    let _occupying = occupied(client).await;
    let mut waiting = click(client, "fn main() { println!(\"un\") }").await;
    assert_eq!(place(&mut waiting).await, 1);
    drop(waiting);
    // Its place is free once the server has seen that: the next one is first.
    let mut tries = 0;
    loop {
        let mut next = click(client, "fn main() { println!(\"deux\") }").await;
        if place(&mut next).await == 1 {
            break;
        }
        tries += 1;
        assert!(tries < 50, "it still waits");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    server.stop().await;
}
