//! Hunspell: a second dictionary, larger than Grammalecte's in some places, stricter in others.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;

use crate::texts::{CODE, Paragraph};
use crate::{Excuse, Fault};

/// The words that the dictionary lacks, or why the checker does not run.
pub(crate) fn check(paragraphs: &[Paragraph]) -> Result<Vec<Fault>, &'static str> {
    let lines = paragraphs.iter().map(|paragraph| paragraph.words.roman.as_str());
    let found = unknown(&lines.collect::<Vec<_>>())?;
    // « d'Attendre » is not in the dictionary, and « Attendre » is.
    let unknown = unknown(&found.iter().map(|word| bare(word)).collect::<Vec<_>>())?;

    let mut faults = Vec::new();
    for paragraph in paragraphs {
        let words: BTreeSet<&str> = words(&paragraph.words.roman).collect();
        for word in unknown.iter().filter(|word| words.contains(word.as_str())) {
            let message = format!("Hunspell ne connaît pas « {word} » : {}", paragraph.words.text);
            faults.push(Fault::new(paragraph, Excuse::Word(word.clone()), message));
        }
    }
    Ok(faults)
}

/// The words of these lines that the dictionary lacks, as it cuts them.
fn unknown(lines: &[&str]) -> Result<BTreeSet<String>, &'static str> {
    let mut child = Command::new("hunspell")
        // Unknown words only; suggestions would take minutes.
        .args(["-d", "fr", "-i", "utf-8", "-l"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| "hunspell est introuvable")?;
    let mut input = child.stdin.take().expect("piped");
    let text = lines.join("\n") + "\n";
    // It answers while it reads: without a reader the pipes would fill.
    let writer = thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    let written = writer.join().expect("no panic");
    if !output.status.success() || written.is_err() {
        return Err("hunspell n'a pas de dictionnaire français, hunspell-fr-comprehensive");
    }
    let words = String::from_utf8(output.stdout).expect("UTF-8");
    Ok(words.lines().filter(|word| *word != CODE).map(str::to_owned).collect())
}

/// The words of a text, as the dictionary cuts it, but for the articles.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let apart = |c: char| !c.is_alphanumeric() && !['-', '.', '\'', '’'].contains(&c);
    text.split(apart).map(bare)
}

/// A word without its article, or the point behind it.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(['.', '-', '\'', '’']);
    word.rsplit(['\'', '’']).next().unwrap_or(word)
}
