//! The book as one file, for reading away from the course.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
pub use ebook::NoBrowser;
use mdbook_site::Site;

use crate::beside::Executer;
use crate::book;

/// A kind of file that holds the whole book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For electronic readers.
    Epub,
    /// For paper; a browser prints it.
    Pdf,
}

/// Builds the book of the folder `root`, and writes it to one file.
///
/// # Errors
/// The book does not build, the file is not written, or no browser prints the PDF ([`NoBrowser`]).
pub fn export(root: &Path, format: Format, to: &Path) -> Result<()> {
    let scratch = tempfile::tempdir().context("aucun dossier temporaire ne se crée")?;
    let (book, _) = book::mdbook(root, scratch.path(), Executer)?;
    book.build()?;
    let pages = book.build_dir_for("html");
    // For a renderer that is not `html`: the names of the chapters, set in French.
    let (chapters, _) = book.preprocess_book(&Site)?;
    let config = &book.config.book;
    match format {
        Format::Epub => fs::write(to, ebook::epub(&pages, &chapters, config)?)
            .with_context(|| format!("{} : ce fichier ne s'écrit pas", to.display())),
        Format::Pdf => ebook::pdf(&pages, &chapters, config, to),
    }
}
