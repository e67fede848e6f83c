//! The search: a script that holds the texts of the pages and the engine that searches them.
//!
//! A script, not data that a page would fetch: browsers load it from `file://` too. One file, asked
//! for at the first search, so that a page that is only read does not pay for it.

use std::path::Path;

use anyhow::Result;
use mdbook_renderer::RenderContext;
use serde::Serialize;

use crate::page::{self, Section};

const ENGINE: &str = include_str!("../js/search-engine.js");

/// A page of the book.
#[derive(Serialize)]
struct Page {
    /// From the root of the pages.
    url: String,
    title: String,
    sections: Vec<Section>,
}

/// The text of recherche.js.
pub(crate) fn script(context: &RenderContext, pages: &Path) -> Result<String> {
    let mut read = Vec::new();
    for chapter in context.book.chapters() {
        let Some(path) = &chapter.path else { continue };
        let path = path.with_extension("html");
        let sections = page::sections(&crate::read(&pages.join(&path))?);
        let url = crate::url(&path);
        // As the page has it, set in French; the name in SUMMARY.md is not.
        let title = sections.first().map_or(&chapter.name, |first| &first.heading).clone();
        read.push(Page { url, title, sections });
    }
    let texts = serde_json::to_string(&read)?;
    Ok(format!("{ENGINE}\ncoursSearchEngine.load({texts});\n"))
}
