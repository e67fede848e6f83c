//! The recorded runs of a listing in the page: their drawing, and what JavaScript replays.

use std::collections::BTreeMap;

use catalogue::{Listing, Run, RunEnd, RunLine};
use serde::Serialize;

use crate::timeline;

/// What is drawn at build time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drawn {
    /// One runtime's run where all behave alike, else each.
    Yes,
    /// Nothing: it would answer a question.
    No,
}

/// The runs as the page needs them: a text that several runs print is written once.
#[derive(Debug, Serialize)]
struct Data<'a> {
    /// As it is read: a browser takes longer to write one date than all the rest of the page.
    date: String,
    #[serde(rename = "textes")]
    texts: Vec<&'a str>,
    #[serde(rename = "variantes")]
    runs: BTreeMap<&'a str, DataRun>,
}

#[derive(Debug, Serialize)]
struct DataRun {
    #[serde(rename = "fin")]
    end: RunEnd,
    ms: u32,
    /// Milliseconds, file descriptor, index of the text.
    #[serde(rename = "lignes")]
    lines: Vec<(u32, u8, usize)>,
}

/// The block of a listing; empty when nothing of it was recorded.
pub(crate) fn block(listing: &Listing, drawn: Drawn) -> String {
    let programs = listing.recordables();
    let runs: Vec<(&str, &Run)> = programs
        .iter()
        .filter_map(|program| Some((program.variant, listing.recorded(program)?)))
        .collect();
    let Some(recording) = listing.recording.as_ref().filter(|_| !runs.is_empty()) else {
        return String::new();
    };
    let mut data = Data { date: day(&recording.date), texts: Vec::new(), runs: BTreeMap::new() };
    for (variant, run) in &runs {
        let mut lines = Vec::new();
        for RunLine(ms, descriptor, text) in &run.lines {
            let known = data.texts.iter().position(|known| known == text);
            let index = known.unwrap_or_else(|| {
                data.texts.push(text);
                data.texts.len() - 1
            });
            lines.push((*ms, *descriptor, index));
        }
        data.runs.insert(variant, DataRun { end: run.end, ms: run.ms, lines });
    }
    let charts = if drawn == Drawn::Yes { charts(listing, &runs) } else { String::new() };
    let script = script("recording", &data);
    format!("\n<div class=\"recorded\" data-slug=\"{}\">\n{charts}{script}</div>\n\n", listing.slug)
}

fn charts(listing: &Listing, runs: &[(&str, &Run)]) -> String {
    let worth = |(_, run): &&(&str, &Run)| timeline::is_worth_drawing(run);
    let chosen: Vec<_> = if listing.diverges() {
        runs.iter().filter(worth).collect()
    } else {
        runs.iter().find(worth).into_iter().collect()
    };
    let end = chosen.iter().map(|(_, run)| run.ms).max().unwrap_or_default();
    let mut html = String::new();
    for (variant, run) in chosen {
        let label = variant.replace('_', "-");
        html += &format!(
            "<p class=\"chrono-title\">Chronologie enregistrée avec {label}</p>\n{}\n",
            timeline::svg(run, end)
        );
    }
    html
}

/// What the recordings of a page were made with.
pub(crate) fn versions(versions: &BTreeMap<String, String>) -> String {
    format!("\n{}\n", script("recorded-with", versions))
}

/// « 1er décembre 2026 » for 2026-12-01.
fn day(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let number = |part: Option<&str>| part.and_then(|it| it.parse::<usize>().ok());
    let (Some(year), Some(month), Some(day)) = (year, number(month), number(day)) else {
        return date.to_owned();
    };
    let Some(month) = month.checked_sub(1).and_then(|it| MONTHS.get(it)) else {
        return date.to_owned();
    };
    let day = if day == 1 { "1er".to_owned() } else { day.to_string() };
    format!("{day} {month} {year}")
}

fn script(class: &str, data: &impl Serialize) -> String {
    let json = serde_json::to_string(data).expect("strings and numbers have a JSON form");
    // `<` would let a text end the element.
    let json = json.replace('<', "\\u003c");
    format!("<script type=\"application/json\" class=\"{class}\">{json}</script>\n")
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_date_reads_as_in_french() {
        assert_eq!(day("2026-12-01"), "1er décembre 2026");
        assert_eq!(day("2027-08-24"), "24 août 2027");
        assert_eq!(day("2027-13-24"), "2027-13-24");
        assert_eq!(day("hier"), "hier");
    }
}
