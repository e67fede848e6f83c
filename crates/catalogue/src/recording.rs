//! `enregistrement.json`: a run of each program of a listing, as it happened.
//!
//! `cargo xtask enregistrer` writes it; the pages draw it and replay it where nothing can be run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{End, Listing, Output, Problem, Runtime};

/// What repairs a recording.
const CURE: &str = "Lancez `cargo xtask enregistrer`.";

/// The runs of one listing, recorded on the same day on the same machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// The day, as in `2026-11-25`.
    pub date: String,
    /// By [`Runtime::ident`], or `asyncio`. What does not compile has no run.
    #[serde(rename = "variantes")]
    pub runs: BTreeMap<String, Run>,
}

/// One recorded run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// [`fingerprint`] of the program that ran.
    #[serde(rename = "empreinte")]
    pub fingerprint: String,
    /// How it ended.
    #[serde(rename = "fin")]
    pub end: RunEnd,
    /// Milliseconds from the start to the end.
    pub ms: u32,
    /// What it wrote, in order.
    #[serde(rename = "lignes")]
    pub lines: Vec<RunLine>,
}

/// Milliseconds from the start, file descriptor (1 or 2), text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunLine(pub u32, pub u8, pub String);

/// How a recorded run ended, in the words of `POST /api/run`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunEnd {
    /// Exit code 0.
    Success,
    /// A panic.
    Panic,
    /// Killed while it still ran.
    TimeLimit,
}

impl RunEnd {
    /// The end of a run that does what is stated; none for what does not compile.
    pub const fn of(end: &End) -> Option<Self> {
        match end {
            End::Success | End::Warning { .. } => Some(Self::Success),
            End::Panic { .. } => Some(Self::Panic),
            End::Endless { .. } => Some(Self::TimeLimit),
            End::CompileError { .. } => None,
        }
    }
}

impl Run {
    /// What it wrote to its standard output.
    pub fn stdout(&self) -> String {
        let printed = self.lines.iter().filter(|RunLine(_, fd, _)| *fd == 1);
        printed.map(|RunLine(.., text)| text.clone() + "\n").collect()
    }
}

impl Recording {
    pub(crate) fn parse(path: &Path, text: &str) -> Result<Self, Problem> {
        serde_json::from_str(text).map_err(|error| {
            let message = format!(
                "cet enregistrement ne se lit pas ({error}). Supprimez ce fichier, puis lancez `cargo xtask enregistrer`."
            );
            Problem::at(path, error.line(), message)
        })
    }

    /// The file's text: a line a run, so that a diff shows which changed.
    pub fn text(&self) -> String {
        let runs = self.runs.iter().map(|(variant, run)| json(variant) + ":" + &json(run));
        let runs: Vec<String> = runs.collect();
        format!("{{\"date\":{},\"variantes\":{{\n{}\n}}}}\n", json(&self.date), runs.join(",\n"))
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings and numbers have a JSON form")
}

/// A short name for a program's text: FNV-1a, 64 bits. It detects a change, it proves nothing.
pub fn fingerprint(source: &str) -> String {
    let hash = source.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// A program of a listing, seen as something to record.
#[derive(Clone, Copy, Debug)]
pub struct Recordable<'a> {
    /// [`Runtime::ident`], or `asyncio`.
    pub variant: &'static str,
    /// The runtime, unless it is the script.
    pub runtime: Option<Runtime>,
    /// Its file.
    pub path: &'a Path,
    /// Its text.
    pub source: &'a str,
    /// What it must print.
    pub expected: &'a Output,
    /// How it must end.
    pub end: RunEnd,
}

impl Listing {
    /// The programs that can be run, in the order of the tabs.
    pub fn recordables(&self) -> Vec<Recordable<'_>> {
        let programs = self.programs.iter().filter_map(|(runtime, program)| {
            Some(Recordable {
                variant: runtime.ident(),
                runtime: Some(runtime),
                path: &program.path,
                source: &program.source,
                expected: &program.expected,
                end: RunEnd::of(&program.end)?,
            })
        });
        let script = self.asyncio.iter().map(|script| Recordable {
            variant: "asyncio",
            runtime: None,
            path: &script.path,
            source: &script.source,
            expected: &script.expected,
            end: RunEnd::Success,
        });
        programs.chain(script).collect()
    }

    /// The recorded run of a program, unless the program has changed since.
    pub fn recorded(&self, program: &Recordable<'_>) -> Option<&Run> {
        let run = self.recording.as_ref()?.runs.get(program.variant)?;
        (run.fingerprint == fingerprint(program.source)).then_some(run)
    }

    /// Where the recording is not what is true today.
    pub fn stale_recordings(&self) -> Vec<Problem> {
        let programs = self.recordables();
        let mut problems = Vec::new();
        for program in &programs {
            let message = match self.recorded(program) {
                None => Some("l'exécution enregistrée manque, ou date d'un autre texte".to_owned()),
                Some(run) if run.end != program.end => Some(format!(
                    "l'exécution enregistrée finit par {:?}, et le programme par {:?}",
                    run.end, program.end
                )),
                Some(run) => program.expected.compare(&run.stdout()).err().map(|mismatch| {
                    format!(
                        "l'exécution enregistrée n'affiche pas ce qui est attendu :\n{mismatch}"
                    )
                }),
            };
            problems.extend(
                message.map(|message| Problem::new(program.path, format!("{message}. {CURE}"))),
            );
        }
        let known: BTreeSet<&str> = programs.iter().map(|program| program.variant).collect();
        let recorded = self.recording.iter().flat_map(|recording| recording.runs.keys());
        for variant in recorded.filter(|variant| !known.contains(variant.as_str())) {
            problems.push(Problem::new(
                &self.dir,
                format!(
                    "l'enregistrement a une exécution de `{variant}`, qui ne s'exécute pas. {CURE}"
                ),
            ));
        }
        problems
    }
}

/// Stops a run that should not end: long enough to see that it goes on.
pub fn wall(end: &End) -> Duration {
    if let End::Endless { after } = end { *after } else { crate::TIME_LIMIT }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_reads_back() {
        let run = Run {
            fingerprint: fingerprint("fn main() {}"),
            end: RunEnd::Panic,
            ms: 1002,
            lines: vec![RunLine(0, 1, "« l'un »".into()), RunLine(1001, 2, "\"\\".into())],
        };
        let recording =
            Recording { date: "2026-11-25".into(), runs: [("smol".to_owned(), run)].into() };
        let read = Recording::parse(Path::new("enregistrement.json"), &recording.text());
        assert_eq!(read.ok().as_ref(), Some(&recording));
        assert_eq!(recording.runs["smol"].stdout(), "« l'un »\n");
    }

    #[test]
    fn what_does_not_read_is_named_with_its_line() {
        let problem = Recording::parse(Path::new("enregistrement.json"), "{\n\"date\":1}");
        let problem = problem.expect_err("not a date").to_string();
        assert!(problem.starts_with("enregistrement.json:2 : "), "{problem}");
        assert!(problem.contains("cargo xtask enregistrer"), "{problem}");
    }

    #[test]
    fn a_fingerprint_is_that_of_fnv() {
        // From the reference's own table.
        assert_eq!(fingerprint(""), "cbf29ce484222325");
        assert_eq!(fingerprint("foobar"), "85944171f73967e8");
    }
}
