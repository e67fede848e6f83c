//! mdBook renderer: what the pages need once they are built.
//!
//! ```text
//! html/*.html ─ bundle ────────► html/*.html              fewer files to ask for, none to wait for
//! html/*.html ─ page ─ search ─► html/recherche.js        the texts, and what searches them
//! html/**     ─ offline ───────► html/service-worker.js   what is kept for reading offline
//! ```
//!
//! mdBook has no place where a file could be added to its pages. A second renderer runs after
//! `html`, changes what the pages ask for, reads them, and writes beside them.

mod bundle;
mod offline;
mod page;
mod search;

use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use mdbook_renderer::{RenderContext, Renderer};

/// Asked for by theme/js/search.js.
const SEARCH_FILE: &str = "recherche.js";

/// Asked for by theme/js/offline.js. At the root: a worker serves only what is below it.
const WORKER_FILE: &str = "service-worker.js";

/// The renderer, named `site` in book.toml, which must stand below `html`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Site;

impl Renderer for Site {
    fn name(&self) -> &'static str {
        "site"
    }

    fn render(&self, context: &RenderContext) -> Result<()> {
        let pages = pages(context)?;
        bundle::bundle(&pages)?;
        write(&pages.join(SEARCH_FILE), &search::script(context, &pages)?)?;
        // Last: it lists all the others.
        write(&pages.join(WORKER_FILE), &offline::worker(&pages)?)
    }
}

/// Where the renderer `html` wrote.
fn pages(context: &RenderContext) -> Result<PathBuf> {
    let pages = context.destination.with_file_name("html");
    if !pages.is_dir() {
        bail!(
            "{} : les pages n'y sont pas. Dans book.toml, [output.site] suit [output.html]",
            pages.display()
        );
    }
    Ok(pages)
}

/// The files below a directory.
fn files(directory: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = || format!("{} : ce dossier ne se lit pas", directory.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// The address of a file, from the root of the pages.
fn url(path: &Path) -> String {
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// Differs when the content does.
fn digest(content: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    hasher.finish()
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path)
        .with_context(|| format!("{} : ce fichier ne se lit pas", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("{} : ce fichier ne s'écrit pas", path.display()))
}
