//! What both files bind: the leaves of a book, in order.

use std::path::Path;

use anyhow::{Context as _, Result};
use mdbook_driver::book::{Book, BookItem, Chapter};
use mdbook_driver::config::BookConfig;

use crate::leaf::{ANSWERS, Binding, Leaf, Page, Pages};
use crate::xhtml::escape;

/// What readers and sheets need of their own, for both files.
pub(crate) const STYLE: &str = include_str!("../style/livre.css");
pub(crate) const CONTENTS: &str = "Table des matières";
pub(crate) const COVER: &str = "couverture.svg";

const ANSWERS_TITLE: &str = "Indices, solutions et réponses";

pub(crate) struct Manuscript {
    pub(crate) title: String,
    /// As BCP 47 has it.
    pub(crate) language: String,
    pub(crate) sheets: Vec<Sheet>,
}

/// A leaf in its place.
pub(crate) struct Sheet {
    /// Name of its file, without extension, or its anchor.
    pub(crate) stem: String,
    /// As the table of contents has it, with its number.
    pub(crate) title: String,
    /// Depth in the table of contents, from 1.
    pub(crate) level: i32,
    pub(crate) leaf: Leaf,
}

impl Manuscript {
    /// `pages` is where the renderer `html` wrote the book, `book` its chapters, named as they are
    /// shown.
    pub(crate) fn read(
        pages: &Path,
        book: &Book,
        config: &BookConfig,
        binding: Binding,
    ) -> Result<Self> {
        let pages = read(pages, book)?;
        let mut sheets = Vec::new();
        let mut answers = Leaf { title: ANSWERS_TITLE.to_owned(), ..Leaf::default() };
        let mut parts = 0;
        for item in book.iter() {
            match item {
                BookItem::PartTitle(title) => {
                    parts += 1;
                    let body = format!("<h1 class=\"partie\">{}</h1>", escape(title));
                    let leaf = Leaf { title: title.clone(), body, ..Leaf::default() };
                    let stem = format!("partie-{parts}");
                    sheets.push(Sheet { stem, title: title.clone(), level: 1, leaf });
                }
                BookItem::Chapter(chapter) => {
                    let Some(page) = name(chapter).and_then(|it| pages.get(&it)) else { continue };
                    let leaf = page.leaf(&pages, binding);
                    let stem = page.stem().to_owned();
                    if !leaf.answers.is_empty() {
                        let anchor = format!("{ANSWERS}.{stem}");
                        let title = escape(&leaf.title);
                        answers.body +=
                            &format!("<h2 id=\"{anchor}\">{title}</h2>\n{}", leaf.answers);
                        answers.headings.push((anchor, leaf.title.clone()));
                    }
                    let number = chapter.number.as_ref().map(|number| format!("{number} "));
                    let title = format!("{}{}", number.unwrap_or_default(), leaf.title);
                    sheets.push(Sheet { stem, title, level: if parts > 0 { 2 } else { 1 }, leaf });
                }
                BookItem::Separator => {}
            }
        }
        if !answers.body.is_empty() {
            answers.body = format!("<h1>{ANSWERS_TITLE}</h1>\n{}", answers.body);
            let (stem, title) = (ANSWERS.to_owned(), ANSWERS_TITLE.to_owned());
            sheets.push(Sheet { stem, title, level: 1, leaf: answers });
        }
        Ok(Self {
            title: config.title.clone().unwrap_or_default(),
            language: config.language.clone().unwrap_or_else(|| "fr".to_owned()),
            sheets,
        })
    }

    /// The picture of the cover: what stands before the dash in the title, and the rest in two
    /// lines.
    pub(crate) fn cover(&self) -> String {
        let (title, under) = self.title.split_once(" — ").unwrap_or((&self.title, ""));
        let (first, second) = match under.split_once(", ") {
            Some((first, second)) => (format!("{first},"), second),
            None => (under.to_owned(), ""),
        };
        include_str!("../style/couverture.svg")
            .replace("{titre}", &escape(title))
            .replace("{un}", &escape(&first))
            .replace("{deux}", &escape(second))
    }

    /// The page of the cover.
    pub(crate) fn cover_page(&self) -> String {
        format!("<img class=\"couverture\" src=\"{COVER}\" alt=\"{}\"/>", escape(&self.title))
    }
}

/// The pages that are for reading.
fn read(pages: &Path, book: &Book) -> Result<Pages> {
    let mut read = Pages::new();
    for chapter in book.chapters() {
        let Some(name) = name(chapter) else { continue };
        let path = pages.join(&name);
        let html = std::fs::read_to_string(&path)
            .with_context(|| format!("{} : cette page ne se lit pas", path.display()))?;
        // All leaves are in one folder.
        let page = Page::new(&name.trim_end_matches(".html").replace('/', "."), &html);
        if !page.is_a_tool() {
            read.insert(name, page);
        }
    }
    Ok(read)
}

/// The file of a chapter, from the root of the pages.
fn name(chapter: &Chapter) -> Option<String> {
    let path = chapter.path.as_ref()?.with_extension("html");
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Some(parts.collect::<Vec<_>>().join("/"))
}
