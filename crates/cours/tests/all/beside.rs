//! The runner beside stock `mdbook serve`: who may use it, what it runs, when it ends.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use catalogue::Runtime;
use cours::beside::{ARGUMENT, Served};
use mdbook_driver::config::Config;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};

use crate::course::{BONJOUR, Course, Marker};
use crate::page::{self, JSON, ORIGIN, Page};

const PROGRAM: &str = env!("CARGO_BIN_EXE_mdbook-executer");
/// Nothing here takes long, but the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);
const BODY: &[u8] = br#"{"code":"fn main() {}"}"#;

#[tokio::test]
async fn the_pages_of_the_book_run_programs_and_no_others() {
    let course = Course::new();
    let (server, pages) = page::open(course.path()).await;
    let runner = pages[0].runner;
    let run = pages[0].path("api/run");
    for page in &pages {
        let answer = runner.send(&run, &[JSON, ("origin", &page.origin)], BODY).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let allowed = format!("access-control-allow-origin: {}", page.origin);
        assert!(answer.head.contains(&allowed), "the browser shows it: {}", answer.head);
    }

    let refused = async |path: &str, headers: &[(&str, &str)], because: &str| {
        let answer = runner.send(path, headers, BODY).await;
        assert_eq!(answer.status, 403, "{path} {headers:?}");
        assert!(answer.error().starts_with(because), "{answer:?}");
        assert!(!answer.head.contains("access-control"), "{}", answer.head);
    };
    let foreign = "Cette demande vient d’une autre page";
    for origin in [
        "http://evil.example",
        "http://evil.example:3000",
        "http://localhost:3001",
        "https://localhost:3000",
        "http://localhost:3000.evil.example",
        "null",
    ] {
        refused(&run, &[JSON, ("origin", origin)], foreign).await;
    }
    refused(&run, &[JSON], foreign).await;
    let host = format!("evil.example:{}", runner.0.port());
    refused(&run, &[JSON, ("origin", ORIGIN), ("host", &host)], "Le cours ne répond qu’à").await;
    let honest = [JSON, ("origin", ORIGIN)];
    let answer = runner.send(&run, &[("content-type", "text/plain"), honest[1]], BODY).await;
    assert_eq!(answer.status, 415);
    server.stop().await;
}

#[tokio::test]
async fn the_secret_of_the_page_is_required() {
    let course = Course::new();
    let (server, [page, _]) = page::open(course.path()).await;
    assert_eq!(page.post("api/run", &json!({ "code": "" })).await.status, 200);
    let other = "/0123456789abcdef0123456789abcdef/";
    for root in ["/", other, &page.root.to_uppercase(), &format!("/{}", page.root)] {
        let stranger = Page { root: root.into(), ..page.clone() };
        for path in ["api/run", "evaluate.json", "meta/crates", "api/events", ""] {
            let answer = stranger.post(path, &json!({ "code": "" })).await;
            assert_eq!(answer.status, 403, "{root}{path}");
            assert!(answer.error().starts_with("Cette demande ne porte pas"), "{answer:?}");
        }
    }
    let (again, [later, _]) = page::open(course.path()).await;
    assert_ne!(page.root, later.root, "each runner has a secret of its own");
    again.stop().await;
    server.stop().await;
}

#[tokio::test]
async fn browsers_get_leave_for_the_pages_of_the_book_alone() {
    let course = Course::new();
    let (server, [page, _]) = page::open(course.path()).await;
    let ask = async |root: &str, origin: &str| {
        let headers = [
            ("origin", origin),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "content-type"),
        ];
        page.runner.ask("OPTIONS", &format!("{root}api/run"), &headers, b"").await
    };
    let answer = ask(&page.root, ORIGIN).await;
    assert_eq!(answer.status, 200);
    for header in [
        "access-control-allow-origin: http://localhost:3000\r\n",
        "access-control-allow-methods: GET,POST\r\n",
        "access-control-allow-headers: content-type\r\n",
    ] {
        assert!(answer.head.contains(header), "{}", answer.head);
    }
    for (root, origin) in [(page.root.as_str(), "http://evil.example"), ("/", ORIGIN)] {
        let answer = ask(root, origin).await;
        assert_eq!(answer.status, 403, "{root} {origin}");
        assert!(!answer.head.contains("access-control"), "{}", answer.head);
    }
    server.stop().await;
}

#[tokio::test]
async fn a_changed_listing_never_runs_what_was_built_before() {
    let course = Course::new();
    let (server, [page, _]) = page::open(course.path()).await;
    let before = format!("// smol\n{BONJOUR}");
    page.events("api/events", "").await.wait_ready().await;
    assert_eq!(page.run(&before).await, (true, "smol bonjour".into()));

    let listing = "listings/ch01-un/bonjour/smol.rs";
    let text = std::fs::read_to_string(course.path().join(listing)).expect("the listing");
    course.write_prebuilt(Runtime::Smol, "println!(\"nouveau\")");
    course.write(listing, &text.replace("// smol", "// smol, nouveau"));
    let after = format!("// smol, nouveau\n{BONJOUR}");
    let deadline = Instant::now() + PATIENCE;
    loop {
        // The page may be there before the runner has seen the change, and long before cargo is
        // done: what the page shows is compiled in the meantime.
        match page.run(&after).await {
            (true, printed) => break assert_eq!(printed, "nouveau"),
            (false, printed) => assert_eq!(printed, "bonjour"),
        }
        assert!(Instant::now() < deadline, "the new program is never ready");
    }
    assert_eq!(page.run(&before).await, (false, "bonjour".into()), "a page of before");

    // What is built is that of the new text, and the page may be of any.
    course.write("listings/ch01-un/bonjour/sortie.txt", "{ordre libre}\n");
    while page.run(&after).await.0 {
        assert!(Instant::now() < deadline, "the listing is still known");
    }
    assert_eq!(page.run(&after).await, (false, "bonjour".into()));
    server.stop().await;
}

/// A process that does nothing until it is killed: the program itself, waiting for its orders.
fn idle() -> Child {
    let mut command = Command::new(PROGRAM);
    command.arg(ARGUMENT).stdin(Stdio::piped()).kill_on_drop(true);
    command.spawn().expect("it starts")
}

/// A runner that ends with `mdbook`, and a page of the book.
async fn start(course: &Course, mdbook: &Child) -> (Child, Page) {
    let directory = course.path().join("target/executer");
    let pid = mdbook.id().expect("it runs");
    let order = json!({
        "served": page::served(course.path()),
        "mdbook": pid,
        "address": { "directory": directory, "mdbook": pid },
    });
    let mut command = Command::new(PROGRAM);
    command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::null()).kill_on_drop(true);
    let mut runner = command.spawn().expect("it starts");
    let mut stdin = runner.stdin.take().expect("a pipe");
    stdin.write_all(order.to_string().as_bytes()).await.expect("it reads");
    drop(stdin);
    let file = directory.join(pid.to_string());
    let url = timeout(PATIENCE, async {
        loop {
            match std::fs::read_to_string(&file) {
                Ok(url) => break url,
                Err(_) => sleep(Duration::from_millis(20)).await,
            }
        }
    });
    let url = url.await.expect("it says where it is");
    (runner, Page::new(&url, ORIGIN))
}

#[tokio::test]
async fn it_ends_with_mdbook_however_mdbook_ended_and_its_programs_with_it() {
    let course = Course::new();
    let mut mdbook = idle();
    let (mut runner, page) = start(&course, &mdbook).await;
    let marker = Marker::new(&course);
    let body = json!({ "code": marker.program() }).to_string();
    let mut events = page.events("api/run", &body).await;
    assert_eq!(events.wait_for("output").await["text"], "prêt");

    // SIGKILL, which nobody can handle.
    mdbook.kill().await.expect("it is killed");
    let status = timeout(PATIENCE, runner.wait()).await.expect("it ends").expect("a status");
    assert!(status.success(), "{status}");
    assert!(marker.vanishes().await);
    assert!(tokio::net::TcpStream::connect(page.runner.0).await.is_err());
    let left = std::fs::read_dir(course.path().join("target/executer")).expect("its directory");
    assert_eq!(left.count(), 0, "its address goes with it");
}

#[tokio::test]
async fn two_books_do_not_disturb_each_other() {
    let courses = [Course::new(), Course::new()];
    courses[1].write_prebuilt(Runtime::Smol, "println!(\"autre\")");
    let mut servers = [idle(), idle()];
    let (mut first, one) = start(&courses[0], &servers[0]).await;
    let (_second, two) = start(&courses[1], &servers[1]).await;
    let code = format!("// smol\n{BONJOUR}");
    assert_eq!(one.run(&code).await, (true, "smol bonjour".into()));
    assert_eq!(two.run(&code).await, (true, "autre".into()));
    // Neither takes the other's pages for its own.
    let stranger = Page { root: one.root.clone(), ..two.clone() };
    assert_eq!(stranger.post("api/run", &json!({ "code": code })).await.status, 403);

    servers[0].kill().await.expect("it is killed");
    timeout(PATIENCE, first.wait()).await.expect("it ends").expect("a status");
    assert_eq!(two.run("fn main() { println!(\"toujours là\") }").await.1, "toujours là");
}

#[tokio::test]
async fn without_mdbook_it_does_not_start() {
    let course = Course::new();
    let mut mdbook = idle();
    let pid = mdbook.id().expect("it runs");
    mdbook.kill().await.expect("it is killed");
    let order = json!({
        "served": page::served(course.path()),
        "mdbook": pid,
        "address": { "directory": course.path(), "mdbook": pid },
    });
    let output = ask(&[ARGUMENT], order.to_string().as_bytes()).await;
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with(&format!("la fin de mdbook (processus {pid})")), "{said}");
}

async fn ask(arguments: &[&str], input: &[u8]) -> std::process::Output {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    // It may refuse its arguments without reading.
    let _ = child.stdin.take().expect("a pipe").write_all(input).await;
    child.wait_with_output().await.expect("it ends")
}

/// What mdBook sends of a book of one chapter.
fn sent(root: &Path, html: &Value) -> Vec<u8> {
    let chapter = json!({ "Chapter": {
        "name": "Un", "content": "# Un\n", "number": null, "sub_items": [],
        "path": "un.md", "source_path": "un.md", "parent_names": [],
    } });
    let context = json!({
        "root": root, "renderer": "html", "mdbook_version": "0.5.4",
        "config": { "book": {}, "output": { "html": html } },
    });
    json!([context, { "items": [chapter] }]).to_string().into_bytes()
}

#[tokio::test]
async fn a_plain_build_starts_nothing_and_changes_nothing() {
    let course = Course::new();
    let output = ask(&[], &sent(course.path(), &json!({}))).await;
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let book: Value = serde_json::from_slice(&output.stdout).expect("a book");
    assert_eq!(book["items"][0]["Chapter"]["content"], "# Un\n");
    assert!(!course.path().join("target").exists());
}

#[tokio::test]
async fn a_book_that_no_mdbook_serves_is_built_all_the_same() {
    let course = Course::new();
    let live = json!({ "live-reload-endpoint": "__livereload" });
    let output = ask(&[], &sent(course.path(), &live)).await;
    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("Le livre se lit sans bouton Exécuter"), "{said}");
    assert!(said.contains("mdbook serve"), "{said}");
    let book: Value = serde_json::from_slice(&output.stdout).expect("a book");
    assert_eq!(book["items"][0]["Chapter"]["content"], "# Un\n");
}

#[test]
fn a_manifest_that_is_not_a_package_is_told_with_its_cure() {
    let course = Course::new();
    let book = |manifest: &str| {
        let text = format!("[preprocessor.executer]\nmanifest = {manifest}\n");
        let config = text.parse::<Config>().expect("a configuration");
        Served::new(course.path(), config, vec![ORIGIN.into()])
    };
    assert!(book("\"programs/Cargo.toml\"").is_ok());
    course.write("casse/Cargo.toml", "[package]\n");
    for (manifest, file, cure) in [
        ("\"nulle-part/Cargo.toml\"", "nulle-part/Cargo.toml n’existe pas", "`manifest`"),
        ("\"Cargo.toml\"", "Cargo.toml n’est pas le Cargo.toml d’un paquet", "exemples/Cargo.toml"),
        ("\"casse/Cargo.toml\"", "casse/Cargo.toml\u{a0}: cargo ne lit pas", "name"),
        ("3", "book.toml", "[preprocessor.executer]"),
    ] {
        let error = book(manifest).expect_err(manifest);
        let message = format!("{error:#}");
        assert!(message.contains(file) && message.contains(cure), "{message}");
    }
}

#[tokio::test]
async fn only_pages_are_supported_and_anything_else_is_refused() {
    assert!(ask(&["supports", "html"], b"").await.status.success());
    assert!(!ask(&["supports", "test"], b"").await.status.success());
    for (arguments, word) in
        [(&["--help"][..], "book.toml"), (&[], "mdBook"), (&[ARGUMENT], "mdbook-executer")]
    {
        let output = ask(arguments, b"ceci n'est pas un livre").await;
        assert!(!output.status.success());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(word), "{said}");
    }
}
