//! What the learner has done: the file that the page « Où en suis-je ? » exports and imports.
//!
//! Its keys are French because a learner may open it; theme/js/progress.js writes the same.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use catalogue::Runtime;
use serde::{Deserialize, Serialize};

const VERSION: u32 = 1;

/// The file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Progress {
    version: u32,
    #[serde(default, rename = "exercices")]
    exercises: BTreeMap<String, Known>,
    /// The page's own: quizzes are not done in the terminal.
    #[serde(default)]
    quiz: serde_json::Map<String, serde_json::Value>,
}

/// What is known of one exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Known {
    /// Runtimes on which it was passed, by identifier.
    #[serde(rename = "reussi")]
    pub(super) passed: Vec<String>,
    /// Hints that were read.
    #[serde(rename = "indices")]
    pub(super) hints: usize,
    /// Whether the solution was read.
    pub(super) solution: bool,
}

impl Default for Progress {
    fn default() -> Self {
        Self { version: VERSION, exercises: BTreeMap::new(), quiz: serde_json::Map::new() }
    }
}

/// Why the file does not read.
#[derive(Debug)]
pub(super) enum Fault {
    Unreadable(io::Error),
    Malformed(serde_json::Error),
    /// Written by another version of the course.
    Version(u32),
}

impl Progress {
    /// Reads the file; without one, nothing is done yet.
    pub(super) fn load(path: &Path) -> Result<Self, Fault> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Fault::Unreadable(error)),
        };
        let progress: Self = serde_json::from_str(&text).map_err(Fault::Malformed)?;
        if progress.version == VERSION {
            Ok(progress)
        } else {
            Err(Fault::Version(progress.version))
        }
    }

    /// Writes the file whole, or leaves the one that is there.
    pub(super) fn save(&self, path: &Path) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let beside = path.with_extension("json.nouveau");
        fs::write(&beside, serde_json::to_string_pretty(self)? + "\n")?;
        fs::rename(beside, path)
    }

    pub(super) fn exercise(&self, slug: &str) -> Known {
        self.exercises.get(slug).cloned().unwrap_or_default()
    }

    pub(super) fn exercise_mut(&mut self, slug: &str) -> &mut Known {
        self.exercises.entry(slug.to_owned()).or_default()
    }

    pub(super) fn passed(&mut self, slug: &str, runtime: Runtime) {
        let passed = &mut self.exercise_mut(slug).passed;
        if !passed.iter().any(|known| known == runtime.ident()) {
            passed.push(runtime.ident().to_owned());
        }
    }

    /// Forgets an exercise, or only that it was passed on one runtime.
    pub(super) fn forget(&mut self, slug: &str, runtime: Option<Runtime>) {
        match runtime {
            Some(runtime) => {
                self.exercise_mut(slug).passed.retain(|known| known != runtime.ident());
            }
            None => {
                self.exercises.remove(slug);
            }
        }
    }
}
