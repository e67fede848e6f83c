//! mdBook preprocessor: one program, several async runtimes.
//!
//! ```text
//! chapter ─ directive ─┐
//!                      ├─ expand ─┬─ html: tabs, marks, expected outputs, French typography
//!                      │          ├─ recorded: runs to replay, and their timelines
//! listings/ catalogue ─┘          └─ fences: one plain fence a program, checked and made testable
//! ```
//!
//! The pages also get, under the title of a chapter, how long it takes (facts), and links from the
//! terms that the chapter uses to their definitions (glossary).
//!
//! The expansion is a pure function of (chapter, catalogue, renderer): see [`expand::chapter`].
//! [`Listings`] runs it over a whole book, and holds what only the whole book can tell: that every
//! listing is shown in exactly one place.

mod directive;
mod errors;
pub mod expand;
mod facts;
pub mod fences;
mod glossary;
mod html;
mod outline;
mod recorded;
mod tabs;
mod timeline;
mod typography;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use catalogue::{Catalogue, Problem, Problems};
use mdbook_preprocessor::book::{self, Book, BookItem};
use mdbook_preprocessor::config::Config;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use serde::Deserialize;

pub use expand::Renderer;
pub use glossary::Glossary;
pub use outline::{Chapter, Outline, Work};
pub use typography::french_markdown;

/// The preprocessor, named `listings` in book.toml.
#[derive(Debug, Default)]
pub struct Listings;

/// `[preprocessor.listings]` of book.toml, paths resolved against the book's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Folder of the listings.
    pub listings: PathBuf,
    /// The Cargo.toml whose dependencies are the crates that a program may use.
    pub manifest: PathBuf,
    /// Folder of the chapters.
    pub src: PathBuf,
}

impl Settings {
    /// Reads the section, with `listings/` and `Cargo.toml` where it is silent.
    ///
    /// # Errors
    /// The section holds something other than strings.
    pub fn read(root: &Path, config: &Config) -> Result<Self> {
        #[derive(Deserialize)]
        struct Section {
            listings: Option<PathBuf>,
            manifest: Option<PathBuf>,
        }
        let section: Option<Section> = config
            .get("preprocessor.listings")
            .context("book.toml : la section [preprocessor.listings] ne se lit pas")?;
        let (listings, manifest) =
            section.map_or((None, None), |section| (section.listings, section.manifest));
        Ok(Self {
            listings: root.join(listings.unwrap_or_else(|| "listings".into())),
            manifest: root.join(manifest.unwrap_or_else(|| "Cargo.toml".into())),
            src: root.join(&config.book.src),
        })
    }

    /// The names, as identifiers, of the crates that a program may use.
    ///
    /// # Errors
    /// The manifest does not read.
    pub fn crates(&self) -> Result<Vec<String>> {
        #[derive(Deserialize)]
        struct Manifest {
            #[serde(default)]
            dependencies: BTreeMap<String, toml::Value>,
        }
        let shown = self.manifest.display();
        let text = std::fs::read_to_string(&self.manifest).with_context(|| {
            format!("{shown} : ce fichier ne se lit pas. Corrigez `manifest` dans book.toml")
        })?;
        let manifest: Manifest =
            toml::from_str(&text).with_context(|| format!("{shown} : ce TOML ne se lit pas"))?;
        Ok(manifest.dependencies.into_keys().map(|name| name.replace('-', "_")).collect())
    }
}

impl Listings {
    /// Expands every chapter of `book` for `renderer`.
    ///
    /// # Errors
    /// Every problem of the listings, or else of the chapters.
    pub fn expand(&self, settings: &Settings, renderer: Renderer, mut book: Book) -> Result<Book> {
        let catalogue = Catalogue::load(&settings.listings)?;
        let crates = settings.crates()?;
        let outline = Outline::new(&book, &catalogue);
        let glossary = glossary(settings, &book)?;
        let context = expand::Context {
            catalogue: &catalogue,
            crates: &crates,
            outline: &outline,
            glossary: &glossary,
            renderer,
        };
        let mut problems = Vec::new();
        let mut shown: BTreeMap<String, (PathBuf, usize)> = BTreeMap::new();
        if renderer.is_read_by_people() {
            // Those of the chapters to come, too.
            book.for_each_mut(|item| match item {
                BookItem::Chapter(book::Chapter { name, .. }) | BookItem::PartTitle(name) => {
                    *name = typography::french(name);
                }
                BookItem::Separator => {}
            });
        }
        book.for_each_chapter_mut(|chapter| {
            let Some(name) = &chapter.source_path else { return };
            let path = settings.src.join(name);
            match expand::chapter(&path, name, &chapter.content, &context) {
                Ok(expanded) => {
                    for (slug, line) in expanded.shown {
                        if let Some((first, at)) = shown.get(&slug) {
                            problems.push(Problem::at(&path, line, format!(
                                "`{slug}` est déjà montré ({}:{at}). Un listing se montre une fois : renvoyez le lecteur au premier, par un lien vers `#listing-{slug}`.",
                                first.display()
                            )));
                        } else {
                            shown.insert(slug, (path.clone(), line));
                        }
                    }
                    chapter.content = expanded.text;
                }
                Err(found) => problems.extend(found),
            }
        });
        let folders = catalogue
            .listings
            .values()
            .map(|listing| (&listing.slug, &listing.chapter, &listing.dir, "listing"))
            .chain(
                catalogue
                    .quizzes
                    .values()
                    .map(|quiz| (&quiz.slug, &quiz.chapter, &quiz.dir, "quiz")),
            );
        // With a faulty chapter, what it shows is not known.
        if problems.is_empty() {
            for (slug, chapter, dir, word) in
                folders.filter(|(slug, ..)| !shown.contains_key(*slug))
            {
                problems.push(Problem::new(dir, format!(
                    "aucun chapitre ne montre ce {word}. Ajoutez `{{{{#{word} {slug}}}}}` à {chapter}.md, ou supprimez ce dossier."
                )));
            }
        }
        if problems.is_empty() { Ok(book) } else { Err(Problems(problems).into()) }
    }
}

/// The glossary of the book, empty if there is none.
fn glossary(settings: &Settings, book: &Book) -> Result<Glossary, Problems> {
    let chapters = || book.chapters().filter_map(|it| Some((it.source_path.clone()?, it)));
    let Some((name, chapter)) = chapters().find(|(name, _)| name == Path::new(glossary::FILE))
    else {
        return Ok(Glossary::default());
    };
    let order = chapters().map(|(name, _)| name).collect();
    Glossary::parse(&settings.src.join(name), &chapter.content, order).map_err(Problems)
}

impl Preprocessor for Listings {
    fn name(&self) -> &'static str {
        "listings"
    }

    fn run(&self, context: &PreprocessorContext, book: Book) -> Result<Book> {
        let settings = Settings::read(&context.root, &context.config)?;
        self.expand(&settings, Renderer::from(context.renderer.as_str()), book)
    }
}
