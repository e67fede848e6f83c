//! `mdbook test`, through mdBook's library: rustdoc compiles and runs every Rust block, in the
//! edition of the book; chapters that passed as they are apart. Alone in its process, for it sets a
//! variable of the environment.

#[path = "support.rs"]
mod support;

use std::process::ExitCode;
use std::time::Instant;

use libtest_mimic::{Failed, Trial};
use mdbook_driver::MDBook;
use mdbook_listings::{Listings, Renderer, Settings};
use verify::{Key, Ledger};

fn main() -> ExitCode {
    // The blocks mostly sleep: rustdoc, which runs one a core, may run more.
    // SAFETY: this process has no other thread yet.
    #[allow(unsafe_code)]
    unsafe {
        std::env::set_var("RUST_TEST_THREADS", "16");
    }
    let ledger = support::ledger();
    let (unchanged, open): (Vec<_>, Vec<_>) =
        chapters(&ledger).into_iter().partition(|(path, key)| ledger.has(&name(path), key));
    support::unchanged(unchanged.len(), unchanged.len() + open.len());
    let mut trials: Vec<_> = unchanged.into_iter().map(|(path, _)| support::passed(path)).collect();
    // Kept for as long as rustdoc reads it.
    let _libraries = if open.is_empty() { None } else { Some(add(&mut trials, &ledger, open)) };
    support::conclude(trials, 1)
}

fn name(path: &str) -> String {
    format!("mdbook::{path}")
}

/// Each chapter with what decides of its result: its text as `mdbook test` sees it.
fn chapters(ledger: &Ledger) -> Vec<(String, Key)> {
    let book = MDBook::load(support::root()).expect("the book loads");
    let settings = Settings::read(&support::root(), &book.config).expect("settings");
    let book = Listings.expand(&settings, Renderer::Test, book.book).expect("the book expands");
    let chapters = book.chapters().filter_map(|chapter| {
        let path = chapter.path.as_ref()?.to_str().expect("a path in UTF-8");
        Some((path.to_owned(), ledger.key(["mdbook test", &chapter.content])))
    });
    chapters.collect()
}

fn add(trials: &mut Vec<Trial>, ledger: &Ledger, open: Vec<(String, Key)>) -> tempfile::TempDir {
    let runtime = tokio::runtime::Runtime::new().expect("tokio starts");
    let libraries = support::libraries(&runtime, false);
    let current = tempfile::tempdir_in(support::root().join("target")).expect("a directory");
    libraries.link_into(current.path()).expect("the same file system");
    let search = current.path().to_str().expect("a path in UTF-8").to_owned();
    for (path, key) in open {
        let (ledger, search) = (ledger.clone(), search.clone());
        trials.push(Trial::test(path.clone(), move || {
            let started = Instant::now();
            let mut book = MDBook::load(support::root())?;
            book.with_preprocessor(Listings);
            book.test_chapter(vec![&search], Some(&path))
                .map_err(|error| Failed::from(format!("{error:#}")))?;
            Ok(ledger.pass(&name(&path), &key, started.elapsed())?)
        }));
    }
    current
}
