//! From the lines of Rust's test harness to the criteria of an exercise.
//!
//! The harness writes for machines only on nightly. Its text is stable enough: a line a test, and
//! at the end a section for each test that failed, with what it wrote.

use crate::messages;

/// The module that the check is appended as.
const MODULE: &str = "verification::";

/// What a line of the harness means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A criterion is decided.
    Criterion {
        /// Name of the test function.
        test: String,
        /// Whether it holds.
        passed: bool,
        /// Why not.
        message: Option<String>,
    },
    /// The learner's program wrote this.
    Output(String),
}

/// Reads the harness's stdout line by line.
#[derive(Debug, Default)]
pub(crate) struct Harness {
    /// The test that runs.
    running: Option<String>,
    /// Tests that failed and whose section has not come.
    failed: Vec<String>,
    /// The section that is being read.
    section: Option<(String, Vec<String>)>,
    passed: usize,
    total: usize,
}

impl Harness {
    /// Criteria that hold, and criteria that were looked at.
    pub(crate) const fn score(&self) -> (usize, usize) {
        (self.passed, self.total)
    }

    /// Takes the next line.
    pub(crate) fn line(&mut self, line: &str) -> Vec<Verdict> {
        let title = line.strip_prefix("---- ").and_then(|rest| rest.strip_suffix(" stdout ----"));
        if let Some(title) = title {
            let verdicts = self.close_section();
            self.section = Some((short(title).to_owned(), Vec::new()));
            return verdicts;
        }
        if self.section.is_some() && line == "failures:" {
            return self.close_section();
        }
        if let Some((_, lines)) = &mut self.section {
            lines.push(line.to_owned());
            return Vec::new();
        }
        if let Some((name, rest)) = started(line) {
            self.running = Some(name.to_owned());
            return self.verdict(rest);
        }
        self.verdict(line)
    }

    /// What is left when the harness has ended, perhaps by force.
    pub(crate) fn end(mut self, cut_short: bool) -> (Vec<Verdict>, (usize, usize)) {
        let mut verdicts = self.close_section();
        if let Some(test) = self.running.take() {
            self.total += 1;
            let message = Some(messages::run::criterion_unfinished());
            verdicts.push(Verdict::Criterion { test, passed: false, message });
        }
        for test in std::mem::take(&mut self.failed) {
            let message = cut_short.then(messages::run::criterion_unfinished);
            verdicts.push(Verdict::Criterion { test, passed: false, message });
        }
        (verdicts, self.score())
    }

    /// A line outside of sections: the verdict of the test that runs, or what it wrote around the
    /// harness's capture.
    fn verdict(&mut self, line: &str) -> Vec<Verdict> {
        let Some(test) = self.running.take() else { return Vec::new() };
        match line {
            "ok" => {
                self.passed += 1;
                self.total += 1;
                vec![Verdict::Criterion { test, passed: true, message: None }]
            }
            "FAILED" => {
                self.total += 1;
                self.failed.push(test);
                Vec::new()
            }
            _ => {
                self.running = Some(test);
                if line.is_empty() { Vec::new() } else { vec![Verdict::Output(line.to_owned())] }
            }
        }
    }

    fn close_section(&mut self) -> Vec<Verdict> {
        let Some((test, lines)) = self.section.take() else { return Vec::new() };
        self.failed.retain(|failed| *failed != test);
        let (written, message) = panic_message(&test, &lines);
        let mut verdicts: Vec<_> = written.into_iter().map(Verdict::Output).collect();
        verdicts.push(Verdict::Criterion { test, passed: false, message });
        verdicts
    }
}

/// `test verification::nom ... rest`
fn started(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix("test ")?.split_once(" ...")?;
    // `test x - should panic ... ok`
    let name = name.split(" - ").next()?;
    Some((name.strip_prefix(MODULE)?, rest.trim_start()))
}

fn short(name: &str) -> &str {
    name.strip_prefix(MODULE).unwrap_or(name)
}

/// Parts what the program wrote from the message of the test's own panic.
fn panic_message(test: &str, lines: &[String]) -> (Vec<String>, Option<String>) {
    let own = format!("thread '{MODULE}{test}'");
    let is_panic = |line: &&String| line.starts_with("thread '") && line.contains(" panicked at ");
    let place = lines
        .iter()
        .position(|line| is_panic(&line) && line.starts_with(&own))
        .or_else(|| lines.iter().rposition(|line| is_panic(&line)));
    let meaningful = |lines: &[String]| -> Vec<String> {
        lines.iter().filter(|line| !line.trim().is_empty()).cloned().collect()
    };
    let Some(place) = place else { return (meaningful(lines), None) };
    let mut message = Vec::new();
    let mut compared = None;
    for line in &lines[place + 1..] {
        if line.starts_with("note: ") || is_panic(&line) {
            break;
        }
        // Which of the two was expected, only the author of the assertion knows.
        if let Some(left) = line.strip_prefix("  left: ") {
            compared = Some(left);
        } else if let (Some(left), Some(right)) = (compared, line.strip_prefix(" right: ")) {
            message.push(messages::run::criterion_compared(left, right));
        } else {
            message.push(french(line));
        }
    }
    while message.last().is_some_and(|line| line.trim().is_empty()) {
        message.pop();
    }
    let message = (!message.is_empty()).then(|| message.join("\n"));
    (meaningful(&lines[..place]), message)
}

/// The sentence of an exercise's author, without the standard macros' own words.
fn french(line: &str) -> String {
    if let Some(rest) = line.strip_prefix("not yet implemented: ") {
        return messages::run::criterion_todo(rest);
    }
    let line = line.strip_prefix("assertion `left == right` failed: ").unwrap_or(line);
    // What stands in backquotes is code.
    let parts = line.split('`').enumerate().map(|(index, part)| {
        if index % 2 == 0 { messages::typeset(part) } else { part.to_owned() }
    });
    parts.collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, cut_short: bool) -> (Vec<Verdict>, (usize, usize)) {
        let mut harness = Harness::default();
        let mut verdicts: Vec<_> = text.lines().flat_map(|line| harness.line(line)).collect();
        let (rest, score) = harness.end(cut_short);
        verdicts.extend(rest);
        (verdicts, score)
    }

    fn criterion(test: &str, passed: bool, message: Option<&str>) -> Verdict {
        Verdict::Criterion { test: test.into(), passed, message: message.map(Into::into) }
    }

    #[test]
    fn a_failed_test_has_the_message_of_its_panic_and_what_it_wrote() {
        let text = "
running 3 tests
test verification::deux ... FAILED
test verification::trois ... FAILED
test verification::un ... ok

failures:

---- verification::deux stdout ----
le four chauffe

thread 'verification::deux' (123) panicked at main.rs:12:5:
assertion `left == right` failed: l'appel `f('a')` : cinq tâches attendues
  left: 4
 right: 5
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace

---- verification::trois stdout ----

thread 'verification::trois' (124) panicked at main.rs:3:5:
not yet implemented: à vous


failures:
    verification::deux
    verification::trois

test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";
        let (verdicts, score) = read(text, false);
        assert_eq!(score, (1, 3));
        assert_eq!(
            verdicts,
            [
                criterion("un", true, None),
                Verdict::Output("le four chauffe".into()),
                criterion(
                    "deux",
                    false,
                    Some(
                        "l’appel `f('a')`\u{a0}: cinq tâches attendues\nvaleurs comparées\u{a0}: 4 et 5"
                    )
                ),
                criterion("trois", false, Some("Il reste un todo!\u{a0}: à vous")),
            ]
        );
    }

    #[test]
    fn a_test_that_was_cut_short_is_not_passed() {
        let (verdicts, score) =
            read("test verification::un ... ok\ntest verification::deux ...", true);
        assert_eq!(score, (1, 2));
        let message = messages::run::criterion_unfinished();
        assert_eq!(verdicts[1], criterion("deux", false, Some(&message)));
    }

    #[test]
    fn what_is_written_around_the_capture_does_not_hide_the_verdict() {
        let (verdicts, score) = read("test verification::un ... bonjour\nok", false);
        assert_eq!(score, (1, 1));
        assert_eq!(verdicts, [Verdict::Output("bonjour".into()), criterion("un", true, None)]);
    }
}
