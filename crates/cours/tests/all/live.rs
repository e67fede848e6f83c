//! Changes of the book while it is read.

use catalogue::Runtime;
use cours::StartError;
use serde_json::json;

use crate::course::{BONJOUR, CHAPTER, Course};

const PAGE: &str = "/ch01-un.html";

#[tokio::test]
async fn the_book_is_served_and_an_unknown_page_is_not() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let page = client.get(PAGE).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Première version.") && page.body.contains("bonjour"));
    let missing = client.get("/nulle-part.html").await;
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("<html"), "the book's own page");
    assert!(!course.path().join("book").exists(), "stock mdbook's directory is not touched");
    server.stop().await;
}

#[tokio::test]
async fn a_change_is_rebuilt_and_told_and_a_fault_keeps_the_last_good_book() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let mut events = client.events("/api/events", "").await;
    events.wait_ready().await;

    course.write("src/ch01-un.md", &CHAPTER.replace("Première", "Deuxième"));
    events.wait_for("reload").await;
    assert!(client.get(PAGE).await.body.contains("Deuxième version."));

    course.write("src/ch01-un.md", &CHAPTER.replace("{{#listing bonjour}}", "{{#listing bonjou}}"));
    let error = events.wait_for("build_error").await;
    let message = error["message"].as_str().expect("a message");
    assert!(message.contains("ch01-un.md:5"), "{message}");
    assert!(client.get(PAGE).await.body.contains("Deuxième version."));
    // A page that is opened meanwhile is told too.
    client.events("/api/events", "").await.wait_for("build_error").await;

    course.write("src/ch01-un.md", CHAPTER);
    events.wait_for("reload").await;
    assert!(client.get(PAGE).await.body.contains("Première version."));
    server.stop().await;
}

#[tokio::test]
async fn a_listing_that_does_not_compile_leaves_the_server_up_and_edited_programs_running() {
    let course = Course::new();
    course.write_prebuilt(Runtime::Smol, "nulle_part()");
    let (server, client) = course.open().await;
    let mut events = client.events("/api/events", "").await;
    let status = loop {
        let status = events.wait_for("status").await;
        if status["phase"] != "compiling" {
            break status;
        }
    };
    assert_eq!(status["phase"], "failed");
    let message = status["message"].as_str().expect("a message");
    assert!(message.contains("n’ont pas pu être compilés"), "{message}");
    assert!(message.contains("nulle_part"), "cargo's own text: {message}");
    assert_eq!(client.get(PAGE).await.status, 200);

    let shown = format!("// smol\n{BONJOUR}");
    let events = client.run(&json!({ "code": shown })).await;
    let (_, running) = events.iter().find(|(name, _)| name == "running").expect("it runs");
    assert_eq!(running["prebuilt"], false);
    let outcome = client.outcome("fn main() { smol::block_on(async {}) }").await;
    assert_eq!(outcome["kind"], "success");
    server.stop().await;
}

#[tokio::test]
async fn a_change_of_a_listing_builds_the_programs_again() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let mut events = client.events("/api/events", "").await;
    events.wait_ready().await;
    course.write_prebuilt(Runtime::Smol, "println!(\"nouveau\")");
    course.write(
        "listings/ch01-un/bonjour/smol.rs",
        &std::fs::read_to_string(course.path().join("listings/ch01-un/bonjour/smol.rs"))
            .expect("the listing")
            .replace("// smol", "// smol, nouveau"),
    );
    events.wait_for("reload").await;
    let shown = format!("// smol, nouveau\n{BONJOUR}");
    let events = client.run(&json!({ "code": shown })).await;
    let (_, output) = events.iter().find(|(name, _)| name == "output").expect("a line");
    assert_eq!(output["text"], "nouveau");
    server.stop().await;
}

#[tokio::test]
async fn a_page_of_before_does_not_run_what_was_built_since() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let mut events = client.events("/api/events", "").await;
    events.wait_ready().await;
    let shown = json!({ "code": format!("// smol\n{BONJOUR}") });
    course.write_prebuilt(Runtime::Smol, "println!(\"nouveau\")");
    course.write("listings/ch01-un/bonjour/smol.rs", "fn main() { println!(\"autre cœur\") }\n");
    // The hearts differ: the book keeps its pages, and cargo builds all the same.
    events.wait_for("build_error").await;
    let events = client.run(&shown).await;
    let (_, output) = events.iter().find(|(name, _)| name == "output").expect("a line");
    assert_eq!(output["text"], "bonjour", "what the page shows");
    server.stop().await;
}

#[tokio::test]
async fn a_second_server_on_the_same_port_says_what_to_do() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let port = server.address().port();
    let settings = cours::Settings { port, ..course.settings() };
    let error = cours::Server::start(settings).await.expect_err("the port is taken");
    assert!(matches!(error, StartError::PortTaken(taken) if taken == port));
    let message = error.to_string();
    assert!(message.contains(&format!("Le port {port} est déjà pris")), "{message}");
    assert!(message.contains("--port"), "{message}");
    assert_eq!(client.get(PAGE).await.status, 200, "the first one is not disturbed");
    server.stop().await;
}

#[tokio::test]
async fn a_book_that_does_not_build_does_not_open() {
    let course = Course::new();
    course.write("src/ch01-un.md", "# Un\n\n{{#listing bonjou}}\n");
    let error = cours::Server::start(course.settings()).await.expect_err("no such listing");
    let message = error.to_string();
    assert!(message.starts_with("Le livre n’a pas pu être construit."), "{message}");
    assert!(message.contains("ch01-un.md:3"), "{message}");
    assert!(message.contains("bonjour"), "the cure: {message}");
}
