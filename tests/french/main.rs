//! Everything a reader sees is French, and right.
//!
//! ```text
//! texts ─┬─ grammar    Grammalecte: grammar, punctuation, words
//!        ├─ spelling   Hunspell: words
//!        └─ glossary   src/glossaire.md is complete, and nobody uses another word for its terms
//! ```
//!
//! `lexique.txt` holds the words that the dictionaries lack, `grammaire.txt` the places where a
//! checker is mistaken; a line there that serves no more is a failure, so that exceptions expire.

mod faulty;
mod glossary;
mod grammar;
mod spelling;
#[path = "../support.rs"]
mod support;
mod texts;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::{fmt, fs};

use libtest_mimic::{Failed, Trial};

use texts::{Paragraph, Texts};

/// What a checker has found.
#[derive(Debug)]
struct Fault {
    file: String,
    /// From 1; 0 when no line can be named.
    line: usize,
    /// What would excuse it.
    excuse: Option<Excuse>,
    message: String,
}

/// A line of one of the files of exceptions.
#[derive(Clone, Debug)]
enum Excuse {
    /// A word of `lexique.txt`.
    Word(String),
    /// The rule and the excerpt of a line of `grammaire.txt`.
    Place(String),
}

impl Fault {
    fn new(paragraph: &Paragraph, excuse: impl Into<Option<Excuse>>, message: String) -> Self {
        let Paragraph { file, line, .. } = paragraph;
        Self { file: file.clone(), line: *line, excuse: excuse.into(), message }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, " : {}", self.message)
    }
}

fn main() -> ExitCode {
    let read = Texts::read();
    let terms = glossary::read(
        &fs::read_to_string(support::root().join(glossary::FILE)).expect("it reads"),
    );
    let mut faults = glossary::check(&terms, &read.paragraphs);
    faults.extend(glossary::synonyms(&terms, &read.paragraphs));
    let mut skipped = ExitCode::SUCCESS;
    let mut complete = true;
    for (what, checked) in [
        ("la grammaire", grammar::check(&read.paragraphs)),
        ("l'orthographe", spelling::check(&read.paragraphs)),
    ] {
        match checked {
            Ok(found) => faults.extend(found),
            Err(why) => {
                skipped = support::skip(what, why);
                complete = false;
            }
        }
    }

    let mut words = Exceptions::read("lexique.txt");
    let mut places = Exceptions::read("grammaire.txt");
    faults.retain(|fault| match &fault.excuse {
        Some(Excuse::Word(word)) => !words.admits(word),
        Some(Excuse::Place(place)) => !places.admits(place),
        None => true,
    });
    // Without all the checkers, which exceptions have served is not known.
    if complete {
        faults.extend([words, places].iter().flat_map(Exceptions::unused));
    }
    let concluded = support::conclude(trials(&read.paragraphs, faults), 1);
    if concluded == ExitCode::SUCCESS { skipped } else { concluded }
}

/// One trial a file, then those of the checkers themselves.
fn trials(paragraphs: &[Paragraph], faults: Vec<Fault>) -> Vec<Trial> {
    let mut by_file: BTreeMap<String, Vec<String>> =
        paragraphs.iter().map(|paragraph| (paragraph.file.clone(), Vec::new())).collect();
    for fault in faults {
        by_file.entry(fault.file.clone()).or_default().push(fault.to_string());
    }
    let files = by_file.into_iter().map(|(file, faults)| {
        Trial::test(file, move || {
            if faults.is_empty() { Ok(()) } else { Err(Failed::from(faults.join("\n"))) }
        })
    });
    files.chain(faulty::trials()).collect()
}

/// The lines of a file of exceptions, and which of them have served. Behind a second bar stands
/// the reason.
struct Exceptions {
    file: &'static str,
    served: BTreeMap<String, bool>,
}

impl Exceptions {
    fn read(file: &'static str) -> Self {
        let text = fs::read_to_string(support::root().join("tests").join(file)).expect(file);
        let key = |line: &str| line.splitn(3, " | ").take(2).collect::<Vec<_>>().join(" | ");
        Self { file, served: text.lines().map(|line| (key(line), false)).collect() }
    }

    fn admits(&mut self, key: &str) -> bool {
        self.served.get_mut(key).map(|served| *served = true).is_some()
    }

    fn unused(&self) -> Vec<Fault> {
        let unused = self.served.iter().filter(|(_, served)| !**served);
        unused
            .map(|(key, _)| Fault {
                file: format!("tests/{}", self.file),
                line: 0,
                excuse: None,
                message: format!("ne sert plus : {key}"),
            })
            .collect()
    }
}
