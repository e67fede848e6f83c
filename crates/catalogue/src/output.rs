//! `sortie.txt`: what a program must print, and the comparison with what it printed.

use std::fmt;
use std::path::Path;

use crate::Problem;

const FREE_START: &str = "{ordre libre}";
const FREE_END: &str = "{/ordre libre}";
/// Bounds of a number without its own, in the printed unit (seconds): a sleep never ends early,
/// and a loaded machine wakes late.
const DEFAULT_BOUNDS: (f64, f64) = (0.05, 0.50);

/// The expected standard output of a program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq)]
enum Block {
    Ordered(Line),
    Free(Vec<Line>),
}

#[derive(Clone, Debug, PartialEq)]
struct Line(Vec<Token>);

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Literal(String),
    Number { shown: String, low: f64, high: f64 },
}

/// A piece of an expected output, for display.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'a> {
    /// Printed to the byte.
    Literal(&'a str),
    /// A number printed within bounds, which are given when they are not the usual ones.
    Approximate(&'a str, Option<(f64, f64)>),
}

/// An output that is not the expected one. Its `Display` shows both, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The expected text.
    pub expected: String,
    /// The printed text, in which each line that is right stands as expected, numbers within
    /// their tolerance included, so that a diff of the two shows nothing but the fault.
    pub actual: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sortie attendue :\n{}sortie obtenue :\n{}", self.expected, self.actual)
    }
}

impl Output {
    /// Reads the text of a `sortie*.txt`; `path` is for the problem.
    ///
    /// # Errors
    /// A mark that does not read.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Problem> {
        if !text.is_empty() && !text.ends_with('\n') {
            return Err(Problem::at(
                path,
                text.lines().count(),
                "la dernière ligne n'est pas terminée. Ajoutez un retour à la ligne à la fin du fichier.",
            ));
        }
        let mut blocks = Vec::new();
        let mut free: Option<(usize, Vec<Line>)> = None;
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            match (line, &mut free) {
                (FREE_START, None) => free = Some((number, Vec::new())),
                (FREE_START, Some((start, _))) => {
                    return Err(Problem::at(
                        path,
                        number,
                        format!(
                            "le bloc `{FREE_START}` ouvert à la ligne {start} n'est pas fermé. Fermez-le par `{FREE_END}`."
                        ),
                    ));
                }
                (FREE_END, Some((_, lines))) => {
                    blocks.push(Block::Free(std::mem::take(lines)));
                    free = None;
                }
                (FREE_END, None) => {
                    return Err(Problem::at(
                        path,
                        number,
                        format!("`{FREE_END}` ne ferme rien. Ouvrez le bloc par `{FREE_START}`."),
                    ));
                }
                (_, Some((_, lines))) => lines.push(Line::parse(path, number, line)?),
                (_, None) => blocks.push(Block::Ordered(Line::parse(path, number, line)?)),
            }
        }
        if let Some((start, _)) = free {
            return Err(Problem::at(
                path,
                start,
                format!("le bloc `{FREE_START}` n'est pas fermé. Fermez-le par `{FREE_END}`."),
            ));
        }
        Ok(Self { blocks })
    }

    /// Whether nothing must be printed.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The lines, each in pieces, in the order of the file.
    pub fn lines(&self) -> impl Iterator<Item = Vec<Piece<'_>>> {
        self.all_lines().map(|line| {
            line.0
                .iter()
                .map(|token| match token {
                    Token::Literal(text) => Piece::Literal(text),
                    Token::Number { shown, low, high } => {
                        Piece::Approximate(shown, unusual(shown, *low, *high))
                    }
                })
                .collect()
        })
    }

    /// Whether some lines may come in any order.
    pub fn has_free_order(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, Block::Free(_)))
    }

    /// The whole text as a program prints it, numbers as they were written.
    pub fn text(&self) -> String {
        self.all_lines().map(|line| line.shown() + "\n").collect()
    }

    /// Compares the whole of what a program printed.
    pub fn compare(&self, actual: &str) -> Result<(), Mismatch> {
        if self.matches(actual) {
            return Ok(());
        }
        let mut left: Vec<&Line> = self.all_lines().collect();
        let mut shown: String = actual
            .lines()
            .map(|line| {
                let found = left.iter().position(|expected| expected.matches(line));
                found.map_or_else(|| line.to_owned(), |index| left.remove(index).shown()) + "\n"
            })
            .collect();
        if !actual.is_empty() && !actual.ends_with('\n') {
            shown.pop();
        }
        Err(Mismatch { expected: self.text(), actual: shown })
    }

    /// The text of a `sortie*.txt` that `printed` passes, made from the file's text `old`: lines
    /// that were right keep their marks, the others stand as they were printed, with durations
    /// marked. `None` when `old` has lines of free order, which only an author can place.
    pub fn rewritten(old: &str, printed: &str) -> Option<String> {
        if old.lines().any(|line| [FREE_START, FREE_END].contains(&line)) {
            return None;
        }
        let known: Vec<_> = old
            .lines()
            .filter_map(|line| Some((line, Line::parse(Path::new(""), 0, line).ok()?)))
            .collect();
        let mut next = 0;
        let mut text = String::new();
        for line in printed.lines() {
            let found = known[next..].iter().position(|(_, expected)| expected.matches(line));
            if let Some(at) = found {
                text += known[next + at].0;
                next += at + 1;
            } else {
                text += &marked(line);
            }
            text.push('\n');
        }
        Some(text)
    }

    fn matches(&self, actual: &str) -> bool {
        if !actual.is_empty() && !actual.ends_with('\n') {
            return false;
        }
        let mut lines = actual.split_terminator('\n');
        self.blocks.iter().all(|block| match block {
            Block::Ordered(expected) => lines.next().is_some_and(|line| expected.matches(line)),
            Block::Free(expected) => {
                let got: Vec<&str> = lines.by_ref().take(expected.len()).collect();
                got.len() == expected.len() && assign(expected, &got)
            }
        }) && lines.next().is_none()
    }

    fn all_lines(&self) -> impl Iterator<Item = &Line> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Ordered(line) => std::slice::from_ref(line),
            Block::Free(lines) => lines,
        })
    }
}

/// Whether each expected line can be given a line of its own: bipartite matching by augmenting
/// paths (Kuhn), since tolerances let one line fit several.
fn assign(expected: &[Line], got: &[&str]) -> bool {
    fn place(
        line: usize,
        expected: &[Line],
        got: &[&str],
        seen: &mut [bool],
        owner: &mut [Option<usize>],
    ) -> bool {
        for candidate in 0..got.len() {
            if seen[candidate] || !expected[line].matches(got[candidate]) {
                continue;
            }
            seen[candidate] = true;
            let free = match owner[candidate] {
                None => true,
                Some(other) => place(other, expected, got, seen, owner),
            };
            if free {
                owner[candidate] = Some(line);
                return true;
            }
        }
        false
    }
    let mut owner = vec![None; got.len()];
    (0..expected.len())
        .all(|line| place(line, expected, got, &mut vec![false; got.len()], &mut owner))
}

impl Line {
    fn parse(path: &Path, number: usize, line: &str) -> Result<Self, Problem> {
        let mut tokens = Vec::new();
        let mut rest = line;
        while let Some((literal, mark)) = rest.split_once("{~") {
            if !literal.is_empty() {
                tokens.push(Token::Literal(literal.to_owned()));
            }
            let Some((inside, after)) = mark.split_once('}') else {
                return Err(Problem::at(
                    path,
                    number,
                    "la marque de durée `{~` n'est pas fermée. Écrivez par exemple `{~2.00}`.",
                ));
            };
            tokens.push(parse_number(inside).ok_or_else(|| {
                Problem::at(
                    path,
                    number,
                    format!(
                        "la marque `{{~{inside}}}` n'est pas un nombre avec sa tolérance. \
                         Écrivez `{{~2.00}}`, `{{~44 ±30}}` ou `{{~2000 -50 +500}}`."
                    ),
                )
            })?);
            rest = after;
        }
        if !rest.is_empty() {
            tokens.push(Token::Literal(rest.to_owned()));
        }
        Ok(Self(tokens))
    }

    fn shown(&self) -> String {
        self.0
            .iter()
            .map(|token| match token {
                Token::Literal(text) => text.as_str(),
                Token::Number { shown, .. } => shown.as_str(),
            })
            .collect()
    }

    fn matches(&self, line: &str) -> bool {
        let mut rest = line;
        for token in &self.0 {
            let after = match token {
                Token::Literal(text) => rest.strip_prefix(text.as_str()),
                Token::Number { shown, low, high } => {
                    let (number, after) = split_number(rest);
                    let fits = number.parse::<f64>().is_ok_and(|n| (*low..=*high).contains(&n))
                        && decimals(number) == decimals(shown);
                    fits.then_some(after)
                }
            };
            let Some(after) = after else { return false };
            rest = after;
        }
        rest.is_empty()
    }
}

/// The bounds, unless they are those of a number without its own.
fn unusual(shown: &str, low: f64, high: f64) -> Option<(f64, f64)> {
    let value: f64 = shown.parse().unwrap_or_default();
    let (below, above) = DEFAULT_BOUNDS;
    let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
    (!near(value - low, below) || !near(high - value, above)).then_some((low, high))
}

fn parse_number(inside: &str) -> Option<Token> {
    let mut words = inside.split_whitespace();
    let shown = words.next()?.to_owned();
    let value: f64 = plain_number(&shown)?;
    let (mut below, mut above) = DEFAULT_BOUNDS;
    let bounds: Vec<&str> = words.collect();
    match bounds[..] {
        [] => {}
        [both] => {
            below = plain_number(both.strip_prefix('±')?)?;
            above = below;
        }
        [minus, plus] => {
            below = plain_number(minus.strip_prefix('-')?)?;
            above = plain_number(plus.strip_prefix('+')?)?;
        }
        _ => return None,
    }
    // 2.00 + 0.50 must admit 2.50, whatever binary fractions make of it.
    let rounding = 1e-9;
    Some(Token::Number { shown, low: value - below - rounding, high: value + above + rounding })
}

fn plain_number(word: &str) -> Option<f64> {
    (split_number(word) == (word, "")).then(|| word.parse().ok()).flatten()
}

/// Splits `rest` behind the number that it begins with: digits, perhaps a point and digits.
fn split_number(rest: &str) -> (&str, &str) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(rest);
    if end > 0 && rest[end..].starts_with('.') {
        let fraction = digits(&rest[end + 1..]);
        if fraction > 0 {
            end += 1 + fraction;
        }
    }
    rest.split_at(end)
}

/// A printed line with its durations (`2.00 s`) marked.
fn marked(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (number, after) = split_number(from);
        text += before;
        let duration = decimals(number) == 2 && after.strip_prefix(" s").is_some_and(ends_word);
        text += &if duration { format!("{{~{number}}}") } else { number.to_owned() };
        rest = after;
    }
    text + rest
}

fn ends_word(after: &str) -> bool {
    !after.starts_with(char::is_alphanumeric)
}

fn decimals(number: &str) -> usize {
    number.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(text: &str) -> Output {
        Output::parse(Path::new("sortie.txt"), text).expect("a well-formed output")
    }

    fn refusal(text: &str) -> String {
        Output::parse(Path::new("sortie.txt"), text).expect_err("a malformed output").to_string()
    }

    #[test]
    fn everything_unmarked_is_compared_to_the_byte() {
        let expected = output("Bonjour\n\n[5, 5, 5]\n");
        assert_eq!(expected.compare("Bonjour\n\n[5, 5, 5]\n"), Ok(()));
        for wrong in [
            "Bonjour\n[5, 5, 5]\n",
            "Bonjour\n\n[5, 5, 5]",
            "Bonjour\n\n[5, 5, 5] \n",
            "Bonjour\n\n[5, 5, 5]\n\n",
            "[5, 5, 5]\n\nBonjour\n",
            "",
        ] {
            assert!(expected.compare(wrong).is_err(), "{wrong:?} passed");
        }
    }

    #[test]
    fn a_duration_has_a_tolerance_and_keeps_its_format() {
        let expected = output("Total : {~2.00} s\n");
        for right in ["1.95", "2.00", "2.50"] {
            assert_eq!(expected.compare(&format!("Total : {right} s\n")), Ok(()));
        }
        for wrong in ["1.94", "2.51", "3.50", "2.0", "2", "deux", "2.00.1", "-2.00"] {
            assert!(expected.compare(&format!("Total : {wrong} s\n")).is_err(), "{wrong} passed");
        }
        let wide = output("{~44 ±30} Mio, {~2000 -50 +500} ms\n");
        assert_eq!(wide.compare("14 Mio, 2500 ms\n"), Ok(()));
        assert!(wide.compare("13 Mio, 2000 ms\n").is_err());
        assert!(wide.compare("44 Mio, 1949 ms\n").is_err());
    }

    #[test]
    fn free_order_is_free_inside_its_block_only() {
        let expected = output("début\n{ordre libre}\n{~1.00}\n{~1.30}\n{/ordre libre}\nfin\n");
        // 1.30 fits both marks, 1.00 only the first: a greedy choice would refuse this order.
        assert_eq!(expected.compare("début\n1.30\n1.00\nfin\n"), Ok(()));
        assert!(expected.compare("1.30\ndébut\n1.00\nfin\n").is_err());
        assert!(expected.compare("début\n1.00\n1.00\nfin\n").is_err());
        assert!(expected.compare("début\n1.30\nfin\n").is_err());
    }

    #[test]
    fn a_mismatch_shows_nothing_but_the_fault() {
        let expected = output("un\nTotal : {~2.00} s\n");
        let mismatch = expected.compare("deux\nTotal : 2.10 s\n").expect_err("it differs");
        assert_eq!(mismatch.expected, "un\nTotal : 2.00 s\n");
        assert_eq!(mismatch.actual, "deux\nTotal : 2.00 s\n");
    }

    #[test]
    fn an_accepted_output_keeps_the_marks_of_what_was_right() {
        let old = "Départ\n{~2.00 ±1.00} s\nvingt\nfin\n";
        let printed = "Départ\n2.30 s\ntrente en 0.51 s (3 pas)\nfin\n";
        let new = Output::rewritten(old, printed).expect("no free order");
        assert_eq!(new, "Départ\n{~2.00 ±1.00} s\ntrente en {~0.51} s (3 pas)\nfin\n");
        assert_eq!(output(&new).compare(printed), Ok(()));
        assert_eq!(Output::rewritten("{ordre libre}\na\nb\n{/ordre libre}\n", "a\nc\n"), None);
    }

    #[test]
    fn a_malformed_mark_is_named_with_its_line() {
        assert!(refusal("un\n{~2,00}\n").starts_with("sortie.txt:2 : "));
        assert!(refusal("{~2.00\n").contains("n'est pas fermée"));
        assert!(refusal("{ordre libre}\nun\n").starts_with("sortie.txt:1 : "));
        assert!(refusal("{/ordre libre}\n").contains("ne ferme rien"));
        assert!(refusal("sans retour").contains("retour à la ligne"));
    }
}
