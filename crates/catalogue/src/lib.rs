//! Reads `listings/` into plain values.
//!
//! A listing is a folder `listings/<chapter>/<slug>/` that holds one complete program for each
//! runtime, what they must print, and, according to its kind, the description of a fault, an
//! exercise or a quiz. The crate only reads: it compiles nothing, runs nothing, renders nothing.
//!
//! ```text
//! load ─┬─ source    programs: anchors, heart, starting point
//!       ├─ output    sortie.txt: marks, comparison
//!       ├─ recording enregistrement.json: a run of each program, as it happened
//!       └─ manifest  listing.toml, faute.toml, exercice.toml, quiz.toml
//! ```
//!
//! Everything that an author can get wrong becomes a [`Problem`] with a file, a line and a cure;
//! [`Catalogue::load`] reports all of them at once.

mod load;
mod manifest;
mod output;
mod problem;
mod recording;
mod source;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

pub use output::{Mismatch, Output, Piece};
pub use problem::{Problem, Problems, nearest};
pub use recording::{Recordable, Recording, Run, RunEnd, RunLine, fingerprint, wall};

/// Wall time that a program of the book may take, by the same rule for readers and for tests.
pub const TIME_LIMIT: Duration = Duration::from_secs(10);

/// The three runtimes of the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Runtime {
    /// tokio 1.
    Tokio,
    /// async-std 1.13, discontinued in favour of smol (RUSTSEC-2025-0052).
    AsyncStd,
    /// smol 2.
    Smol,
}

impl Runtime {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Tokio, Self::AsyncStd, Self::Smol];

    /// The name of the crate as it is published, which is also what the reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tokio => "tokio",
            Self::AsyncStd => "async-std",
            Self::Smol => "smol",
        }
    }

    /// The identifier: stem of the program's file, module name, key in a manifest.
    pub const fn ident(self) -> &'static str {
        match self {
            Self::Tokio => "tokio",
            Self::AsyncStd => "async_std",
            Self::Smol => "smol",
        }
    }

    /// The inverse of [`Self::ident`].
    pub fn from_ident(ident: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|runtime| runtime.ident() == ident)
    }

    /// Name of the binary of the package `programs` that holds the listing `slug` for this runtime.
    pub fn binary(self, slug: &str) -> String {
        self.part(slug.bytes().map(usize::from).sum::<usize>() % PARTS)
    }

    /// Names of all binaries of that package.
    pub fn binaries() -> impl Iterator<Item = String> {
        Self::ALL.into_iter().flat_map(|it| (0..PARTS).map(move |part| it.part(part)))
    }

    fn part(self, part: usize) -> String {
        format!("programs-{}-{}", self.label(), part + 1)
    }
}

/// So many binaries share the listings of a runtime, each by the bytes of its name: one alone takes
/// rustc 400 MiB for a hundred listings.
const PARTS: usize = 4;

/// One value for each runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerRuntime<T>([T; 3]);

impl<T> PerRuntime<T> {
    /// Builds the three values in the order of [`Runtime::ALL`].
    pub fn new(make: impl FnMut(Runtime) -> T) -> Self {
        Self(Runtime::ALL.map(make))
    }

    /// The value of one runtime.
    pub const fn get(&self, runtime: Runtime) -> &T {
        &self.0[runtime as usize]
    }

    /// The three, in the order of [`Runtime::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Runtime, &T)> {
        Runtime::ALL.into_iter().zip(&self.0)
    }

    /// Whether the three are equal in what `key` takes of them.
    pub fn agree<K: PartialEq>(&self, key: impl Fn(&T) -> K) -> bool {
        let first = key(&self.0[0]);
        self.0[1..].iter().all(|value| key(value) == first)
    }
}

/// Everything that `listings/` holds.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The folder that was read.
    pub root: PathBuf,
    /// By slug.
    pub listings: BTreeMap<String, Listing>,
    /// By slug; slugs are unique over listings and quizzes together.
    pub quizzes: BTreeMap<String, Quiz>,
    /// What the recordings were made with, by name: `rustc`, `tokio`, …; empty when none was made.
    pub versions: BTreeMap<String, String>,
}

/// One listing: three programs that say the same thing.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Unique in the book: name of the folder.
    pub slug: String,
    /// Name of the folder above: the stem of the chapter's file.
    pub chapter: String,
    /// The folder.
    pub dir: PathBuf,
    /// Caption (Markdown).
    pub title: Option<String>,
    /// What the folder is for.
    pub kind: Kind,
    /// The three programs; those of an exercise are its solution.
    pub programs: PerRuntime<Program>,
    /// The counterpart in Python, if there is one.
    pub asyncio: Option<Script>,
    /// A run of each, if there is one yet; perhaps of older programs.
    pub recording: Option<Recording>,
}

impl Listing {
    /// Whether the runtimes behave differently, by design: they end differently, or what one
    /// prints would not pass for what another must print.
    pub fn diverges(&self) -> bool {
        let outputs = || self.programs.iter().map(|(_, program)| &program.expected);
        !self.programs.agree(|program| program.end.clone())
            || outputs().any(|one| outputs().any(|other| other.compare(&one.text()).is_err()))
    }

    /// The exercise's part, when it is one.
    pub const fn exercise(&self) -> Option<&Exercise> {
        if let Kind::Exercise(exercise) = &self.kind { Some(exercise) } else { None }
    }

    /// The listing as a Rust identifier: module name in the binaries.
    pub fn ident(&self) -> String {
        self.slug.replace('-', "_")
    }
}

/// What a listing's folder is for.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Programs that work.
    Plain,
    /// Programs that fail as stated, with the slug of the listing that cures them.
    Faulty {
        /// Mandatory when all runtimes fail.
        remedy: Option<String>,
    },
    /// Programs with a part for the learner to write.
    Exercise(Exercise),
}

/// One program for one runtime.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its file.
    pub path: PathBuf,
    /// The file's text: what is compiled.
    pub source: String,
    /// What the reader sees: the text without the anchor lines and the starting point's lines.
    pub shown: String,
    /// What it must print.
    pub expected: Output,
    /// How it must end.
    pub end: End,
}

/// The counterpart of a listing in Python.
#[derive(Clone, Debug)]
pub struct Script {
    /// Its file.
    pub path: PathBuf,
    /// The file's text.
    pub source: String,
    /// What it must print.
    pub expected: Output,
}

/// Stands for a code in [`End::CompileError`]: rustc gives none to some errors, above all to a
/// future that is not `Send`.
pub const NO_CODE: &str = "sans code";

/// How a program must end.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// Exit code 0.
    Success,
    /// rustc refuses it with this error code, and prints `message`.
    CompileError {
        /// Such as `E0728`, or [`NO_CODE`]; there is a message then.
        code: String,
        /// Exact fragment of what rustc prints.
        message: Option<String>,
    },
    /// Compiles with this lint's warning, then exits with 0.
    Warning {
        /// Such as `unused_must_use`.
        lint: String,
        /// Exact fragment of what rustc prints.
        message: Option<String>,
    },
    /// Panics (exit code 101).
    Panic {
        /// Exact fragment of the panic's message.
        message: String,
    },
    /// Still runs after so much wall time, and is killed then.
    Endless {
        /// When it is looked at.
        after: Duration,
    },
}

impl End {
    /// Whether there is a program to run at all.
    pub const fn compiles(&self) -> bool {
        !matches!(self, Self::CompileError { .. })
    }

    /// The fragment that rustc or the panic must print.
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::CompileError { message, .. } | Self::Warning { message, .. } => {
                message.as_deref()
            }
            Self::Panic { message } => Some(message),
            Self::Success | Self::Endless { .. } => None,
        }
    }
}

/// What an exercise adds to a listing. Texts are Markdown.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// Heading.
    pub title: String,
    /// 1 ★ Facile, 2 ★★ Moyen, 3 ★★★ Avancé.
    pub difficulty: u8,
    /// Indicative duration.
    pub minutes: u32,
    /// What the learner will be able to do.
    pub goal: String,
    /// The task.
    pub statement: String,
    /// From vague to precise.
    pub hints: Vec<String>,
    /// The starting point for each runtime: the program less its solution.
    pub starts: PerRuntime<String>,
    /// `verification.rs`, as written.
    pub check: String,
    /// What is checked, in the order of the file.
    pub criteria: Vec<Criterion>,
}

/// One criterion of an exercise: a test function and what it means to the learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Name of the test function.
    pub test: String,
    /// Its doc comment.
    pub label: String,
}

impl Exercise {
    /// The program to compile with `rustc --test` in order to check `code`, the learner's program.
    ///
    /// The check is appended, so that the learner's lines keep their numbers.
    pub fn check_source(&self, code: &str, runtime: Runtime) -> String {
        let block_on = match runtime {
            Runtime::Tokio => {
                "::tokio::runtime::Runtime::new().expect(\"tokio démarre\").block_on(future)"
            }
            Runtime::AsyncStd => "::async_std::task::block_on(future)",
            Runtime::Smol => "::smol::block_on(future)",
        };
        let check = &self.check;
        format!(
            "{code}\n\
             #[cfg(test)]\n\
             mod verification {{\n\
             #[allow(unused_imports)]\n\
             use super::*;\n\
             #[allow(dead_code)]\n\
             fn block_on<F: ::std::future::Future>(future: F) -> F::Output {{ {block_on} }}\n\
             {check}\n\
             }}\n"
        )
    }
}

/// Questions with choices.
#[derive(Clone, Debug)]
pub struct Quiz {
    /// Unique in the book: name of the folder.
    pub slug: String,
    /// Name of the folder above: the stem of the chapter's file.
    pub chapter: String,
    /// The folder.
    pub dir: PathBuf,
    /// Title (Markdown).
    pub title: String,
    /// At least one.
    pub questions: Vec<Question>,
}

/// One question: exactly one of its choices is right.
#[derive(Clone, Debug)]
pub struct Question {
    /// Markdown.
    pub statement: String,
    /// For « prédisez la sortie »: the listing whose output is the right choice.
    pub listing: Option<String>,
    /// At least two.
    pub choices: Vec<Choice>,
    /// Index of the right one in `choices`.
    pub answer: usize,
}

/// One choice of a question.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Markdown; for a prediction, the printed output as it is.
    pub text: String,
    /// Why it is right, or wrong (Markdown).
    pub explanation: String,
}
