//! The glossary, and the words of a chapter that it explains.
//!
//! A chapter named `glossaire.md` is the glossary. Every heading below its title is a term: with an
//! anchor, then the English word in italics, the definition, and a link to the section that
//! introduces it:
//!
//! ```text
//! ## tâche {#tache}
//!
//! *task*
//!
//! Une future confiée à la boucle d'évènements.
//!
//! [Un panneau qui se fige](ch03-la-boucle-d-evenements.md#un-panneau-qui-se-fige)
//! ```
//!
//! In the pages, from that section on, the first time that a chapter uses the term is a link to its
//! definition, which the theme shows on hover and focus. Before it, the word has its ordinary
//! meaning: one questions a database before one learns what it is to poll a future.

use std::ops::Range;
use std::path::{Path, PathBuf};

use catalogue::Problem;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::typography;

/// The file of the glossary, from the folder of the chapters.
pub(crate) const FILE: &str = "glossaire.md";

/// The terms of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    terms: Vec<Term>,
    /// The chapters, in the order of the book.
    order: Vec<PathBuf>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    anchor: String,
    /// Plain text, in which backquotes surround code.
    definition: String,
    /// The forms of the word, or of the words, that stand for it; lower case.
    forms: Vec<String>,
    /// The chapter that introduces it, and the heading of the section.
    introduced: (PathBuf, String),
}

impl Glossary {
    /// Reads the glossary, `path` being its file; `order` is that of the chapters.
    ///
    /// # Errors
    /// Every term that lacks its anchor or its definition.
    pub(crate) fn parse(
        path: &Path,
        text: &str,
        order: Vec<PathBuf>,
    ) -> Result<Self, Vec<Problem>> {
        let mut terms = Vec::new();
        let mut problems = Vec::new();
        let mut lines = text.lines().enumerate().peekable();
        while let Some((index, line)) = lines.next() {
            let Some((_, heading)) =
                line.split_once("## ").filter(|(it, _)| it.trim_matches('#').is_empty())
            else {
                continue;
            };
            let mut blocks = Vec::new();
            while let Some((_, line)) = lines.next_if(|(_, line)| !line.starts_with('#')) {
                if !line.trim().is_empty() {
                    blocks.push(line.trim());
                }
            }
            let anchored = heading.trim().strip_suffix('}').and_then(|it| it.rsplit_once("{#"));
            let (Some((words, anchor)), [_english, definition, rest @ ..]) =
                (anchored, &blocks[..])
            else {
                problems.push(Problem::at(path, index + 1, "ce terme n'est pas complet. Écrivez `## terme {#ancre}`, puis, en trois paragraphes, le mot anglais en italique, la définition, le lien vers la section qui l'introduit."));
                continue;
            };
            // Without a link, no chapter introduces it yet.
            let Some(introduced) = rest.iter().find_map(|line| link(line)) else { continue };
            terms.push(Term {
                anchor: anchor.to_owned(),
                definition: typography::french(&plain(definition)),
                forms: words.split(',').flat_map(|words| forms(words.trim())).collect(),
                introduced,
            });
        }
        if problems.is_empty() { Ok(Self { terms, order }) } else { Err(problems) }
    }

    /// What to look for in the chapter `file`, from the folder of the chapters.
    pub(crate) fn for_chapter(&self, file: &Path) -> Marker<'_> {
        let at = |file: &Path| self.order.iter().position(|other| other == file);
        let here = at(file);
        let pending = if file == Path::new(FILE) {
            Vec::new()
        } else {
            let known = |term: &&Term| at(&term.introduced.0).is_some_and(|it| Some(it) <= here);
            let waiting =
                |term: &Term| (term.introduced.0 == file).then_some(term.introduced.1.clone());
            self.terms.iter().filter(known).map(|term| (term, waiting(term))).collect()
        };
        let up = file.components().count().saturating_sub(1);
        Marker { pending, glossary: format!("{}{FILE}", "../".repeat(up)) }
    }
}

/// Marks, through a chapter that is read piece by piece, the first use of each term.
#[derive(Debug)]
pub(crate) struct Marker<'a> {
    /// The terms not yet met, each with the heading behind which it is looked for.
    pending: Vec<(&'a Term, Option<String>)>,
    /// The glossary, from the chapter.
    glossary: String,
}

impl Marker<'_> {
    /// Marks a piece of Markdown.
    pub(crate) fn mark(&mut self, markdown: &str) -> String {
        let mut out = String::with_capacity(markdown.len());
        let mut copied = 0;
        // Headings, links, code, and the italics of foreign words are left alone; HTML too.
        let mut closed = 0;
        let mut heading: Option<String> = None;
        let options = crate::expand::markdown_options();
        for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
            match event {
                Event::Start(tag) if is_closed(&tag) => {
                    closed += 1;
                    if matches!(tag, Tag::Heading { .. }) {
                        heading = Some(String::new());
                    }
                }
                Event::End(tag) if is_closing(tag) => {
                    closed -= 1;
                    if let Some(heading) = heading.take_if(|_| matches!(tag, TagEnd::Heading(_))) {
                        self.pass(&heading);
                    }
                }
                Event::Text(text) | Event::Code(text) if closed > 0 => {
                    if let Some(heading) = &mut heading {
                        *heading += &text;
                    }
                }
                Event::Text(text) if *text == markdown[range.clone()] => {
                    out += &markdown[copied..range.start];
                    out += &self.mark_text(&text);
                    copied = range.end;
                }
                _ => {}
            }
        }
        out + &markdown[copied..]
    }

    /// A section begins.
    fn pass(&mut self, heading: &str) {
        for (_, waiting) in &mut self.pending {
            if waiting.as_deref() == Some(heading) {
                *waiting = None;
            }
        }
    }

    fn mark_text(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut copied = 0;
        while let Some((range, index)) = self.first(text, copied) {
            let (term, _) = self.pending.remove(index);
            out += &text[copied..range.start];
            out += &format!(
                "<a class=\"term\" href=\"{}#{}\" data-definition=\"{}\">{}</a>",
                self.glossary,
                term.anchor,
                attribute(&term.definition),
                &text[range.clone()]
            );
            copied = range.end;
        }
        out + &text[copied..]
    }

    /// The first place, from a byte of the text, where a term stands, the longest if there are
    /// several; and its index among those that are pending.
    fn first(&self, text: &str, from: usize) -> Option<(Range<usize>, usize)> {
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let mut before = text[..from].chars().next_back();
        for (at, c) in text[from..].char_indices().map(|(at, c)| (from + at, c)) {
            let begins = is_word(c) && !before.is_some_and(is_word);
            before = Some(c);
            if !begins {
                continue;
            }
            let mut longest: Option<(Range<usize>, usize)> = None;
            for (index, (term, waiting)) in self.pending.iter().enumerate() {
                if waiting.is_some() {
                    continue;
                }
                for form in &term.forms {
                    let end = at + form.len();
                    let same = text.get(at..end).is_some_and(|it| it.to_lowercase() == *form);
                    let whole = same && !text[end..].starts_with(is_word);
                    if whole && longest.as_ref().is_none_or(|(range, _)| range.end < end) {
                        longest = Some((at..end, index));
                    }
                }
            }
            if longest.is_some() {
                return longest;
            }
        }
        None
    }
}

fn is_closed(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Heading { .. }
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::CodeBlock(_)
            | Tag::Emphasis
            | Tag::HtmlBlock
            | Tag::TableHead
    )
}

fn is_closing(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_)
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::CodeBlock
            | TagEnd::Emphasis
            | TagEnd::HtmlBlock
            | TagEnd::TableHead
    )
}

/// `[Cinq étapes](ch03.md#cinq-étapes)`: the chapter, and the text, which is that of the heading.
fn link(line: &str) -> Option<(PathBuf, String)> {
    let (text, target) = line.strip_prefix('[')?.rsplit_once("](")?;
    let (file, _) = target.strip_suffix(')')?.split_once('#')?;
    Some((PathBuf::from(file), text.replace('`', "")))
}

/// Markdown without its emphasis; code keeps its backquotes.
fn plain(markdown: &str) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(markdown, crate::expand::markdown_options()) {
        match event {
            Event::Text(text) => out += &text,
            Event::Code(code) => out += &format!("`{code}`"),
            Event::SoftBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// The forms of a term: its words in the singular and the plural, the masculine and the feminine.
/// Of a verb, the infinitive, the third persons of the present, and the participles.
fn forms(term: &str) -> Vec<String> {
    let mut words = term.split(' ');
    let first = inflected(words.next().unwrap_or_default());
    let rest: Vec<&str> = words.collect();
    if rest.is_empty() {
        return first;
    }
    // « fils d'exécution », « accès concurrents »: the last word agrees too, if it is an adjective.
    let [middle @ .., last] = &rest[..] else { return first };
    let mut last_forms = vec![(*last).to_owned()];
    if middle.is_empty() && !last.contains('\'') {
        last_forms = inflected(last);
    }
    let mut all = Vec::new();
    for first in &first {
        for last in &last_forms {
            all.push([&[first.as_str()], middle, &[last.as_str()]].concat().join(" "));
        }
    }
    all
}

fn inflected(word: &str) -> Vec<String> {
    let with = |stem: &str, endings: &[&str]| {
        endings.iter().map(|ending| format!("{stem}{ending}")).collect()
    };
    if let Some(stem) = word.strip_suffix("er") {
        return with(stem, &["er", "e", "ent", "é", "ée", "és", "ées", "ant"]);
    }
    if let Some(stem) = word.strip_suffix("re") {
        return with(stem, &["re", "", "ent", "ant", "u", "ue", "us", "ues"]);
    }
    if let Some(stem) = word.strip_suffix("al") {
        return with(stem, &["al", "aux"]);
    }
    if let Some(stem) = word.strip_suffix("eux") {
        return with(stem, &["eux", "euse", "euses"]);
    }
    if let Some(stem) = word.strip_suffix('f') {
        return with(stem, &["f", "fs", "ve", "ves"]);
    }
    if word.ends_with(['s', 'x']) {
        return vec![word.to_owned()];
    }
    if word.ends_with('e') {
        return with(word, &["", "s"]);
    }
    with(word, &["", "s", "x", "e", "es"])
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLOSSARY: &str = "# Glossaire\n\n\
        ## tâche {#tache}\n\n*task*\n\nUne *future* confiée à `spawn`.\n\n[La tâche](un.md#la-tâche)\n\n\
        ## interroger {#interroger}\n\n*to poll*\n\nDemander : « fini ? »\n\n[Une `future`](deux.md#x)\n\n\
        ## fil d'exécution {#fil}\n\n*thread*\n\nUne pile.\n\n[La tâche](un.md#la-tâche)\n\n\
        ## course {#course}\n\n*race*\n\nLa première qui finit.\n\nChapitre 12\n";

    fn glossary() -> Glossary {
        let order = ["un.md", "deux.md", "trois.md", FILE].map(PathBuf::from).to_vec();
        Glossary::parse(Path::new(FILE), GLOSSARY, order).expect("well-formed")
    }

    /// What is marked in a chapter, each as `anchor:text`.
    fn marked(file: &str, markdown: &str) -> Vec<String> {
        let glossary = glossary();
        let html = glossary.for_chapter(Path::new(file)).mark(markdown);
        html.split("<a class=\"term\" href=\"glossaire.md#")
            .skip(1)
            .filter_map(|link| {
                let (anchor, rest) = link.split_once('"')?;
                let (_, text) = rest.split_once('>')?;
                Some(format!("{anchor}:{}", text.split_once("</a>")?.0))
            })
            .collect()
    }

    #[test]
    fn the_first_use_in_prose_is_marked_and_it_alone() {
        assert_eq!(
            marked(
                "trois.md",
                "# La tâche\n\nDes `tâche` et *tâche* [tâche](x.md). Tâches ! Une tâche.\n\n```text\ntâche\n```\n"
            ),
            ["tache:Tâches"]
        );
    }

    #[test]
    fn the_longest_term_wins_and_inflections_are_known() {
        assert_eq!(
            marked(
                "trois.md",
                "Deux fils d'exécution interrogent une sous-tâche, puis des tâches."
            ),
            ["fil:fils d'exécution", "interroger:interrogent", "tache:tâches"]
        );
    }

    #[test]
    fn a_word_is_a_term_from_the_section_that_introduces_it() {
        let text =
            "Une tâche.\n\n## La tâche\n\nDeux tâches, trois tâches. On interroge une base.\n";
        assert_eq!(marked("un.md", text), ["tache:tâches"]);
        assert_eq!(
            marked("deux.md", "Un fil d'exécution.\n\n## Une `future`\n\nOn interroge.\n"),
            ["fil:fil d'exécution", "interroger:interroge"]
        );
        // Nothing introduces « course » yet, and the glossary does not point at itself.
        assert_eq!(marked("trois.md", "La course."), [""; 0]);
        assert_eq!(marked(FILE, "Une tâche."), [""; 0]);
    }

    #[test]
    fn the_definition_is_text_set_in_french() {
        let glossary = glossary();
        let html = glossary.for_chapter(Path::new("trois.md")).mark("Interroger une tâche.");
        assert!(html.contains("data-definition=\"Une future confiée à `spawn`.\""), "{html}");
        assert!(html.contains("Demander\u{a0}: «\u{a0}fini\u{202f}?\u{a0}»"), "{html}");
    }

    #[test]
    fn an_incomplete_term_is_refused_with_its_line() {
        let text = "# Glossaire\n\n## tâche\n\n*task*\n\nUne future.\n";
        let problems = Glossary::parse(Path::new(FILE), text, Vec::new()).expect_err("no anchor");
        assert!(problems[0].to_string().starts_with("glossaire.md:3 : ce terme n'est pas complet"));
    }

    #[test]
    fn forms() {
        assert_eq!(inflected("canal"), ["canal", "canaux"]);
        assert_eq!(inflected("paresseux"), ["paresseux", "paresseuse", "paresseuses"]);
        assert_eq!(inflected("préemptif")[2], "préemptive");
        assert!(super::forms("accès concurrent").contains(&"accès concurrents".to_owned()));
        assert!(super::forms("rendre la main").contains(&"rendent la main".to_owned()));
        assert!(super::forms("attendre ensemble").contains(&"attendues ensemble".to_owned()));
        assert!(super::forms("machine à états").contains(&"machines à états".to_owned()));
    }
}
