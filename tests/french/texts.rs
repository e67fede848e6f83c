//! What is read: the sources of the chapters, README.md, CONTRIBUTING.md,
//! ENSEIGNER.md, the texts of the manifests, the comments and the phrases of the programs; then what only the expansion writes.

use std::collections::HashSet;
use std::fs;
use std::mem::take;
use std::path::{Path, PathBuf};

use mdbook_driver::MDBook;
use mdbook_listings::{Listings, Renderer, Settings};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::support;

/// What stands in the place of code: a word that the dictionaries know, and give no gender.
pub(crate) const CODE: &str = "PDF";
/// The elements whose text is read: what a reader unfolds, captions and descriptions of figures.
const ELEMENTS: [&str; 4] = ["summary", "figcaption", "title", "desc"];
/// The keys of the manifests whose values are read by people.
const KEYS: [&str; 6] = ["titre", "objectif", "enonce", "indices", "texte", "explication"];

/// One paragraph, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) file: String,
    /// From 1; 0 when it is the expansion that wrote it.
    pub(crate) line: usize,
    pub(crate) words: Words,
}

/// The words of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) text: String,
    /// The text without what is in italics: English terms, titles of books.
    pub(crate) roman: String,
    /// What stands in italics in brackets: « un réveil (*waker*) ».
    pub(crate) introduced: Vec<String>,
}

impl Words {
    fn push(&mut self, text: &str) {
        self.text += text;
        self.roman += text;
    }
}

/// All that is read.
#[derive(Default)]
pub(crate) struct Texts {
    pub(crate) paragraphs: Vec<Paragraph>,
}

impl Texts {
    /// Everything in the repository.
    pub(crate) fn read() -> Self {
        let root = support::root();
        let mut texts = Self::default();
        for path in files(&root.join("src"), "md") {
            texts.prose(&name(&path), &text(&path), 1);
        }
        for file in ["CONTRIBUTING.md", "ENSEIGNER.md", "docs/mesures.md"] {
            texts.prose(file, &text(&root.join(file)), 1);
        }
        // Behind it stands the summary for those who do not read French.
        let readme = text(&root.join("README.md"));
        texts.prose("README.md", readme.split("\n## In English").next().unwrap_or_default(), 1);
        for path in files(&root.join("listings"), "toml") {
            texts.manifest(&name(&path), &text(&path));
        }
        for path in files(&root.join("listings"), "rs") {
            texts.program(&name(&path), &text(&path), "// ");
        }
        for path in files(&root.join("listings"), "py") {
            texts.program(&name(&path), &text(&path), "# ");
        }
        texts.expansion(&root);
        texts
    }

    /// The paragraphs that are not in the sources: the words that the preprocessor adds.
    fn expansion(&mut self, root: &Path) {
        let book = MDBook::load(root).expect("the book loads");
        let settings = Settings::read(root, &book.config).expect("settings");
        let book = Listings.expand(&settings, Renderer::Plain, book.book).expect("it expands");
        let mut expanded = Self::default();
        for chapter in book.chapters() {
            let file = chapter.source_path.clone().unwrap_or_default();
            let file = format!("src/{}", file.display());
            // Set as the page shows it, but for what the sources leave to the typography.
            let text = chapter.content.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'");
            expanded.prose(&file, &text, 1);
        }
        let texts = self.paragraphs.iter().map(|paragraph| paragraph.words.text.clone());
        let mut known: HashSet<String> = texts.collect();
        for Paragraph { file, words, .. } in expanded.paragraphs {
            // « Faux. », and the explanation, which has been read.
            let own = known.iter().filter_map(|text| words.text.strip_suffix(text.as_str()));
            let own = own.min_by_key(|own| own.len()).unwrap_or(&words.text).trim().to_owned();
            if !own.is_empty() && known.insert(own.clone()) {
                let mut words = Words::default();
                words.push(&own);
                self.paragraphs.push(Paragraph { file, line: 0, words });
            }
        }
    }

    fn add(&mut self, file: &str, line: usize, mut words: Words) {
        for text in [&mut words.text, &mut words.roman] {
            // Not split_whitespace: two spaces are a fault.
            text.replace('\n', " ").trim().clone_into(text);
        }
        if !words.text.is_empty() && !words.text.starts_with("{{#") {
            self.paragraphs.push(Paragraph { file: file.to_owned(), line, words });
        }
    }

    /// The paragraphs of a Markdown text that begins at `first_line`, headings, items and cells
    /// included, code and directives apart.
    pub(crate) fn prose(&mut self, file: &str, markdown: &str, first_line: usize) {
        let (mut words, mut start) = (Words::default(), 0);
        let (mut code, mut italics) = (false, false);
        let line = |at: usize| first_line + markdown[..at].matches('\n').count();
        let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
        for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
            if words.text.is_empty() {
                start = range.start;
            }
            match event {
                Event::Start(Tag::CodeBlock(_)) => code = true,
                Event::End(TagEnd::CodeBlock) => code = false,
                Event::Start(Tag::Emphasis) => {
                    italics = true;
                    if words.text.ends_with('(') && markdown[range.end..].starts_with(')') {
                        words.introduced.push(markdown[range.start + 1..range.end - 1].to_owned());
                    }
                }
                Event::End(TagEnd::Emphasis) => italics = false,
                Event::Text(piece) if italics => words.text += &piece,
                Event::Text(piece) if !code => words.push(&piece),
                Event::Code(_) => words.push(CODE),
                Event::SoftBreak | Event::HardBreak => words.push(" "),
                Event::Html(html) => {
                    self.add(file, line(start), take(&mut words));
                    let name = html.trim().trim_start_matches('<').split([' ', '>']).next();
                    if name.is_some_and(|name| ELEMENTS.contains(&name)) {
                        words.push(&strip_tags(&html));
                        self.add(file, line(range.start), take(&mut words));
                    }
                }
                Event::Start(_) | Event::End(TagEnd::Link | TagEnd::Strong) => {}
                Event::End(_) => self.add(file, line(start), take(&mut words)),
                _ => {}
            }
        }
        self.add(file, line(start), words);
    }

    /// The texts of a manifest, each read as Markdown.
    pub(crate) fn manifest(&mut self, file: &str, toml: &str) {
        let table = DeTable::parse(toml).unwrap_or_else(|error| panic!("{file} : {error}"));
        self.table(file, toml, table.get_ref(), &KEYS);
    }

    fn table(&mut self, file: &str, toml: &str, table: &DeTable<'_>, keys: &[&str]) {
        // The choices of a prediction are outputs.
        let outputs = table.iter().any(|(key, _)| key.get_ref() == "listing");
        for (key, value) in table {
            if key.get_ref() == "choix" && outputs {
                self.value(file, toml, value, &["explication"]);
            } else if keys.contains(&key.get_ref().as_ref()) || !value.get_ref().is_str() {
                self.value(file, toml, value, keys);
            }
        }
    }

    fn value(&mut self, file: &str, toml: &str, value: &Spanned<DeValue<'_>>, keys: &[&str]) {
        match value.get_ref() {
            DeValue::String(text) => {
                let written = &toml[value.span()];
                // A string of several lines begins behind its quotes.
                let before = usize::from(written.starts_with("\"\"\"\n"));
                let line = toml[..value.span().start].matches('\n').count() + 1 + before;
                self.prose(file, text, line);
            }
            DeValue::Array(values) => {
                values.iter().for_each(|value| self.value(file, toml, value, keys));
            }
            DeValue::Table(table) => self.table(file, toml, table, keys),
            _ => {}
        }
    }

    /// The comments of a program, consecutive lines together, and its strings of several words.
    pub(crate) fn program(&mut self, file: &str, code: &str, mark: &str) {
        let (mut comment, mut first, mut program) = (String::new(), 0, String::new());
        for (index, line) in code.lines().chain([""]).enumerate() {
            // Anchors are not shown, and the starting point of an exercise is.
            let line = line.trim_start();
            let line = if line.starts_with("// ANCHOR") { "" } else { line };
            let line = line.strip_prefix("//~").unwrap_or(line);
            let (before, after) = line.split_once(mark).unwrap_or((line, ""));
            let before = before.trim_end_matches('/').trim();
            if !before.is_empty() {
                self.phrase(file, first, &take(&mut comment));
            }
            if comment.is_empty() {
                first = index + 1;
            }
            comment += after;
            if !after.is_empty() {
                comment.push(' ');
            }
            if !before.is_empty() || after.is_empty() {
                self.phrase(file, first, &take(&mut comment));
            }
            program += before;
            program.push('\n');
        }
        let mut line = 1;
        for (index, piece) in program.split('"').enumerate() {
            if index % 2 == 1 && piece.contains(' ') {
                // A string goes on after a backslash at the end of its line.
                let text = piece.replace("\\\n", "").replace("\\n", " ");
                let mut filled = String::new();
                for part in text.split('{') {
                    match part.split_once('}') {
                        Some((_, after)) => filled.extend([CODE, after]),
                        None => filled += part,
                    }
                }
                self.phrase(file, line, &filled);
            }
            line += piece.matches('\n').count();
        }
    }

    fn phrase(&mut self, file: &str, line: usize, text: &str) {
        // `code` in a comment or in a message is code.
        let odd_is_code = text.split('`').enumerate();
        let prose = odd_is_code.map(|(index, part)| if index % 2 == 0 { part } else { CODE });
        let mut words = Words::default();
        prose.for_each(|part| words.push(part));
        self.add(file, line, words);
    }
}

fn strip_tags(html: &str) -> String {
    let mut text = String::new();
    for piece in html.replace("<code>", &format!("<code>{CODE}<")).split('<') {
        text += piece.split_once('>').map_or(piece, |(_, after)| after);
    }
    text
}

/// The files below `folder` with this extension, in the order of their paths.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        // Python leaves folders of its own.
        if name(&path).contains("/__") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{} : {error}", path.display()))
}

/// A path from the root, with slashes everywhere.
fn name(path: &Path) -> String {
    let path = path.strip_prefix(support::root()).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}
