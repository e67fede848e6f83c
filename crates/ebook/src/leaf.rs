//! A page of the book as a leaf of the EPUB or of the PDF.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};

use crate::drawing;
use crate::xhtml::{self, escape};

/// The leaf of what the pages keep folded, without extension.
pub(crate) const ANSWERS: &str = "reponses";

/// What only a page that is alive has.
const DROPPED: [&str; 6] = ["button", "input", "noscript", "script", "style", "template"];
const DROPPED_CLASSES: [&str; 4] = ["boring", "marks", "quiz-help", "tabs"];
/// Elements that HTML does not close.
const VOID: [&str; 6] = ["br", "col", "hr", "img", "input", "wbr"];

/// How leaves are bound, and so how links name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    /// A file each.
    Files,
    /// All in one document.
    OneDocument,
}

impl Binding {
    /// The anchor of an anchor of a page, in the leaf of that page.
    pub(crate) fn anchor(self, stem: &str, id: &str) -> String {
        match self {
            Self::Files => id.to_owned(),
            Self::OneDocument => together(stem, id),
        }
    }

    /// The address of an anchor in a leaf; of the leaf itself when it is empty.
    pub(crate) fn address(self, leaf: &str, anchor: &str) -> String {
        match (self, anchor) {
            (Self::Files, "") => format!("{leaf}.xhtml"),
            (Self::Files, anchor) => format!("{leaf}.xhtml#{anchor}"),
            (Self::OneDocument, "") => format!("#{leaf}"),
            (Self::OneDocument, anchor) => format!("#{anchor}"),
        }
    }
}

/// An anchor where the anchors of several pages are together.
fn together(stem: &str, id: &str) -> String {
    format!("{stem}.{id}")
}

/// A page as mdBook built it.
pub(crate) struct Page {
    /// File name, without extension.
    stem: String,
    html: Html,
    /// What a link may name, inside of what is folded.
    folded: HashSet<String>,
}

/// The pages that become leaves, by the name of their file.
pub(crate) type Pages = HashMap<String, Page>;

/// A page as a file of the book has it.
#[derive(Debug, Default)]
pub(crate) struct Leaf {
    /// As text.
    pub(crate) title: String,
    /// Anchor and text of the headings below the title.
    pub(crate) headings: Vec<(String, String)>,
    /// XHTML.
    pub(crate) body: String,
    /// What the page keeps folded: XHTML for the leaf [`ANSWERS`].
    pub(crate) answers: String,
    /// Name and content of the files of its drawings.
    pub(crate) drawings: Vec<(String, String)>,
}

impl Page {
    pub(crate) fn new(stem: &str, html: &str) -> Self {
        let html = Html::parse_document(html);
        let anchors = selector("details[id], details [id]");
        let folded =
            html.select(&anchors).filter_map(|it| it.attr("id").map(str::to_owned)).collect();
        Self { stem: stem.to_owned(), html, folded }
    }

    /// The name of its leaf, without extension.
    pub(crate) fn stem(&self) -> &str {
        &self.stem
    }

    /// Whether it is a page for doing, not for reading.
    pub(crate) fn is_a_tool(&self) -> bool {
        self.html.select(&selector("main .work[data-slug]")).next().is_some()
    }

    /// The leaf; `pages` are those that its links may reach.
    pub(crate) fn leaf(&self, pages: &Pages, binding: Binding) -> Leaf {
        let mut writer = Writer {
            page: self,
            pages,
            binding,
            leaf: Leaf::default(),
            heading: String::new(),
            folds: 0,
            folded: false,
            own_lines: HashSet::new(),
        };
        let mut body = String::new();
        if let Some(main) = self.html.select(&selector("main")).next() {
            for child in main.children() {
                writer.write(child, &mut body);
            }
        }
        writer.leaf.body = body;
        writer.leaf
    }
}

struct Writer<'a> {
    page: &'a Page,
    pages: &'a Pages,
    binding: Binding,
    leaf: Leaf,
    /// The last title of any kind.
    heading: String,
    folds: usize,
    /// Whether what is being written goes to the answers.
    folded: bool,
    /// The lines, from 0, of the program being written that are its runtime's own.
    own_lines: HashSet<usize>,
}

impl Writer<'_> {
    fn write(&mut self, node: NodeRef<'_, Node>, out: &mut String) {
        match node.value() {
            Node::Text(text) => *out += &escape(text),
            Node::Element(element) => {
                if let Some(reference) = ElementRef::wrap(node) {
                    self.element(reference, element, out);
                }
            }
            _ => {}
        }
    }

    fn children(&mut self, element: ElementRef<'_>, out: &mut String) {
        for child in element.children() {
            self.write(child, out);
        }
    }

    fn element(&mut self, reference: ElementRef<'_>, element: &Element, out: &mut String) {
        let name = element.name();
        let has = |class: &str| element.classes().any(|it| it == class);
        if DROPPED.contains(&name) || DROPPED_CLASSES.iter().any(|class| has(class)) {
            return;
        }
        match name {
            "svg" => return self.drawing(reference, out),
            "details" if !self.folded => return self.fold(reference, out),
            "h1" => self.leaf.title = text(reference),
            "h2" if !self.folded => {
                let anchor = self.anchor(element.attr("id").unwrap_or_default());
                self.leaf.headings.push((anchor, text(reference)));
            }
            // The link of a heading to itself.
            "a" if has("header") => return self.children(reference, out),
            "a" => return self.link(reference, element, out),
            "code" if !self.own_lines.is_empty() => return self.program(reference, out),
            _ => {}
        }
        if matches!(name, "h2" | "h3" | "h4") || has("question-number") {
            self.heading = text(reference);
        }
        if has("variant-code") {
            self.own_lines = own_lines(reference);
        }
        let empty = VOID.contains(&name);
        *out += &xhtml::tag(name, self.attributes(element), empty);
        if !empty {
            self.children(reference, out);
            *out += &format!("</{name}>");
        }
        if has("variant-code") {
            self.own_lines.clear();
        }
    }

    fn attributes<'e>(&self, element: &'e Element) -> Vec<(&'e str, String)> {
        let kept = element.attrs().filter(|(name, _)| {
            !name.starts_with("data-") && !matches!(*name, "aria-controls" | "tabindex")
        });
        kept.map(|(name, value)| match name {
            "id" => (name, self.anchor(value)),
            _ => (name, value.to_owned()),
        })
        .collect()
    }

    fn anchor(&self, id: &str) -> String {
        if self.folded {
            return together(&self.page.stem, id);
        }
        self.binding.anchor(&self.page.stem, id)
    }

    fn link(&mut self, reference: ElementRef<'_>, element: &Element, out: &mut String) {
        match element.attr("href").and_then(|href| self.target(href)) {
            Some(target) => {
                *out += &xhtml::tag("a", [("href", target)], false);
                self.children(reference, out);
                *out += "</a>";
            }
            // Its page is not in the book.
            None => self.children(reference, out),
        }
    }

    fn target(&self, href: &str) -> Option<String> {
        if href.contains("://") || href.starts_with("mailto:") {
            return Some(href.to_owned());
        }
        let (file, anchor) = href.split_once('#').unwrap_or((href, ""));
        let page = if file.is_empty() { self.page } else { self.pages.get(file)? };
        Some(if page.folded.contains(anchor) {
            self.binding.address(ANSWERS, &together(&page.stem, anchor))
        } else if anchor.is_empty() {
            self.binding.address(&page.stem, "")
        } else {
            self.binding.address(&page.stem, &self.binding.anchor(&page.stem, anchor))
        })
    }

    fn drawing(&mut self, svg: ElementRef<'_>, out: &mut String) {
        let (file, words) = drawing::file(svg);
        let name = format!("dessins/{}-{}.svg", self.page.stem, self.leaf.drawings.len() + 1);
        *out += &xhtml::tag(
            "img",
            [
                ("class", format!("dessin {}", svg.attr("class").unwrap_or_default())),
                ("src", name.clone()),
                ("alt", words),
            ],
            true,
        );
        self.leaf.drawings.push((name, file));
    }

    /// A link in the text, and the rest at the end of the book.
    fn fold(&mut self, details: ElementRef<'_>, out: &mut String) {
        self.folds += 1;
        let here = self.anchor(&format!("pli-{}", self.folds));
        let there = together(&self.page.stem, &format!("reponse-{}", self.folds));
        let (to_there, to_here) =
            (self.binding.address(ANSWERS, &there), self.binding.address(&self.page.stem, &here));
        let summary = details.select(&selector("summary")).next();
        let mut title = String::new();
        if let Some(summary) = summary {
            self.children(summary, &mut title);
        }
        *out += &format!(
            "<p class=\"vers-la-reponse\" id=\"{here}\"><a href=\"{to_there}\">{title}</a></p>\n"
        );
        // « Solution » alone says nothing so far from the exercise.
        let of = match details.value().classes().next() {
            Some(_) => format!("{} — ", escape(&self.heading)),
            None => String::new(),
        };
        let mut answer = format!("<h3 id=\"{there}\"><a href=\"{to_here}\">{of}{title}</a></h3>\n");
        self.folded = true;
        for child in details.children() {
            if Some(child.id()) != summary.map(|it| it.id()) {
                self.write(child, &mut answer);
            }
        }
        self.folded = false;
        self.leaf.answers += &answer;
    }

    /// A program with its own lines marked.
    fn program(&self, code: ElementRef<'_>, out: &mut String) {
        *out += "<code>";
        for (number, line) in text_of(code).lines().enumerate() {
            let line = escape(line);
            let own = self.own_lines.contains(&number) && !line.is_empty();
            *out += &if own { format!("<mark>{line}</mark>\n") } else { format!("{line}\n") };
        }
        *out += "</code>";
    }
}

/// The lines that the marks beside a program count: `--line:33;--count:2`.
fn own_lines(frame: ElementRef<'_>) -> HashSet<usize> {
    let marks = selector(".marks i");
    frame
        .select(&marks)
        .filter_map(|it| it.attr("style"))
        .flat_map(|style| {
            let number = |name| {
                let declared = style.split(';').find_map(|it| it.trim().strip_prefix(name));
                declared.and_then(|it| it.trim().parse::<usize>().ok()).unwrap_or(0)
            };
            let (line, count) = (number("--line:"), number("--count:"));
            line..line + count
        })
        .collect()
}

fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// On one line.
fn text(element: ElementRef<'_>) -> String {
    text_of(element).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Of our own: it parses.
fn selector(css: &'static str) -> Selector {
    Selector::parse(css).expect("a selector")
}
