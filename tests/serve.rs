//! `mdbook serve`, the stock binary and nothing else: its pages run their programs.

#[path = "../crates/cours/tests/all/client.rs"]
#[allow(dead_code)]
mod client;
#[path = "../crates/cours/tests/all/course.rs"]
#[allow(dead_code)]
mod course;
#[path = "../crates/cours/tests/all/page.rs"]
#[allow(dead_code)]
mod page;
#[path = "../crates/cours/tests/all/repository.rs"]
mod repository;
mod stock;
mod support;

use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use catalogue::Runtime;
use client::Client;
use course::{BONJOUR, Course};
use libtest_mimic::Trial;
use page::{JSON, Page};
use serde_json::json;
use stock::Serve;

/// Nothing here takes long, but the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(120);

fn main() -> ExitCode {
    let mdbook = match stock::mdbook() {
        Ok(mdbook) => mdbook,
        Err(why) => return support::skip("`mdbook serve`", &why),
    };
    stock::build_preprocessors();
    let trial = |name: &str, test: fn(&Path)| {
        let mdbook = mdbook.clone();
        Trial::test(name, move || {
            test(&mdbook);
            Ok(())
        })
    };
    let trials = vec![
        trial("the_course_runs_in_its_three_tabs_until_mdbook_is_killed", course_runs),
        trial("a_book_of_any_repository_runs", any_book_runs),
        trial("two_books_at_once_do_not_disturb_each_other", two_books),
        trial("a_rebuilt_page_runs_what_it_shows", rebuilt_page),
        trial("a_build_that_finds_no_runner_starts_one", lost_runner),
        trial("mdbook_build_starts_nothing", plain_build),
    ];
    support::conclude(trials, 2)
}

fn block_on<T>(future: impl std::future::Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().expect("tokio starts").block_on(future)
}

/// The page with this name, as it is now.
async fn html(serve: &Serve, name: &str) -> String {
    let client = Client(([127, 0, 0, 1], serve.port).into());
    client.get(&format!("/{name}")).await.body
}

/// What a script of the page knows.
async fn open(serve: &Serve, name: &str) -> Page {
    let html = html(serve, name).await;
    let url = stock::runner(&html).unwrap_or_else(|| panic!("no runner: {}", serve.log()));
    Page::new(&url, &serve.origin())
}

/// Whether nobody listens where the runner did, now or soon.
fn ends(page: &Page) -> bool {
    let started = Instant::now();
    while TcpStream::connect(page.runner.0).is_ok() {
        if started.elapsed() > PATIENCE {
            return false;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    true
}

fn course_runs(mdbook: &Path) {
    let mut serve = Serve::start(Command::new(mdbook), &support::root());
    let page = block_on(async {
        let page = open(&serve, "ch04-attendre-ensemble.html").await;
        page.events("api/events", "").await.wait_ready().await;
        let catalogue = support::catalogue();
        for (runtime, program) in catalogue.listings["trois-taches"].programs.iter() {
            let (prebuilt, printed) = page.run(&program.shown).await;
            assert!(prebuilt, "{}", runtime.label());
            program.expected.compare(&(printed + "\n")).expect("the expected output");
            let edited = program.shown.replace("Tâche 2", "Pétrin");
            let (prebuilt, printed) = page.run(&edited).await;
            assert!(!prebuilt && printed.contains("Pétrin"), "{printed}");
        }
        // Another page that the reader has open, even one that knows the address.
        let body = json!({ "code": "fn main() {}" });
        assert_eq!(page.post("api/run", &body).await.status, 200);
        let stranger = Page { origin: "http://127.0.0.1:1".into(), ..page.clone() };
        assert_eq!(stranger.post("api/run", &body).await.status, 403);
        let stranger = Page { root: "/".into(), ..page.clone() };
        assert_eq!(stranger.post("api/run", &body).await.status, 403);
        page
    });
    serve.kill();
    assert!(ends(&page), "the runner goes on");
}

fn any_book_runs(mdbook: &Path) {
    let fixture = support::root().join("crates/cours/tests/fixtures/potager");
    let repository = repository::repository(&fixture);
    let mut serve = Serve::start(stock::installed(mdbook), &repository.path().join("guide"));
    let page = block_on(async {
        for name in ["dependances.html", "dedans/patience.html", "print.html"] {
            let page = open(&serve, name).await;
            assert_eq!(page.root, open(&serve, "index.html").await.root, "{name}: one runner");
        }
        let page = open(&serve, "dependances.html").await;
        let code = "use rayon::prelude::*;\nfn main() { print!(\"{}\", \
                    [1, 2].par_iter().map(|n| potager::recolte(*n)).sum::<u32>()) }";
        assert_eq!(page.evaluate(code, "2024").await, "9");
        page
    });
    serve.kill();
    assert!(ends(&page), "the runner goes on");
}

fn two_books(mdbook: &Path) {
    let courses = [Course::new(), Course::new()];
    courses[1].write_prebuilt(Runtime::Smol, "println!(\"autre\")");
    let [mut first, second] =
        [0, 1].map(|book| Serve::start(stock::installed(mdbook), courses[book].path()));
    block_on(async {
        let code = format!("// smol\n{BONJOUR}");
        let (one, two) = (open(&first, "ch01-un.html").await, open(&second, "ch01-un.html").await);
        assert_ne!(one.runner.0, two.runner.0);
        assert_eq!(one.run(&code).await, (true, "smol bonjour".into()));
        assert_eq!(two.run(&code).await, (true, "autre".into()));
        let body = json!({ "code": code }).to_string();
        let headers = [JSON, ("origin", one.origin.as_str())];
        let answer = two.runner.send(&two.path("api/run"), &headers, body.as_bytes()).await;
        assert_eq!(answer.status, 403, "a page of the other book");

        first.kill();
        assert!(ends(&one), "the runner goes on");
        assert_eq!(two.run(&code).await, (true, "autre".into()));
    });
}

fn rebuilt_page(mdbook: &Path) {
    let course = Course::new();
    let serve = Serve::start(stock::installed(mdbook), course.path());
    block_on(async {
        let before = open(&serve, "ch01-un.html").await;
        before.events("api/events", "").await.wait_ready().await;
        let code = format!("// smol\n{BONJOUR}");
        assert_eq!(before.run(&code).await, (true, "smol bonjour".into()));

        course.write_prebuilt(Runtime::Smol, "println!(\"neuf\")");
        let listing = "listings/ch01-un/bonjour/smol.rs";
        let text = fs::read_to_string(course.path().join(listing)).expect("the listing");
        course.write(listing, &text.replace("// smol", "// smol, neuf"));
        // mdbook does not watch the listings of this book.
        course.write("src/ch01-un.md", &course::CHAPTER.replace("Première", "Deuxième"));
        let started = Instant::now();
        while !html(&serve, "ch01-un.html").await.contains("// smol, neuf") {
            assert!(started.elapsed() < PATIENCE, "not rebuilt: {}", serve.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let after = open(&serve, "ch01-un.html").await;
        assert_eq!(after.root, before.root, "the runner is the same");
        let code = format!("// smol, neuf\n{BONJOUR}");
        loop {
            match after.run(&code).await {
                (true, printed) => break assert_eq!(printed, "neuf"),
                (false, printed) => assert_eq!(printed, "bonjour"),
            }
            assert!(started.elapsed() < PATIENCE, "the new program is never ready");
        }
    });
}

fn lost_runner(mdbook: &Path) {
    let course = Course::new();
    let serve = Serve::start(stock::installed(mdbook), course.path());
    block_on(async {
        let before = open(&serve, "ch01-un.html").await;
        let address = course.path().join("target/executer").join(serve.pid().to_string());
        // As if the runner had been killed, and something else had got its port.
        let elsewhere = format!("http://127.0.0.1:{}/{}", serve.port, "0".repeat(32));
        fs::write(address, elsewhere).expect("the address");
        course.write("src/ch01-un.md", &course::CHAPTER.replace("Première", "Deuxième"));
        let started = Instant::now();
        while !html(&serve, "ch01-un.html").await.contains("Deuxième") {
            assert!(started.elapsed() < PATIENCE, "not rebuilt: {}", serve.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let after = open(&serve, "ch01-un.html").await;
        assert_ne!(after.runner.0, before.runner.0);
        assert_eq!(after.run("fn main() { println!(\"là\") }").await.1, "là");
        drop(serve);
        assert!(ends(&before) && ends(&after), "a runner goes on");
    });
}

fn plain_build(mdbook: &Path) {
    let course = Course::new();
    let pages = tempfile::tempdir().expect("a directory");
    let mut command = stock::installed(mdbook);
    command.arg("build").arg("--dest-dir").arg(pages.path()).arg(course.path());
    let output = command.output().expect("mdbook starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let html = fs::read_to_string(pages.path().join("ch01-un.html")).expect("the page");
    assert!(html.contains("Première version") && stock::runner(&html).is_none(), "{html}");
    assert!(!course.path().join("target").exists(), "a runner was asked for");
}
