//! The index of errors: what each faulty listing makes rustc or the runtime say, and where the
//! book explains it. It is made from the catalogue, and so lacks none.

use std::collections::BTreeMap;

use catalogue::{Catalogue, End, Kind, Listing, NO_CODE, Runtime};

/// Headings, in the order of [`Row::section`].
const SECTIONS: [&str; 4] = [
    "rustc refuse le programme",
    "rustc avertit",
    "Le programme panique",
    "Le programme ne finit jamais",
];

/// One way in which a listing fails.
struct Row<'a> {
    section: usize,
    /// Markdown: the code or the lint, then the message.
    says: String,
    runtimes: Vec<Runtime>,
    listing: &'a Listing,
}

/// The whole index, in Markdown: a table under a heading for each way to fail.
pub(crate) fn index(catalogue: &Catalogue) -> String {
    let mut rows: Vec<Row<'_>> = catalogue.listings.values().flat_map(rows).collect();
    rows.sort_by(|a, b| (a.section, &a.says).cmp(&(b.section, &b.says)));
    let mut text = String::new();
    for run in rows.chunk_by(|a, b| a.section == b.section) {
        text += &format!(
            "\n## {}\n\n| ce que vous lisez | avec | ce qui se passe |\n|---|---|---|\n",
            SECTIONS[run[0].section]
        );
        text.extend(run.iter().map(Row::markdown));
    }
    text + "\n"
}

/// Runtimes that fail alike share a row.
fn rows(listing: &Listing) -> Vec<Row<'_>> {
    let mut alike: BTreeMap<(usize, String), Vec<Runtime>> = BTreeMap::new();
    for (runtime, program) in listing.programs.iter() {
        if let Some(key) = says(&program.end) {
            alike.entry(key).or_default().push(runtime);
        }
    }
    let row = |((section, says), runtimes)| Row { section, says, runtimes, listing };
    alike.into_iter().map(row).collect()
}

/// The section of a failure, and its words; nothing for a success.
fn says(end: &End) -> Option<(usize, String)> {
    let message = end.message().map(code);
    let with_message = |name: String| [Some(name), message.clone()].into_iter().flatten();
    Some(match end {
        End::Success => return None,
        End::CompileError { code, .. } => {
            let name = if code == NO_CODE {
                code.clone()
            } else {
                format!("[{code}](https://doc.rust-lang.org/error_codes/{code}.html)")
            };
            (0, with_message(name).collect::<Vec<_>>().join(" "))
        }
        End::Warning { lint, .. } => (1, with_message(code(lint)).collect::<Vec<_>>().join(" ")),
        End::Panic { message } => (2, code(message)),
        End::Endless { .. } => (3, "rien".to_owned()),
    })
}

impl Row<'_> {
    fn markdown(&self) -> String {
        let Self { says, runtimes, listing: Listing { slug, chapter, title, kind, .. }, .. } = self;
        let runtimes = if runtimes.len() == Runtime::ALL.len() {
            "les trois".to_owned()
        } else {
            runtimes.iter().map(|runtime| runtime.label()).collect::<Vec<_>>().join(", ")
        };
        let title = title.as_ref().unwrap_or(slug).replace('|', "\\|");
        let remedy = match kind {
            Kind::Faulty { remedy: Some(remedy) } => {
                format!(" ; [le remède]({chapter}.md#listing-{remedy})")
            }
            _ => String::new(),
        };
        format!("| {says} | {runtimes} | [{title}]({chapter}.md#listing-{slug}){remedy} |\n")
    }
}

/// A code span, in the cell of a table.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{space}{}{space}{ticks}", text.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_keeps_its_ticks_and_its_bars_in_a_cell() {
        assert_eq!(code("E0728"), "`E0728`");
        assert_eq!(code("`await` is only"), "`` `await` is only ``");
        assert_eq!(code("a | b"), "`a \\| b`");
    }
}
