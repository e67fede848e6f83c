//! The glossary: that it is written as CONTRIBUTING.md says, that it holds every term that the
//! chapters introduce, and that nobody uses another word for one of its terms.

use std::fs;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::texts::Paragraph;
use crate::{Excuse, Fault, support};

pub(crate) const FILE: &str = "src/glossaire.md";
/// What a French ending may add to an English verb, and what English adds.
const VERB_ENDINGS: [&str; 9] = ["er", "ez", "é", "ée", "és", "ées", "ent", "ed", "ing"];

/// One entry.
#[derive(Debug, Default)]
pub(crate) struct Term {
    line: usize,
    id: String,
    /// As the course says it, the first being the heading's.
    names: Vec<String>,
    english: Vec<String>,
    /// What other French texts say.
    elsewhere: Vec<String>,
    definition: String,
    /// Where it is introduced.
    link: Option<String>,
    /// The words of the last paragraph, which is the link or what stands in its place.
    last: String,
}

/// The entries of a glossary: below each `## terme {#terme}` three paragraphs, which are the
/// English words in italics (then `; ailleurs,` and other French words), the definition, and the
/// link to the section that introduces the term.
pub(crate) fn read(text: &str) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let (mut paragraph, mut italics, mut heading) = (0, false, false);
    for (event, range) in
        Parser::new_ext(text, Options::ENABLE_HEADING_ATTRIBUTES).into_offset_iter()
    {
        if let Event::Start(Tag::Heading { level: HeadingLevel::H2, id, .. }) = &event {
            let line = text[..range.start].matches('\n').count() + 1;
            let id = id.as_deref().unwrap_or_default().to_owned();
            terms.push(Term { line, id, ..Term::default() });
            (paragraph, heading) = (0, true);
        }
        let Some(term) = terms.last_mut() else { continue };
        match event {
            Event::End(TagEnd::Heading(_)) => heading = false,
            Event::Start(Tag::Paragraph) => paragraph += 1,
            Event::Start(Tag::Emphasis) => italics = true,
            Event::End(TagEnd::Emphasis) => italics = false,
            Event::Start(Tag::Link { dest_url, .. }) if paragraph == 3 => {
                term.link = Some(dest_url.to_string());
            }
            Event::Text(piece) if heading => {
                term.names.extend(piece.split(", ").map(str::to_owned));
            }
            Event::Text(piece) if paragraph == 1 && italics => {
                let before = &text[..range.start];
                let line = before.rsplit('\n').next().unwrap_or_default();
                let words =
                    if line.contains("ailleurs") { &mut term.elsewhere } else { &mut term.english };
                words.push(piece.to_string());
            }
            Event::Text(piece) | Event::Code(piece) if paragraph == 2 => term.definition += &piece,
            Event::Text(piece) if paragraph == 3 => term.last += &piece,
            _ => {}
        }
    }
    terms
}

/// The entries that are not as they should be, and the terms without one.
pub(crate) fn check(terms: &[Term], paragraphs: &[Paragraph]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut before = String::new();
    for term in terms {
        let Term { line, id, names, english, definition, link, last, .. } = term;
        let mut fault = |message: &str| {
            let message = format!("« {} » : {message}", names.join(", "));
            faults.push(Fault { file: FILE.to_owned(), line: *line, excuse: None, message });
        };
        let slug = slug(names.first().map_or("", String::as_str));
        if *id != slug {
            fault(&format!("écrivez son ancre, `{{#{slug}}}`, derrière le terme."));
        }
        if slug < before {
            fault("les termes sont dans l'ordre de l'alphabet.");
        }
        if english.is_empty() {
            fault("donnez d'abord le mot anglais, en italique.");
        }
        if definition.is_empty() {
            fault("donnez la définition, dans un second paragraphe.");
        }
        if let Some(link) = link {
            if !introduces(link, term) {
                fault(&format!("la section {link} n'emploie ni ce mot, ni le mot anglais."));
            }
        } else {
            let chapter = last.strip_prefix("Chapitre ").and_then(|n| n.parse::<u8>().ok());
            if chapter.is_none_or(exists) {
                fault(
                    "finissez par un lien vers la section qui l'introduit (`Chapitre N`, si ce chapitre n'existe pas encore).",
                );
            }
        }
        before = slug;
    }
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.file.starts_with("src/ch")) {
        // As the chapters introduce a term: « un réveil (*waker*) ».
        for english in &paragraph.words.introduced {
            let whole = |word: &String| {
                find(word, english).is_some_and(|found| words(&found).eq(words(english)))
            };
            let known = |term: &Term| term.english.iter().any(whole);
            if !terms.iter().any(known) {
                let message =
                    format!("*{english}* n'est pas dans le glossaire. Ajoutez le terme à {FILE}.");
                faults.push(Fault::new(paragraph, None, message));
            }
        }
    }
    faults
}

/// The places where a text uses an English word, or another French one, for a term of the glossary.
pub(crate) fn synonyms(terms: &[Term], paragraphs: &[Paragraph]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for term in terms {
        for word in term.english.iter().chain(&term.elsewhere) {
            for paragraph in paragraphs {
                let Some(found) = find(word, &paragraph.words.roman) else { continue };
                // Some are the same: *future*, *branches*.
                let ours = |name: &String| find(name, &found).is_some();
                if terms.iter().any(|term| term.names.iter().any(ours)) {
                    continue;
                }
                let message = format!(
                    "« {found} » : dites « {} » ({FILE}), ou mettez ce mot en italique. {}",
                    term.names.join(" » ou « "),
                    paragraph.words.text
                );
                let excuse = Excuse::Place(format!("synonyme | {found}"));
                faults.push(Fault::new(paragraph, excuse, message));
            }
        }
    }
    faults
}

/// The first place in `text` where `word` stands, perhaps in the plural, conjugated if it is a
/// verb: « spawner », « pollé », « threads ».
fn find(word: &str, text: &str) -> Option<String> {
    let (verb, word) = word.strip_prefix("to ").map_or((false, word), |verb| (true, verb));
    let wanted: Vec<String> = words(word).map(str::to_lowercase).collect();
    let found: Vec<&str> = words(text).collect();
    let here = found.windows(wanted.len()).find(|window| {
        window
            .iter()
            .zip(&wanted)
            .all(|(found, wanted)| is_form(&found.to_lowercase(), wanted, verb))
    })?;
    Some(here.join(" "))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_form(found: &str, word: &str, verb: bool) -> bool {
    let Some(ending) = found.strip_prefix(word) else { return false };
    // « dropper » doubles the last letter.
    let ending = match (verb, word.chars().last()) {
        (true, Some(last)) => ending.strip_prefix(last).unwrap_or(ending),
        _ => ending,
    };
    ["", "s", "es"].contains(&ending) || verb && VERB_ENDINGS.contains(&ending)
}

/// Whether the section of a link, from its heading to the next of its level, uses the term.
fn introduces(link: &str, term: &Term) -> bool {
    let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
    let Ok(text) = fs::read_to_string(support::root().join("src").join(file)) else { return false };
    let mut lines = text.lines().skip_while(|line| {
        line.strip_prefix('#')
            .is_none_or(|line| anchor(line.trim_start_matches('#').trim()) != fragment)
    });
    let Some(heading) = lines.next() else { return false };
    let level = heading.split(' ').next().unwrap_or_default();
    let body =
        lines.take_while(|line| !line.starts_with('#') || line.split(' ').next() > Some(level));
    let section = [heading].into_iter().chain(body).collect::<Vec<_>>().join("\n").to_lowercase();
    term.names.iter().chain(&term.english).any(|word| {
        // Enough of the first word to know it in the plural, the feminine, or conjugated.
        let first = word.trim_start_matches("to ").split(' ').next().unwrap_or_default();
        section.contains(&first.chars().take(5).collect::<String>().to_lowercase())
    })
}

/// The identifier that mdBook gives to a heading.
fn anchor(heading: &str) -> String {
    let kept = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => c.to_lowercase().next(),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    };
    heading.chars().filter_map(kept).collect()
}

fn slug(term: &str) -> String {
    let plain = |c: char| match c {
        'à' | 'â' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'ù' | 'û' => 'u',
        'ç' => 'c',
        c if c.is_ascii_alphanumeric() => c,
        _ => '-',
    };
    term.to_lowercase().chars().map(plain).collect()
}

/// Whether the chapter of this number is written.
fn exists(number: u8) -> bool {
    let start = format!("ch{number:02}-");
    let chapters = fs::read_dir(support::root().join("src")).expect("the chapters");
    chapters.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with(&start))
}
