//! `{{#listing slug}}` and its kin, found in the source of a chapter.

use std::ops::Range;
use std::path::Path;

use catalogue::{Problem, nearest};
use pulldown_cmark::{Event, Parser, Tag};

/// What a directive asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Show {
    Listing,
    Exercise,
    Quiz,
    /// The index of every error that a listing shows; it takes no name.
    Errors,
    /// The page « Où en suis-je ? »; it names nothing.
    Progress,
}

impl Show {
    const ALL: [(&'static str, Self); 5] = [
        ("listing", Self::Listing),
        ("exercice", Self::Exercise),
        ("quiz", Self::Quiz),
        ("erreurs", Self::Errors),
        ("progression", Self::Progress),
    ];

    /// The word in the directive.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Listing => "listing",
            Self::Exercise => "exercice",
            Self::Quiz => "quiz",
            Self::Errors => "erreurs",
            Self::Progress => "progression",
        }
    }
}

/// mdBook's own directives.
const STOCK: [&str; 6] =
    ["include", "rustdoc_include", "playground", "playpen", "title", "shiftinclude"];

/// A chapter's source, cut at its directives.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// Text between directives, beginning at this line (from 1).
    Text(usize, &'a str),
    /// A directive, at this line, and the name that it takes, empty for [`Show::Errors`].
    Directive(usize, Show, &'a str),
}

/// Cuts `text` at its directives. What stands in a code block or behind a backslash is text.
pub(crate) fn parse<'a>(path: &Path, text: &'a str) -> Result<Vec<Part<'a>>, Vec<Problem>> {
    let code = code_ranges(text);
    let mut parts = Vec::new();
    let mut problems = Vec::new();
    let (mut from, mut from_line, mut offset) = (0, 1, 0);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let start = offset;
        offset += line.len();
        let number = index + 1;
        let Some(position) = line.find("{{#") else { continue };
        let position = start + position;
        if text[..position].ends_with('\\') || code.iter().any(|range| range.contains(&position)) {
            continue;
        }
        match directive(line) {
            Ok(Some((show, slug))) => {
                parts.push(Part::Text(from_line, &text[from..start]));
                parts.push(Part::Directive(number, show, slug));
                (from, from_line) = (offset, number + 1);
            }
            Ok(None) => {}
            Err(message) => problems.push(Problem::at(path, number, message)),
        }
    }
    parts.push(Part::Text(from_line, &text[from..]));
    if problems.is_empty() { Ok(parts) } else { Err(problems) }
}

/// Byte ranges of code, blocks and spans.
fn code_ranges(text: &str) -> Vec<Range<usize>> {
    Parser::new_ext(text, crate::expand::markdown_options())
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_)))
        .map(|(_, range)| range)
        .collect()
}

/// The directive of a line, `None` when it is one of mdBook's.
fn directive(line: &str) -> Result<Option<(Show, &str)>, String> {
    let trimmed = line.trim_end();
    let (_, behind) = trimmed.split_once("{{#").unwrap_or_default();
    let name_end = behind.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(behind.len());
    let (name, rest) = behind.split_at(name_end);
    let Some((_, show)) = Show::ALL.into_iter().find(|(word, _)| *word == name) else {
        if STOCK.contains(&name) {
            return Ok(None);
        }
        let hint = nearest(name, Show::ALL.map(|(word, _)| word)).map_or_else(
            || "Les directives sont `listing`, `exercice`, `quiz`, `erreurs` et `progression` ; pour en montrer le texte, écrivez `\\{{#`.".to_owned(),
            |near| format!("Vouliez-vous dire `{near}` ?"),
        );
        return Err(format!("la directive `{name}` n'existe pas. {hint}"));
    };
    let names = !matches!(show, Show::Errors | Show::Progress);
    let argument = if names { " nom-du-listing" } else { "" };
    let model = format!("Écrivez `{{{{#{name}{argument}}}}}`, seul sur sa ligne.");
    let Some(slug) = rest.strip_suffix("}}") else {
        return Err(format!("cette directive n'est pas fermée, ou suivie de texte. {model}"));
    };
    let slug = slug.trim();
    if names && (slug.is_empty() || slug.contains(char::is_whitespace) || slug.contains("}}")) {
        return Err(format!("cette directive prend un nom et un seul. {model}"));
    }
    if !names && !slug.is_empty() {
        return Err(format!("cette directive ne prend pas de nom. {model}"));
    }
    if !trimmed.starts_with("{{#") {
        return Err(format!("cette directive est précédée de texte. {model}"));
    }
    Ok(Some((show, slug)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<Part<'_>> {
        parse(Path::new("ch.md"), text).expect("well-formed")
    }

    fn refusal(text: &str) -> String {
        parse(Path::new("ch.md"), text).expect_err("malformed")[0].to_string()
    }

    #[test]
    fn a_chapter_is_cut_at_its_directives() {
        assert_eq!(
            parts("# Un\n\n{{#listing un-deux}}\nfin\n{{#erreurs}}\n"),
            [
                Part::Text(1, "# Un\n\n"),
                Part::Directive(3, Show::Listing, "un-deux"),
                Part::Text(4, "fin\n"),
                Part::Directive(5, Show::Errors, ""),
                Part::Text(6, ""),
            ]
        );
    }

    #[test]
    fn code_and_escapes_and_mdbook_s_own_directives_are_text() {
        for text in [
            "```text\n{{#listing x}}\n```\n",
            "Écrivez `{{#listing x}}`.\n",
            "\\{{#listing x}}\n",
            "{{#include x.rs}}\n",
        ] {
            assert_eq!(parts(text), [Part::Text(1, text)], "{text}");
        }
    }

    #[test]
    fn a_typing_error_is_named_with_its_line_and_its_cure() {
        assert_eq!(
            refusal("\n{{#listng x}}\n"),
            "ch.md:2 : la directive `listng` n'existe pas. Vouliez-vous dire `listing` ?"
        );
        assert!(refusal("{{#listing}}\n").contains("un nom et un seul"));
        assert!(refusal("{{#listing a b}}\n").contains("un nom et un seul"));
        assert!(refusal("{{#progression a}}\n").contains("ne prend pas de nom"));
        assert!(refusal("{{#listing a}\n").contains("pas fermée"));
        assert!(refusal("{{#erreurs a}}\n").contains("ne prend pas de nom"));
        assert!(refusal("Voici {{#listing a}}\n").contains("précédée de texte"));
    }
}
