//! Code fences: those that authors type, and those that the expansion makes.

use std::path::Path;

use catalogue::{End, NO_CODE, Problem, nearest};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// What may stand behind ```` ```rust ````.
const RUST_WORDS: [&str; 8] = [
    "should_panic",
    "no_run",
    "compile_fail",
    "edition2021",
    "edition2024",
    "editable",
    "noplayground",
    "hidelines",
];

/// A Rust code block that is to be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The words of the info string, `rust` first.
    pub info: Vec<String>,
    /// The text, hidden lines included.
    pub code: String,
}

impl Block {
    /// Whether the info string has this word.
    pub fn has(&self, word: &str) -> bool {
        self.info.iter().any(|w| w == word)
    }
}

/// The Rust blocks of an expanded chapter, in order.
pub fn rust_blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut current: Option<Block> = None;
    for event in Parser::new_ext(markdown, crate::expand::markdown_options()) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let info = words(&info);
                current = is_rust(&info).then(|| Block { info, code: String::new() });
            }
            Event::Text(text) => {
                if let Some(block) = &mut current {
                    block.code += &text;
                }
            }
            Event::End(TagEnd::CodeBlock) => blocks.extend(current.take()),
            _ => {}
        }
    }
    blocks
}

/// The info string of a program that must end so.
pub(crate) fn info(end: &End) -> String {
    match end {
        End::Success | End::Warning { .. } => "rust".to_owned(),
        End::Panic { .. } => "rust,should_panic".to_owned(),
        End::Endless { .. } => "rust,no_run".to_owned(),
        End::CompileError { code, .. } if code == NO_CODE => "rust,compile_fail".to_owned(),
        End::CompileError { code, .. } => format!("rust,compile_fail,{code}"),
    }
}

/// A fence around `code`, longer than any in it.
pub(crate) fn fence(info: &str, code: &str) -> String {
    let mut ticks = 3;
    let mut run = 0;
    for c in code.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        ticks = ticks.max(run + 1);
    }
    let ticks = "`".repeat(ticks);
    let newline = if code.is_empty() || code.ends_with('\n') { "" } else { "\n" };
    format!("{ticks}{info}\n{code}{newline}{ticks}\n")
}

/// What is wrong with the fences that an author typed in `text`, which begins at `first_line`.
pub(crate) fn check(path: &Path, first_line: usize, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (event, range) in
        Parser::new_ext(text, crate::expand::markdown_options()).into_offset_iter()
    {
        let Event::Start(Tag::CodeBlock(kind)) = event else { continue };
        let line = first_line + text[..range.start].matches('\n').count();
        let message = match kind {
            CodeBlockKind::Indented => Some(
                "un bloc de code en retrait serait compilé comme du Rust. Entourez-le de ```text ou de ```rust.".to_owned(),
            ),
            CodeBlockKind::Fenced(info) => fault(&words(&info)),
        };
        problems.extend(message.map(|message| Problem::at(path, line, message)));
    }
    problems
}

fn fault(info: &[String]) -> Option<String> {
    let Some(language) = info.first().filter(|word| !word.is_empty()) else {
        return Some(
            "ce bloc n'a pas de langage et serait compilé comme du Rust. Écrivez ```text ou ```rust.".to_owned(),
        );
    };
    if !is_rust(info) {
        return None;
    }
    if language != "rust" {
        return Some("écrivez `rust` en premier : ```rust,no_run.".to_owned());
    }
    info[1..].iter().find_map(|word| {
        let known = RUST_WORDS.iter().any(|known| word == known)
            || word.strip_prefix('E').is_some_and(|n| n.len() == 4 && n.parse::<u16>().is_ok());
        if known {
            None
        } else if word == "ignore" {
            Some("`ignore` soustrait ce bloc à toute vérification. Faites-en un programme complet, ou un bloc ```text.".to_owned())
        } else {
            let hint = nearest(word, RUST_WORDS)
                .map_or(String::new(), |near| format!(" Vouliez-vous dire `{near}` ?"));
            Some(format!("`{word}` ne dit rien à personne : ce bloc ne serait pas vérifié comme vous le croyez.{hint}"))
        }
    })
}

/// Prepares the Rust fences of `text` for rustdoc, which finds a crate given by `-L` alone only
/// when `extern crate` names it.
pub(crate) fn for_rustdoc(text: &str, crates: &[String]) -> String {
    rewrite(text, |info, code, _| {
        let mut externs = String::new();
        for name in crates {
            if uses(code, name) {
                externs += &format!("# extern crate {name};\n");
            }
        }
        (info.to_owned(), externs + code)
    })
}

/// The crates of the course that play.rust-lang.org has too.
const PLAYGROUND: [&str; 2] = ["futures", "tokio"];

/// Marks the Rust fences of `text` that play.rust-lang.org can run, by a word that mdBook makes a
/// class: those that use no other of `crates`.
pub(crate) fn for_playground(text: &str, crates: &[String]) -> String {
    let others: Vec<&String> =
        crates.iter().filter(|name| !PLAYGROUND.contains(&name.as_str())).collect();
    rewrite(text, |info, code, _| {
        let elsewhere = others.iter().any(|name| uses(code, name));
        let info = if elsewhere { info.to_owned() } else { format!("{info},en-ligne") };
        (info, code.to_owned())
    })
}

/// Prepares the Rust fences of `text` for skeptic, which adds no `main`, and marks each with the
/// line of the chapter that it comes from: `line` of the lines of `text` before it.
pub(crate) fn for_skeptic(text: &str, line: impl Fn(usize) -> usize) -> String {
    rewrite(text, |info, code, lines_before| {
        let code = if code.contains("fn main") {
            code.to_owned()
        } else {
            let body: String = code
                .lines()
                .map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n")
                .collect();
            format!("fn main() {{\n{body}}}\n")
        };
        (format!("{info},ligne-{}", line(lines_before)), code)
    })
}

/// Replaces each Rust fence of `text` by what `change` makes of its info string, its code and the
/// number of lines before it.
fn rewrite(text: &str, change: impl Fn(&str, &str, usize) -> (String, String)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    let mut current: Option<(String, usize, String)> = None;
    for (event, range) in
        Parser::new_ext(text, crate::expand::markdown_options()).into_offset_iter()
    {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if is_rust(&words(&info)) => {
                current = Some((info.to_string(), range.start, String::new()));
            }
            Event::Text(text) => {
                if let Some((_, _, code)) = &mut current {
                    *code += &text;
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((info, start, code)) = current.take() {
                    let lines_before = text[..start].matches('\n').count();
                    let (info, code) = change(&info, &code, lines_before);
                    out += &text[copied..start];
                    out += fence(&info, &code).trim_end();
                    copied = range.end;
                    // The range of a fence ends before or behind its newline, as the text goes on.
                    if text[..copied].ends_with('\n') {
                        out.push('\n');
                    }
                }
            }
            _ => {}
        }
    }
    out + &text[copied..]
}

/// Whether `code` names the crate: as the head of a path, in an attribute or a `use`.
fn uses(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_') && after.starts_with("::")
    })
}

fn words(info: &str) -> Vec<String> {
    info.split([',', ' ']).map(|word| word.trim().to_owned()).collect()
}

fn is_rust(info: &[String]) -> bool {
    info.iter().any(|word| word == "rust")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        check(Path::new("ch.md"), 10, text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_fence_that_no_check_would_run_is_refused_with_its_line() {
        assert!(faults("\n```rust,ignore\nx\n```\n")[0].starts_with("ch.md:11 : `ignore`"));
        assert!(faults("```rust,norun\nx\n```\n")[0].contains("`no_run`"));
        assert!(faults("```\nx\n```\n")[0].contains("pas de langage"));
        assert!(faults("texte\n\n    x\n")[0].contains("en retrait"));
        assert!(faults("```no_run,rust\nx\n```\n")[0].contains("en premier"));
        for honest in
            ["```rust,no_run\nx\n```\n", "```rust,compile_fail,E0728\n```\n", "```text\nx\n```\n"]
        {
            assert_eq!(faults(honest), [""; 0], "{honest}");
        }
    }

    #[test]
    fn rustdoc_is_told_of_the_crates_that_a_program_names() {
        let crates = ["smol".to_owned(), "futures".to_owned()];
        let text =
            "a\n\n```rust\nfn main() { smol::block_on(async {}); mon_futures::x(); }\n```\n\nb\n";
        assert_eq!(
            for_rustdoc(text, &crates),
            text.replace("```rust\n", "```rust\n# extern crate smol;\n")
        );
    }

    #[test]
    fn skeptic_gets_a_main_and_the_line() {
        let text = "a\n\n```rust\n# let a = 1;\nassert_eq!(a, 1);\n```\n```text\nx\n```\n";
        assert_eq!(
            for_skeptic(text, |lines| 5 + lines),
            "a\n\n```rust,ligne-7\nfn main() {\nlet a = 1;\nassert_eq!(a, 1);\n}\n```\n```text\nx\n```\n"
        );
    }

    #[test]
    fn a_fence_outlasts_the_ticks_in_its_code() {
        assert_eq!(fence("text", "a ``` b"), "````text\na ``` b\n````\n");
    }
}
