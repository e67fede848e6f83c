//! The timeline of a run, drawn: a lane for each task, and one for the rest of the program.
//!
//! Rules, the same in `theme/js/timeline.js`; a test compares the two drawings.
//!
//! - A leading `[0.30 s]` is a time that the program printed; it is left out.
//! - `[nom] Début…`, `nom : début…` and `Début de nom` open a bar in the lane `nom`; `Fin` in the
//!   same places closes it, and so does a line that is the name alone. What follows `Début` behind
//!   `[nom]` belongs to the name.
//! - Any other line that begins with `[nom]`, or with a `nom :` that at least two lines begin with,
//!   is a point in that lane, whose first and last points a thin line joins.
//! - Every other line is a point in the lane `programme`.
//!
//! Positions are whole thousandths of the width and whole pixels of the height, so that a page can
//! be as narrow as it likes, and that the two drawings are equal to the byte.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use catalogue::{Run, RunLine};

/// The lane of what belongs to no task.
const REST: &str = "programme";
/// A longer `nom :` is a sentence.
const NAME: usize = 24;
/// Height of a lane, in pixels.
const LANE: usize = 32;
/// Lines closer than this, in milliseconds, all happened at once: nothing to draw.
const INSTANT: u32 = 100;

#[derive(Debug, Default, PartialEq, Eq)]
struct Lane {
    /// From, to; no end while open.
    bars: Vec<(u32, Option<u32>)>,
    points: BTreeSet<u32>,
}

/// The lanes, by order of their first line.
#[derive(Debug, Default)]
struct Lanes(Vec<(String, Lane)>);

#[derive(Debug, PartialEq, Eq)]
enum Said {
    Start(String),
    End(String),
    /// In brackets, or before a colon, which is a name only if it is said twice.
    Point {
        name: String,
        sure: bool,
    },
    Nothing,
}

/// Whether the run takes long enough for a drawing to say something.
pub(crate) fn is_worth_drawing(run: &Run) -> bool {
    let times = || run.lines.iter().map(|line| line.0);
    run.lines.len() > 1
        && times().max().unwrap_or_default() - times().min().unwrap_or_default() >= INSTANT
}

/// The drawing of a run on an axis of `end` milliseconds, one line of SVG.
pub(crate) fn svg(run: &Run, end: u32) -> String {
    let end = end.max(1);
    let lanes = Lanes::of(&run.lines);
    // In 64 bits: milliseconds times a thousand may not fit 32.
    let x = |ms: u32| (u64::from(ms.min(end)) * 1000 + u64::from(end) / 2) / u64::from(end);
    let height = lanes.0.len() * LANE;
    let mut out = format!(
        "<svg class=\"chrono\" role=\"img\" aria-label=\"{}\" width=\"100%\" height=\"{}\">",
        escape(&lanes.described(run.ms)),
        height + 20
    );
    for tick in ticks(end) {
        let at = percent(x(tick));
        let _ = write!(
            out,
            "<line x1=\"{at}\" x2=\"{at}\" y1=\"0\" y2=\"{height}\"/><text class=\"t\" x=\"{at}\" y=\"{}\">{}</text>",
            height + 15,
            short_seconds(tick)
        );
    }
    for (index, (name, lane)) in lanes.0.iter().enumerate() {
        let y = index * LANE;
        let _ = write!(out, "<text y=\"{}\">{}</text>", y + 13, escape(name));
        if lane.bars.is_empty()
            && let (Some(&first), Some(&last)) = (lane.points.first(), lane.points.last())
            && first < last
            && name != REST
        {
            let (from, to) = (x(first), x(last));
            let _ = write!(
                out,
                "<rect class=\"s\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"2\"/>",
                percent(from),
                y + 22,
                percent(to - from)
            );
        }
        for &(from, to) in &lane.bars {
            let class = if to.is_none() { " class=\"o\"" } else { "" };
            let (from, to) = (x(from), x(to.unwrap_or(run.ms)));
            let _ = write!(
                out,
                "<rect{class} x=\"{}\" y=\"{}\" width=\"{}\" height=\"8\"/>",
                percent(from),
                y + 19,
                percent(to.saturating_sub(from))
            );
        }
        for at in lane.points.iter().map(|&ms| x(ms)).collect::<BTreeSet<_>>() {
            let _ = write!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"4\"/>", percent(at), y + 23);
        }
    }
    out + "</svg>"
}

impl Lanes {
    fn of(lines: &[RunLine]) -> Self {
        let said: Vec<(u32, Said)> =
            lines.iter().map(|RunLine(ms, _, text)| (*ms, Said::of(text))).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, said) in &said {
            if let Said::Start(name) | Said::End(name) | Said::Point { name, .. } = said {
                *counts.entry(name).or_default() += 1;
            }
        }
        let mut lanes = Self::default();
        for ((ms, said), RunLine(.., text)) in said.iter().zip(lines) {
            match said {
                Said::Start(name) => lanes.lane(name).bars.push((*ms, None)),
                Said::End(name) => lanes.close(name, *ms),
                Said::Point { name, sure } if *sure || counts[name.as_str()] > 1 => {
                    lanes.lane(name).points.insert(*ms);
                }
                _ if lanes.is_open(text) => lanes.close(text, *ms),
                _ => {
                    lanes.lane(REST).points.insert(*ms);
                }
            }
        }
        lanes
    }

    fn lane(&mut self, name: &str) -> &mut Lane {
        let index = self.0.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.0.push((name.to_owned(), Lane::default()));
            self.0.len() - 1
        });
        &mut self.0[index].1
    }

    fn is_open(&self, name: &str) -> bool {
        let lane = self.0.iter().find(|(known, _)| known == name);
        lane.is_some_and(|(_, lane)| lane.bars.last().is_some_and(|(_, to)| to.is_none()))
    }

    /// Closes the bar that is open; an end without a beginning is a point.
    fn close(&mut self, name: &str, ms: u32) {
        let lane = self.lane(name);
        match lane.bars.iter_mut().find(|(_, to)| to.is_none()) {
            Some((_, to)) => *to = Some(ms),
            None => {
                lane.points.insert(ms);
            }
        }
    }

    /// The drawing in words.
    fn described(&self, ms: u32) -> String {
        let mut text = format!("Chronologie, {} en tout.", seconds(ms));
        for (name, lane) in &self.0 {
            let mut parts: Vec<String> = lane
                .bars
                .iter()
                .map(|(from, to)| match to {
                    Some(to) => format!("de {} à {}", seconds(*from), seconds(*to)),
                    None => format!("depuis {}, sans fin", seconds(*from)),
                })
                .collect();
            let points: Vec<String> = lane.points.iter().map(|ms| seconds(*ms)).collect();
            let mut distinct = points.clone();
            distinct.dedup();
            if !distinct.is_empty() {
                parts.push(format!("à {}", distinct.join(", ")));
            }
            let _ = write!(text, " {name}\u{a0}: {}.", parts.join(", "));
        }
        text
    }
}

impl Said {
    fn of(text: &str) -> Self {
        let text = without_time(text).trim();
        if let Some((name, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']'))
            && !name.is_empty()
        {
            let full = |rest: &str| [name, rest.trim()].join(" ").trim().to_owned();
            let rest = rest.trim();
            return if let Some(rest) = after_word(rest, "début") {
                Self::Start(full(rest))
            } else if let Some(rest) = after_word(rest, "fin") {
                Self::End(full(rest))
            } else {
                Self::Point { name: name.to_owned(), sure: true }
            };
        }
        if let Some(name) = after_word(text, "début").and_then(|rest| rest.strip_prefix(" de ")) {
            return Self::Start(bare(name));
        }
        if let Some(name) = after_word(text, "fin").and_then(|rest| rest.strip_prefix(" de ")) {
            return Self::End(bare(name));
        }
        let Some((name, rest)) = text.split_once(" : ") else { return Self::Nothing };
        if name.chars().count() > NAME || name.starts_with(|c: char| c.is_ascii_digit()) {
            return Self::Nothing;
        }
        let name = name.to_owned();
        if after_word(rest, "début").is_some() {
            Self::Start(name)
        } else if after_word(rest, "fin").is_some() {
            Self::End(name)
        } else {
            Self::Point { name, sure: false }
        }
    }
}

/// The text without the `[0.30 s] ` that it begins with.
fn without_time(text: &str) -> &str {
    let inside = text.strip_prefix('[').and_then(|text| text.split_once(" s] "));
    match inside {
        Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit() || b == b'.') => rest,
        _ => text,
    }
}

/// What follows `word` when the text begins with it, whatever the case of its first letter.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (first, tail) = (text.chars().next()?, &word[word.chars().next()?.len_utf8()..]);
    if !first.to_lowercase().eq(word.chars().take(1)) {
        return None;
    }
    let rest = text[first.len_utf8()..].strip_prefix(tail)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// A name without its article and quotes.
fn bare(name: &str) -> String {
    let name = name.trim();
    name.strip_prefix("la ").unwrap_or(name).trim_matches(['\'', '«', '»', ' ']).to_owned()
}

/// At most six, at round times.
fn ticks(end: u32) -> impl Iterator<Item = u32> {
    let steps = (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u32.pow(power)));
    let step = steps.into_iter().find(|step| end / step <= 5).unwrap_or(end);
    (0..=end / step).map(move |index| index * step)
}

/// Thousandths as a percentage: `36.7%`.
fn percent(thousandths: u64) -> String {
    if thousandths.is_multiple_of(10) {
        format!("{}%", thousandths / 10)
    } else {
        format!("{}.{}%", thousandths / 10, thousandths % 10)
    }
}

/// `0,50 s`.
fn seconds(ms: u32) -> String {
    let hundredths = (ms + 5) / 10;
    format!("{},{:02}\u{202f}s", hundredths / 100, hundredths % 100)
}

/// `0,5 s`.
fn short_seconds(ms: u32) -> String {
    let thousandths = format!("{:03}", ms % 1000);
    let fraction = thousandths.trim_end_matches('0');
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{}{comma}{fraction}\u{202f}s", ms / 1000)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(lines: &[(u32, &str)], ms: u32) -> Run {
        let lines = lines.iter().map(|(ms, text)| RunLine(*ms, 1, (*text).to_owned())).collect();
        Run { fingerprint: String::new(), end: catalogue::RunEnd::Success, ms, lines }
    }

    fn described(lines: &[(u32, &str)], ms: u32) -> String {
        Lanes::of(&run(lines, ms).lines).described(ms).replace(['\u{202f}', '\u{a0}'], " ")
    }

    #[test]
    fn each_task_has_a_lane_and_the_rest_another() {
        let lines = [
            (0, "Démarrage..."),
            (1, "[T1] Début"),
            (2, "[T2] Début"),
            (1000, "[T2] Fin"),
            (2004, "[T1] Fin"),
        ];
        assert_eq!(
            described(&lines, 2010),
            "Chronologie, 2,01 s en tout. programme : à 0,00 s. T1 : de 0,00 s à 2,00 s. T2 : de 0,00 s à 1,00 s."
        );
    }

    #[test]
    fn other_words_of_the_listings_open_and_close_too() {
        assert_eq!(
            described(
                &[(0, "Début de 'hello'"), (1000, "hello"), (1001, "Durée totale : 1.00 s")],
                1001
            ),
            "Chronologie, 1,00 s en tout. hello : de 0,00 s à 1,00 s. programme : à 1,00 s."
        );
        assert_eq!(
            described(&[(0, "Début de la coroutine"), (1000, "Fin de la coroutine")], 1000),
            "Chronologie, 1,00 s en tout. coroutine : de 0,00 s à 1,00 s."
        );
        assert_eq!(
            described(
                &[(0, "[Async] Début lecture A"), (500, "café : début"), (900, "café : fin")],
                1000
            ),
            "Chronologie, 1,00 s en tout. Async lecture A : depuis 0,00 s, sans fin. café : de 0,50 s à 0,90 s."
        );
        assert_eq!(
            described(
                &[
                    (0, "[0.00 s] panneau : un"),
                    (300, "[0.30 s] panneau : finie"),
                    (300, "0.3 s : soupe ?")
                ],
                400
            ),
            "Chronologie, 0,40 s en tout. panneau : à 0,00 s, 0,30 s. programme : à 0,30 s."
        );
    }

    #[test]
    fn what_happens_at_once_is_not_drawn() {
        assert!(!is_worth_drawing(&run(&[(0, "a"), (99, "b")], 2000)));
        assert!(is_worth_drawing(&run(&[(0, "a"), (100, "b")], 2000)));
    }

    #[test]
    fn a_drawing_is_small_and_escaped() {
        let drawn = svg(&run(&[(0, "<b> : début"), (1000, "<b> : fin"), (1500, "x")], 1500), 1500);
        assert_eq!(
            drawn,
            "<svg class=\"chrono\" role=\"img\" aria-label=\"Chronologie, 1,50\u{202f}s en tout. &lt;b&gt;\u{a0}: de 0,00\u{202f}s à 1,00\u{202f}s. programme\u{a0}: à 1,50\u{202f}s.\" width=\"100%\" height=\"84\">\
             <line x1=\"0%\" x2=\"0%\" y1=\"0\" y2=\"64\"/><text class=\"t\" x=\"0%\" y=\"79\">0\u{202f}s</text>\
             <line x1=\"33.3%\" x2=\"33.3%\" y1=\"0\" y2=\"64\"/><text class=\"t\" x=\"33.3%\" y=\"79\">0,5\u{202f}s</text>\
             <line x1=\"66.7%\" x2=\"66.7%\" y1=\"0\" y2=\"64\"/><text class=\"t\" x=\"66.7%\" y=\"79\">1\u{202f}s</text>\
             <line x1=\"100%\" x2=\"100%\" y1=\"0\" y2=\"64\"/><text class=\"t\" x=\"100%\" y=\"79\">1,5\u{202f}s</text>\
             <text y=\"13\">&lt;b&gt;</text><rect x=\"0%\" y=\"19\" width=\"66.7%\" height=\"8\"/>\
             <text y=\"45\">programme</text><circle cx=\"100%\" cy=\"55\" r=\"4\"/></svg>"
        );
    }
}
