//! The preprocessor as mdBook starts it: JSON in, JSON out, or a sentence and a failure.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use mdbook_preprocessor::PreprocessorContext;
use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use mdbook_preprocessor::config::Config;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_mdbook-listings");
const CHAPTER: &str = "# Un\n\nL'un :\n\n{{#listing bonjour}}\n";

/// A book of one listing.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let listing = folder.path().join("listings/ch/bonjour");
    fs::create_dir_all(&listing).expect("writable");
    fs::write(folder.path().join("Cargo.toml"), "[dependencies]\nsmol = \"2\"\n")
        .expect("writable");
    fs::write(listing.join("sortie.txt"), "Bonjour\n").expect("writable");
    for (file, run) in [
        ("tokio.rs", "tokio::runtime::Runtime::new().unwrap().block_on"),
        ("async_std.rs", "async_std::task::block_on"),
        ("smol.rs", "smol::block_on"),
    ] {
        let text = format!(
            "// ANCHOR: coeur\nasync fn saluer() {{\n    println!(\"Bonjour\");\n}}\n\
             // ANCHOR_END: coeur\nfn main() {{\n    {run}(saluer());\n}}\n"
        );
        fs::write(listing.join(file), text).expect("writable");
    }
    folder
}

fn preprocess(root: &Path, renderer: &str, chapter: &str) -> Output {
    let context = PreprocessorContext::new(root.into(), Config::default(), renderer.into());
    let chapter = Chapter::new("L'un", chapter.into(), "ch.md", Vec::new());
    let book = Book::new_with_items(vec![BookItem::Chapter(chapter)]);
    let input = serde_json::to_vec(&(context, book)).expect("JSON");
    command(&[], &input)
}

fn command(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(BINARY)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // It may refuse its arguments without reading.
    let _ = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("it ends")
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let book: Book = serde_json::from_slice(&output.stdout).expect("a book");
    let text = book.chapters().map(|chapter| chapter.name.clone() + "\n" + &chapter.content);
    text.collect()
}

#[test]
fn the_pages_get_variants_marks_and_typography() {
    let folder = folder();
    let text = text(&preprocess(folder.path(), "html", CHAPTER));
    assert!(text.starts_with("L’un\n# Un\n\nL’un\u{a0}:\n"), "{text}");
    for runtime in ["tokio", "async_std", "smol"] {
        assert!(text.contains(&format!("data-variant=\"{runtime}\"")), "{text}");
    }
    // Only the line in main differs.
    assert_eq!(text.matches("--line:4;--count:1").count(), 3, "{text}");
    assert!(text.contains("<code class=\"nohighlight\">Bonjour\n</code>"), "{text}");
    assert!(!text.contains("ANCHOR"), "{text}");
}

#[test]
fn rustdoc_gets_the_crates_and_an_unknown_renderer_plain_fences() {
    let folder = folder();
    let test = text(&preprocess(folder.path(), "test", CHAPTER));
    assert_eq!(test.matches("```rust").count(), 3, "{test}");
    assert_eq!(test.matches("# extern crate smol;\n").count(), 1, "{test}");

    let plain = text(&preprocess(folder.path(), "pandoc", CHAPTER));
    assert_eq!(plain.matches("```rust\n").count(), 3, "{plain}");
    assert!(plain.contains("**async-std**") && plain.contains("```text\nBonjour\n```"), "{plain}");
    assert!(!plain.contains("<div"), "{plain}");
}

#[test]
fn a_fault_stops_the_build_with_file_line_and_cure() {
    let folder = folder();
    let output = preprocess(folder.path(), "html", "# Un\n\n{{#listing bonjours}}\n");
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    let said = String::from_utf8_lossy(&output.stderr);
    let path = folder.path().join("src").join("ch.md");
    assert_eq!(
        said.trim(),
        format!(
            "{}:3 : aucun listing ne s'appelle `bonjours`. Vouliez-vous dire `bonjour` ?",
            path.display()
        )
    );
}

#[test]
fn every_renderer_is_supported_and_anything_else_is_refused() {
    assert!(command(&["supports", "html"], b"").status.success());
    assert!(command(&["supports", "inconnu"], b"").status.success());
    let output = command(&["--help"], b"");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("book.toml"));
    let output = command(&[], b"ceci n'est pas un livre");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("pas un livre"));
}
