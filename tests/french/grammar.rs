//! Grammalecte: agreement, conjugation, punctuation, words.

use std::fs;
use std::process::Command;

use serde::Deserialize;

use crate::texts::Paragraph;
use crate::{Excuse, Fault, spelling};

const CHECKER: &str = "grammalecte-cli";

#[derive(Deserialize)]
struct Report {
    data: Vec<Found>,
}

#[derive(Deserialize)]
#[allow(non_snake_case)] // The checker's own names.
struct Found {
    iParagraph: usize,
    lGrammarErrors: Vec<Grammar>,
    lSpellingErrors: Vec<Spelling>,
}

#[derive(Deserialize)]
#[allow(non_snake_case)]
struct Grammar {
    nStart: usize,
    nEnd: usize,
    sRuleId: String,
    sMessage: String,
}

#[derive(Deserialize)]
#[allow(non_snake_case)]
struct Spelling {
    sValue: String,
}

/// What the checker finds, or why it does not run.
pub(crate) fn check(paragraphs: &[Paragraph]) -> Result<Vec<Fault>, &'static str> {
    if Command::new(CHECKER).arg("--help").output().is_err() {
        return Err("grammalecte-cli est introuvable");
    }
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    let lines: Vec<&str> =
        paragraphs.iter().map(|paragraph| paragraph.words.text.as_str()).collect();
    fs::write(file.path(), lines.join("\n") + "\n").expect("writable");
    let output = Command::new(CHECKER)
        .arg("--file")
        .arg(file.path())
        // No-break spaces and apostrophes are set at render.
        .args(["--json", "--only_when_errors", "--opt_off", "apos", "nbsp", "num", "typo", "unit"])
        .output()
        .expect("the checker starts");
    let report: Report = serde_json::from_slice(&output.stdout).expect("the checker's report");

    let mut faults = Vec::new();
    for found in report.data {
        let paragraph = &paragraphs[found.iParagraph - 1];
        let text = &paragraph.words.text;
        for Grammar { nStart, nEnd, sRuleId, sMessage } in found.lGrammarErrors {
            let excerpt: String = text.chars().skip(nStart).take(nEnd - nStart).collect();
            let from = nStart.saturating_sub(40);
            let around: String = text.chars().skip(from).take(nEnd + 40 - from).collect();
            let place = format!("{sRuleId} | {excerpt}");
            let message = format!("{place} | {sMessage}\n    … {around} …");
            faults.push(Fault::new(paragraph, Excuse::Place(place), message));
        }
        for Spelling { sValue } in found.lSpellingErrors {
            // What is in italics need not be French.
            if !spelling::words(&paragraph.words.roman).any(|word| word == sValue) {
                continue;
            }
            let message = format!("Grammalecte ne connaît pas « {sValue} » : {text}");
            faults.push(Fault::new(paragraph, Excuse::Word(sValue), message));
        }
    }
    Ok(faults)
}
