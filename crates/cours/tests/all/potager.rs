//! A book that knows nothing of the course, and the client of a stock page.

use std::fs;
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;

use crate::page;
use crate::repository::repository;

fn potager() -> TempDir {
    repository(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/potager"))
}

/// The programs of a chapter as the page sends them, hidden lines included.
fn programs(book: &Path, chapter: &str) -> Vec<String> {
    let text = fs::read_to_string(book.join("src").join(chapter)).expect("the chapter");
    let blocks = mdbook_listings::fences::rust_blocks(&text).into_iter();
    blocks.map(|block| block.code.replace("# ", "")).collect()
}

#[tokio::test]
async fn a_book_with_crates_of_its_own_runs_from_a_stock_page() {
    let repository = potager();
    let guide = repository.path().join("guide");
    let (server, [page, _]) = page::open(&guide).await;

    let answer = page.post("meta/crates", &json!({})).await.json();
    let crates = answer["crates"].as_array().expect("crates");
    let names: Vec<_> = crates.iter().map(|it| it["id"].as_str().expect("a name")).collect();
    assert_eq!(names, ["potager", "rayon", "serde", "serde_json"], "the package's own too");

    let expected = ["somme des carrés : 333833500\n", "carotte : 4 rangs\n", "12 kilos\n"];
    let programs = programs(&guide, "dependances.md");
    assert_eq!(programs.len(), expected.len());
    for (code, expected) in programs.iter().zip(expected) {
        assert_eq!(page.evaluate(code, "2024").await, expected);
    }
    let wrong = programs[2].replace("recolte(4)", "recolte(\"4\")");
    let result = page.evaluate(&wrong, "2024").await;
    assert!(result.contains("error[E0308]: mismatched types"), "{result}");
    server.stop().await;
}

#[tokio::test]
async fn a_change_of_the_package_is_built_before_the_next_run() {
    let repository = potager();
    let guide = repository.path().join("guide");
    let (server, [page, _]) = page::open(&guide).await;
    let program = programs(&guide, "dependances.md").remove(2);
    assert_eq!(page.evaluate(&program, "2024").await, "12 kilos\n");

    let mut events = page.events("api/events", "").await;
    events.wait_ready().await;
    let library = repository.path().join("src/lib.rs");
    let text = fs::read_to_string(&library).expect("the library");
    fs::write(&library, text.replace("rangs * 3", "rangs * 5")).expect("the library changes");
    while events.wait_for("status").await["phase"] != "compiling" {}
    assert_eq!(page.evaluate(&program, "2024").await, "20 kilos\n");
    server.stop().await;
}
