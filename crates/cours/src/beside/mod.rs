//! Beside stock `mdbook serve`: a runner for the book that is served, whatever the book.
//!
//! ```text
//! mdbook serve ─ starts ─► preprocessor ─ starts ─► runner ─ watches the end of ─► mdbook serve
//!                          start: is there one?     runner: serves, until then
//!                          address ◄── tells where ── address
//! ```
//!
//! mdbook starts a preprocessor for each build, and waits for its end: the runner, which must
//! outlive it, is a process of its own, started by the first build and found again by the others.

mod address;
mod mdbook;
mod package;
mod runner;
mod start;

use anyhow::Result;
use mdbook_driver::book::Book;
use mdbook_driver::config::Config;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

pub use runner::{ARGUMENT, Order, Served, run};

use crate::messages;

/// What sends the requests of a page to its runner, whichever client the page has.
const SCRIPT: &str = include_str!("page.js");

/// The preprocessor, named `executer` in book.toml: a book that is served can run its programs.
#[derive(Debug, Default)]
pub struct Executer;

impl Preprocessor for Executer {
    fn name(&self) -> &'static str {
        "executer"
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(renderer == "html")
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        if context.renderer == "html" && is_served(&context.config) {
            match start::runner(context) {
                Ok(found) => {
                    let script = script(&found);
                    book.for_each_chapter_mut(|chapter| chapter.content += &script);
                }
                // The book can be read all the same.
                Err(error) => eprintln!("{}", messages::beside::no_runner(&error)),
            }
        }
        Ok(book)
    }
}

/// `mdbook serve` says where the pages hear of a new build; `mdbook build` has nothing to say.
fn is_served(config: &Config) -> bool {
    config.get::<String>("output.html.live-reload-endpoint").is_ok_and(|it| it.is_some())
}

fn script(found: &start::Found) -> String {
    let start::Found { url, origins, edition } = found;
    let origins = origins.join(" ");
    format!(
        "\n\n<script data-runner=\"{url}\" data-origins=\"{origins}\" data-edition=\"{edition}\">\n\
         {SCRIPT}</script>\n"
    )
}
