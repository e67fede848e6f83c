//! What a learner has to do in the course, in the order of the book: the page « Où en suis-je ? »,
//! the marks of the sidebar and the list in the terminal are made from it.

use std::path::{Path, PathBuf};

use catalogue::{Catalogue, Exercise, Listing, Quiz};
use mdbook_preprocessor::book::Book;

use crate::directive::{self, Part, Show};
use crate::html;

/// The chapters that have something to do.
#[derive(Clone, Debug, Default)]
pub struct Outline<'a> {
    /// In the order of the book.
    pub chapters: Vec<Chapter<'a>>,
}

/// A chapter with its exercises and quizzes.
#[derive(Clone, Debug)]
pub struct Chapter<'a> {
    /// With its number: `2. Coroutines`.
    pub title: String,
    /// The Markdown file, relative to SUMMARY.md.
    pub path: PathBuf,
    /// In the order of the chapter; never empty.
    pub works: Vec<Work<'a>>,
}

/// Something to do.
#[derive(Clone, Copy, Debug)]
pub enum Work<'a> {
    /// An exercise and the listing that it is part of.
    Exercise(&'a Listing, &'a Exercise),
    /// A quiz.
    Quiz(&'a Quiz),
}

impl<'a> Outline<'a> {
    /// Reads the directives of the chapters. What is wrong with them is for the expansion to say.
    pub fn new(book: &Book, catalogue: &'a Catalogue) -> Self {
        let chapters = book.chapters().filter_map(|chapter| {
            let path = chapter.source_path.clone()?;
            let parts = directive::parse(&path, &chapter.content).unwrap_or_default();
            let works: Vec<_> = parts.iter().filter_map(|part| work(part, catalogue)).collect();
            let title = match &chapter.number {
                Some(number) => format!("{number} {}", chapter.name),
                None => chapter.name.clone(),
            };
            (!works.is_empty()).then_some(Chapter { title, path, works })
        });
        Self { chapters: chapters.collect() }
    }

    /// For the scripts of every page: from the address of a chapter to what there is to do in it.
    pub(crate) fn map(&self) -> String {
        let slug = |work: &Work<'a>| serde_json::Value::from(work.slug());
        let chapters = self.chapters.iter().map(|chapter| {
            let page = address(&chapter.path.with_extension("html"));
            (page, chapter.works.iter().map(slug).collect::<serde_json::Value>())
        });
        let map = serde_json::Value::Object(chapters.collect());
        format!("\n\n<script type=\"application/json\" class=\"outline\">{map}</script>\n")
    }

    /// `{{#progression}}`: a list with links, in Markdown. The page is beside SUMMARY.md.
    pub(crate) fn page(&self) -> String {
        let mut page = String::new();
        for chapter in &self.chapters {
            page += &format!("\n## {}\n\n", chapter.title);
            for work in &chapter.works {
                let slug = work.slug();
                let (kind, name, size) = match work {
                    Work::Exercise(_, Exercise { title, difficulty, minutes, .. }) => (
                        "exercise",
                        format!("{} {title}", html::stars(*difficulty)),
                        format!("{minutes} min"),
                    ),
                    Work::Quiz(Quiz { title, questions, .. }) => {
                        let plural = if questions.len() > 1 { "s" } else { "" };
                        let size = format!("{} question{plural}", questions.len());
                        ("quiz", format!("Quiz : {title}"), size)
                    }
                };
                page += &format!(
                    "- <span class=\"work\" data-slug=\"{slug}\" data-kind=\"{kind}\">[{name}]({}#{slug}), {size}</span>\n",
                    address(&chapter.path)
                );
            }
        }
        page
    }
}

impl Work<'_> {
    /// Its name, and its anchor in the chapter.
    pub fn slug(&self) -> &str {
        match self {
            Self::Exercise(listing, _) => &listing.slug,
            Self::Quiz(quiz) => &quiz.slug,
        }
    }
}

fn work<'a>(part: &Part<'_>, catalogue: &'a Catalogue) -> Option<Work<'a>> {
    match *part {
        Part::Directive(_, Show::Exercise, slug) => {
            let listing = catalogue.listings.get(slug)?;
            Some(Work::Exercise(listing, listing.exercise()?))
        }
        Part::Directive(_, Show::Quiz, slug) => catalogue.quizzes.get(slug).map(Work::Quiz),
        _ => None,
    }
}

/// A path as a link has it.
fn address(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
