//! What there is to verify.

use std::sync::Arc;
use std::time::{Duration, Instant};

use catalogue::{Catalogue, End, Listing, Runtime};

use crate::{Failure, Key, Ledger, Origin, Passed, Verifier};

/// So few programs are compiled by themselves: sooner done than the binaries that hold them all.
const FEW: usize = 12;

/// A program that nobody has timed yet, here or for the recordings.
const UNKNOWN: Duration = Duration::from_secs(1);

/// One thing to verify.
#[derive(Clone, Debug)]
pub enum Task {
    /// A program does all that is stated, and nothing else.
    Program(Arc<Listing>, Runtime),
    /// The Python counterpart prints what is stated.
    Script(Arc<Listing>),
    /// The starting point fails the check of the exercise, the solution passes it.
    Exercise(Arc<Listing>, Runtime),
}

impl Task {
    /// All that a catalogue states, in its order.
    pub fn all(catalogue: Catalogue) -> Vec<Self> {
        let mut tasks = Vec::new();
        for listing in catalogue.listings.into_values().map(Arc::new) {
            for runtime in Runtime::ALL {
                tasks.push(Self::Program(listing.clone(), runtime));
                if listing.exercise().is_some() {
                    tasks.push(Self::Exercise(listing.clone(), runtime));
                }
            }
            if listing.asyncio.is_some() {
                tasks.push(Self::Script(listing));
            }
        }
        tasks
    }

    /// The listing that it belongs to.
    pub fn listing(&self) -> &Arc<Listing> {
        match self {
            Self::Program(listing, _) | Self::Script(listing) | Self::Exercise(listing, _) => {
                listing
            }
        }
    }

    /// `chapter::listing::tokio`, `chapter::listing::asyncio`, `chapter::listing::check::smol`.
    pub fn name(&self) -> String {
        let Listing { chapter, slug, .. } = &**self.listing();
        match self {
            Self::Program(_, runtime) => format!("{chapter}::{slug}::{}", runtime.ident()),
            Self::Script(_) => format!("{chapter}::{slug}::asyncio"),
            Self::Exercise(_, runtime) => format!("{chapter}::{slug}::check::{}", runtime.ident()),
        }
    }

    /// What it took when the course was recorded.
    fn recorded(&self) -> Option<Duration> {
        let runs = &self.listing().recording.as_ref()?.runs;
        let run = match self {
            Self::Program(_, runtime) => runs.get(runtime.ident())?,
            Self::Script(_) => runs.get("asyncio")?,
            Self::Exercise(..) => return None,
        };
        Some(Duration::from_millis(run.ms.into()))
    }

    /// Whether rustc is part of it whatever is built already.
    pub fn compiles(&self) -> bool {
        match self {
            Self::Program(listing, runtime) => {
                let end = &listing.programs.get(*runtime).end;
                matches!(end, End::CompileError { .. } | End::Warning { .. })
            }
            Self::Script(_) => false,
            Self::Exercise(..) => true,
        }
    }

    /// Everything of the listing that decides of the result.
    fn key(&self, ledger: &Ledger) -> Key {
        match self {
            Self::Program(listing, runtime) => {
                let program = listing.programs.get(*runtime);
                let stated = format!("{:?} {:?}", program.end, program.expected);
                ledger.key(["program", &program.source, &stated])
            }
            Self::Script(listing) => {
                let script = listing.asyncio.as_ref();
                let source = script.map_or("", |script| &script.source);
                let stated = format!("{:?}", script.map(|script| &script.expected));
                ledger.key(["script", source, &stated])
            }
            Self::Exercise(listing, runtime) => {
                let solution = &listing.programs.get(*runtime).source;
                let exercise = listing.exercise();
                let start = exercise.map_or("", |exercise| exercise.starts.get(*runtime));
                let check = exercise.map_or("", |exercise| &exercise.check);
                ledger.key(["exercise", solution, start, check])
            }
        }
    }
}

/// Tasks against what the ledger knows of them.
#[derive(Debug)]
pub struct Bench {
    /// Those that passed, and of which nothing has changed.
    pub unchanged: Vec<Task>,
    /// The others, the longest first: what starts last must not be what takes longest.
    pub open: Vec<(Task, Key)>,
    ledger: Ledger,
}

impl Bench {
    /// Sorts tasks out.
    pub fn new(ledger: Ledger, tasks: impl IntoIterator<Item = Task>) -> Self {
        let (mut unchanged, mut open) = (Vec::new(), Vec::new());
        for task in tasks {
            let (name, key) = (task.name(), task.key(&ledger));
            if ledger.has(&name, &key) {
                unchanged.push(task);
            } else {
                let duration = ledger.duration(&name).or_else(|| task.recorded());
                open.push((duration.unwrap_or(UNKNOWN), task, key));
            }
        }
        open.sort_by_key(|(duration, ..)| std::cmp::Reverse(*duration));
        let open = open.into_iter().map(|(_, task, key)| (task, key)).collect();
        Self { unchanged, open, ledger }
    }

    /// Where the open programs are best taken from.
    pub fn origin(&self) -> Origin {
        let programs = self.open.iter().filter(|(task, _)| matches!(task, Task::Program(..)));
        if programs.count() <= FEW { Origin::Sources } else { Origin::Binaries }
    }

    /// Does one task, and notes it when it passes.
    ///
    /// # Errors
    /// What does not hold.
    pub async fn verify(
        &self,
        verifier: &Verifier,
        task: &Task,
        key: &Key,
    ) -> Result<Passed<Failure>, Failure> {
        let started = Instant::now();
        let passed = verifier.task(task).await?;
        // Not noted, it is only done once more.
        let _ = self.ledger.pass(&task.name(), key, started.elapsed());
        Ok(passed)
    }
}
