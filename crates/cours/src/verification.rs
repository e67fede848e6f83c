//! `cours verifier`: an author's look at what was just written.
//!
//! The same tasks, the same verifier and the same ledger as `cargo test`; what differs is that it
//! goes on after each change, and that it can take what was printed for what is expected.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use catalogue::{Catalogue, Output, nearest};
use futures_util::{StreamExt as _, stream};
use mdbook_listings::Settings as Section;
use sandbox::{Libraries, LibrariesRequest, Toolchain, build_libraries};
use verify::{Bench, Failure, Key, Ledger, Origin, Passed, SIDE_BY_SIDE, Task, Verifier};

use crate::watch::Watch;
use crate::{Settings, book, messages};

/// What to verify, and how.
#[derive(Clone, Debug, Default)]
pub struct Verification {
    /// Directory of book.toml.
    pub root: PathBuf,
    /// Chapters (or how their names begin) and listings; everything, if there are none.
    pub targets: Vec<String>,
    /// Whether to begin again after each change, until the future is dropped.
    pub watch: bool,
    /// Whether to write what was printed into the files of expected outputs.
    pub accept: bool,
    /// Whether what passed already is done again.
    pub everything: bool,
}

/// The libraries of the last round, which serve as long as their key stays.
type Kept = Option<(Key, Libraries)>;

impl Verification {
    /// Verifies, and prints what comes of it; whether all of it holds.
    ///
    /// # Errors
    /// In French: the listings do not read, a target does not exist, cargo refuses.
    pub async fn run(&self) -> Result<bool, String> {
        let mut kept = None;
        if !self.watch {
            return self.round(&mut kept).await;
        }
        let config = book::configuration(&self.root).map_err(|error| format!("{error:#}"))?;
        let (manifest, target) = (self.root.join("Cargo.toml"), self.root.join("target"));
        let mut watch = Watch::start(&self.root, &config, &manifest, &target)
            .map_err(|error| error.to_string())?;
        loop {
            // A file that does not read now may read after the next change.
            if let Err(error) = self.round(&mut kept).await {
                eprintln!("{error}");
            }
            println!("{}", messages::verification::watching());
            if watch.changed().await.is_none() {
                return Ok(true);
            }
        }
    }

    async fn round(&self, kept: &mut Kept) -> Result<bool, String> {
        let started = Instant::now();
        let tasks = self.tasks()?;
        let ledger =
            Ledger::open(&self.root, self.everything).map_err(|error| error.to_string())?;
        let ground = ledger.ground().clone();
        let python = verify::python();
        let (tasks, scripts): (Vec<_>, Vec<_>) = tasks
            .into_iter()
            .partition(|task| python.is_some() || !matches!(task, Task::Script(_)));
        if !scripts.is_empty() {
            println!("{}", messages::verification::scripts_skipped(scripts.len()));
        }
        let bench = Bench::new(ledger, tasks);
        let mut failures = Vec::new();
        if !bench.open.is_empty() {
            let origin = bench.origin();
            let libraries = self.libraries(kept, ground, origin).await?;
            let mut verifier = Verifier::new(libraries, origin);
            if let Some(python) = python {
                verifier = verifier.with_python(python);
            }
            let (bench, verifier) = (&bench, &verifier);
            let mut results = stream::iter(&bench.open)
                .map(|(task, key)| async move {
                    let started = Instant::now();
                    let result = bench.verify(verifier, task, key).await;
                    (task, started.elapsed(), result)
                })
                .buffer_unordered(SIDE_BY_SIDE);
            while let Some((task, elapsed, result)) = results.next().await {
                println!(
                    "{}",
                    messages::verification::verified(&task.name(), elapsed, result.is_ok())
                );
                if let Ok(Passed::Alone(failure)) = &result {
                    println!("{}", verify::disturbed(failure));
                }
                failures.extend(result.err().map(|failure| (task.clone(), failure)));
            }
        }
        for (_, failure) in &failures {
            println!("\n{failure}");
        }
        let passed = bench.open.len() - failures.len();
        let counts = (passed, failures.len(), bench.unchanged.len());
        println!("{}", messages::verification::verification_ended(counts, started.elapsed()));
        if self.accept && !failures.is_empty() {
            return self.accept(&failures);
        }
        Ok(failures.is_empty())
    }

    /// The tasks of the targets.
    fn tasks(&self) -> Result<Vec<Task>, String> {
        let config = book::configuration(&self.root).map_err(|error| format!("{error:#}"))?;
        let section = Section::read(&self.root, &config).map_err(|error| format!("{error:#}"))?;
        let catalogue =
            Catalogue::load(&section.listings).map_err(|problems| problems.to_string())?;
        let tasks = Task::all(catalogue);
        let names: BTreeSet<&str> = tasks
            .iter()
            .flat_map(|task| [task.listing().chapter.as_str(), task.listing().slug.as_str()])
            .collect();
        for target in &self.targets {
            if !tasks.iter().any(|task| is_meant(task, target)) {
                let guess = nearest(target, names.iter().copied());
                return Err(messages::verification::unknown_target(target, guess));
            }
        }
        let wanted = |task: &Task| {
            self.targets.is_empty() || self.targets.iter().any(|target| is_meant(task, target))
        };
        Ok(tasks.into_iter().filter(wanted).collect())
    }

    async fn libraries(
        &self,
        kept: &mut Kept,
        ground: Key,
        origin: Origin,
    ) -> Result<Libraries, String> {
        let executables = origin == Origin::Binaries;
        if let Some((key, libraries)) = kept
            && !executables
            && *key == ground
        {
            return Ok(libraries.clone());
        }
        let request = LibrariesRequest { executables, ..Settings::new(&self.root).libraries() };
        let built = async {
            let toolchain = Toolchain::find(&self.root).await?;
            build_libraries(&toolchain, &request, |_| {}).await
        };
        let libraries =
            built.await.map_err(|error| messages::libraries::programs_failed(&error.message))?;
        *kept = Some((ground, libraries.clone()));
        Ok(libraries)
    }

    /// Takes what was printed for what is expected, where that alone was wrong.
    fn accept(&self, failures: &[(Task, Failure)]) -> Result<bool, String> {
        let mut files: BTreeMap<PathBuf, Vec<&str>> = BTreeMap::new();
        let mut all = true;
        for (task, failure) in failures {
            match &failure.printed {
                Some(printed) => files.entry(expected_by(task)).or_default().push(printed),
                None => all = false,
            }
        }
        for (file, printed) in files {
            let old = fs::read_to_string(&file).unwrap_or_default();
            match rewritten(&file, &old, &printed, self.readers(&file)?) {
                Ok(new) => {
                    fs::write(&file, new)
                        .map_err(|error| format!("{} : {error}", file.display()))?;
                    println!("{}", messages::verification::accepted(&file));
                }
                Err(reason) => {
                    println!("{} : {reason}", file.display());
                    all = false;
                }
            }
        }
        Ok(all)
    }

    /// How many programs and scripts are compared with a file.
    fn readers(&self, file: &Path) -> Result<usize, String> {
        let everything = Self { targets: Vec::new(), ..self.clone() }.tasks()?;
        let of_file =
            |task: &&Task| !matches!(task, Task::Exercise(..)) && expected_by(task) == file;
        Ok(everything.iter().filter(of_file).count())
    }
}

/// Whether a target names the task's listing or its chapter, be it by its beginning (`ch04`).
fn is_meant(task: &Task, target: &str) -> bool {
    let listing = task.listing();
    let rest = listing.chapter.strip_prefix(target);
    listing.slug == target || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// The file that a task's output is compared with.
fn expected_by(task: &Task) -> PathBuf {
    let variant = match task {
        Task::Program(_, runtime) | Task::Exercise(_, runtime) => runtime.ident(),
        Task::Script(_) => "asyncio",
    };
    let own = task.listing().dir.join(format!("sortie.{variant}.txt"));
    if own.exists() { own } else { task.listing().dir.join("sortie.txt") }
}

/// The new text of a file that `readers` programs share; each of them must have printed it.
fn rewritten(file: &Path, old: &str, printed: &[&str], readers: usize) -> Result<String, String> {
    let Some(new) = Output::rewritten(old, printed[0]) else {
        return Err(messages::verification::free_order_by_hand());
    };
    let output = Output::parse(file, &new).map_err(|problem| problem.to_string())?;
    if printed.len() < readers || printed.iter().any(|text| output.compare(text).is_err()) {
        return Err(messages::verification::outputs_disagree());
    }
    Ok(new)
}
