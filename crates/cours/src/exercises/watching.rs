//! Verifies a program each time that the learner saves it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use catalogue::Runtime;
use notify_debouncer_full::notify::{EventKind, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, new_debouncer};
use tokio::sync::mpsc;

use super::checker::Checker;
use super::{Desk, Refusal, words};

/// Editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(200);

impl Desk<'_> {
    /// Verifies the named exercise, or what was begun, and again after every change, until the
    /// future is dropped.
    pub(super) async fn watch(
        &self,
        checker: &Checker,
        name: Option<&str>,
        env: Option<Runtime>,
    ) -> Result<bool, Refusal> {
        let mut pending = BTreeSet::new();
        if let Some(name) = name {
            let (listing, exercise) = self.course.find(name)?;
            let runtimes = self.open(listing, exercise, env)?;
            pending.extend(runtimes.into_iter().map(|runtime| (listing.slug.clone(), runtime)));
        }
        let followed = pending.clone();

        let folder = self.workbook.folder();
        let failed = |error: &dyn std::fmt::Display| words::not_watching(error);
        std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        let (sender, mut changes) = mpsc::unbounded_channel();
        let mut debouncer = new_debouncer(QUIET, None, move |result: DebounceEventResult| {
            // Reading a file is an event too, and verifying reads it.
            let changed = |kind: EventKind| !matches!(kind, EventKind::Access(_));
            for event in result.into_iter().flatten().filter(|event| changed(event.kind)) {
                // Nobody listens any more: the command is ending.
                let _ = sender.send(event.paths.clone());
            }
        })
        .map_err(|error| failed(&error))?;
        debouncer.watch(folder, RecursiveMode::Recursive).map_err(|error| failed(&error))?;
        self.terminal.say(&words::watching());

        // An event does not mean another text, and one that tells of a folder may mean any.
        let mut verified = BTreeMap::new();
        loop {
            if let Some((slug, runtime)) = pending.pop_first() {
                let (listing, exercise) = self.course.find(&slug)?;
                let text = std::fs::read_to_string(self.workbook.program(listing, runtime)).ok();
                let one = (slug.clone(), runtime);
                if text.is_some() && verified.get(&one) == text.as_ref() {
                    continue;
                }
                tokio::select! {
                    result = self.verify(checker, listing, exercise, runtime) => {
                        // A file that is away for a moment comes back as a change.
                        if let Err(refusal) = result {
                            self.terminal.say(&refusal);
                        }
                        verified.extend(text.map(|text| (one, text)));
                    }
                    Some(paths) = changes.recv() => {
                        pending.insert((slug, runtime));
                        pending.extend(self.programs(&paths));
                    }
                }
            } else {
                let Some(paths) = changes.recv().await else { return Ok(true) };
                pending.extend(self.programs(&paths));
            }
            pending.retain(|one| {
                let named = followed.is_empty() || followed.contains(one);
                named && env.is_none_or(|env| one.1 == env)
            });
        }
    }

    /// The programs among these files, and in these folders.
    fn programs(&self, paths: &[PathBuf]) -> Vec<(String, Runtime)> {
        let exercises = self
            .course
            .exercises()
            .flat_map(|(listing, _)| Runtime::ALL.map(|runtime| (listing, runtime)));
        exercises
            .filter(|(listing, runtime)| {
                let program = self.workbook.program(listing, *runtime);
                // A file in a new folder may be told of by the folder alone.
                program.is_file() && paths.iter().any(|path| program.starts_with(path))
            })
            .map(|(listing, runtime)| (listing.slug.clone(), runtime))
            .collect()
    }
}
