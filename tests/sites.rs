//! The book as files, for the browser: as it is published, and as mdBook alone would show its text.

use std::path::{Path, PathBuf};

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use mdbook_listings::{Listings, Renderer, Settings};
use mdbook_site::Site;

/// What `mdbook build` makes, below `output`. Returns the folder of the pages.
pub(crate) fn published(root: &Path, output: &Path) -> PathBuf {
    let mut book = MDBook::load(root).expect("the book loads");
    output.clone_into(&mut book.config.build.build_dir);
    book.with_preprocessor(Listings).with_renderer(Site);
    book.build().expect("the book builds");
    book.build_dir_for("html")
}

/// The same text and programs in the pages of mdBook without our theme, below `output`.
pub(crate) fn stock(root: &Path, output: &Path) -> PathBuf {
    let ours = Config::from_disk(root.join("book.toml")).expect("book.toml");
    let mut config = Config::default();
    config.book = ours.book.clone();
    config.build.build_dir = output.join("book");
    // mdBook wants a folder; this one has no theme.
    std::fs::create_dir_all(output.join("theme")).expect("writable");
    config.set("output.html.theme", output.join("theme")).expect("a path");
    let mut book = MDBook::load_with_config(root, config).expect("the book loads");
    let settings = Settings::read(root, &ours).expect("settings");
    book.book = Listings.expand(&settings, Renderer::Plain, book.book).expect("it expands");
    book.build().expect("the book builds");
    book.build_dir_for("html")
}
