//! `cours exercices`: the exercises in the terminal, with the learner's own editor.
//!
//! ```text
//! Command ─ Desk ─┬─ workbook  the learner's files, never overwritten
//!                 ├─ progress  progression.json beside them, which the page can import
//!                 ├─ checker   the check itself: the same run as on the page
//!                 └─ words     every French sentence
//! ```

mod checker;
mod progress;
mod watching;
mod words;
mod workbook;

use std::path::Path;
use std::process::ExitCode;

use catalogue::{Catalogue, Exercise, Listing, Runtime, nearest};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use mdbook_driver::MDBook;
use mdbook_listings::{Outline, Work};
use tokio::sync::oneshot;

use self::checker::{Checker, Report};
use self::progress::Progress;
use self::workbook::Workbook;
use crate::terminal::Terminal;
use crate::{Settings, StartError, book};

/// What to do with the exercises.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Command {
    /// Donne la liste des exercices, et où vous en êtes.
    Lister,
    /// Montre un énoncé.
    #[command(alias = "énoncé")]
    Enonce(One),
    /// Vérifie votre programme ; la première fois, l'écrit à partir du point de départ.
    #[command(alias = "vérifier")]
    Verifier(OnRuntime),
    /// Vérifie votre programme chaque fois que vous l'enregistrez, jusqu'à Ctrl-C.
    Surveiller {
        /// Nom de l'exercice ; sans nom, tous ceux que vous avez commencés.
        exercice: Option<String>,
        /// Environnement d'exécution : tokio, async-std ou smol.
        #[arg(long, value_name = "ENVIRONNEMENT", value_parser = runtimes(), hide_possible_values = true)]
        env: Option<Runtime>,
    },
    /// Donne l'indice suivant.
    Indice(One),
    /// Remet le point de départ, et garde votre programme sous un autre nom.
    #[command(alias = "réinitialiser")]
    Reinitialiser(OnRuntime),
    /// Montre la solution, après confirmation.
    Solution {
        /// Which.
        #[command(flatten)]
        which: OnRuntime,
        /// Répond oui d'avance.
        #[arg(long)]
        oui: bool,
    },
}

/// An exercise.
#[derive(Clone, Debug, clap::Args)]
pub struct One {
    /// Nom de l'exercice, avec ou sans « exercice- ».
    exercice: String,
}

/// An exercise, perhaps on one runtime only.
#[derive(Clone, Debug, clap::Args)]
pub struct OnRuntime {
    /// Nom de l'exercice, avec ou sans « exercice- ».
    exercice: String,
    /// Environnement d'exécution : tokio, async-std ou smol ; sans cette option, ceux que vous avez
    /// commencés, ou tokio.
    #[arg(long, value_name = "ENVIRONNEMENT", value_parser = runtimes(), hide_possible_values = true)]
    env: Option<Runtime>,
}

fn runtimes() -> impl TypedValueParser<Value = Runtime> {
    PossibleValuesParser::new(Runtime::ALL.map(Runtime::label)).try_map(|label| {
        let found = Runtime::ALL.into_iter().find(|runtime| runtime.label() == label);
        found.ok_or_else(|| words::unknown_runtime(&label))
    })
}

/// What could not be done: a French text.
type Refusal = String;

/// Does what is asked, and says it on the terminal. The exit code is a failure when the exercise
/// is not passed.
pub async fn run(settings: Settings, command: Command) -> ExitCode {
    match perform(settings, command).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(refusal) => {
            eprintln!("{refusal}");
            ExitCode::FAILURE
        }
    }
}

async fn perform(settings: Settings, command: Command) -> Result<bool, Refusal> {
    let root = crate::root(&settings.root).map_err(|error: StartError| error.to_string())?;
    let settings = Settings { root, ..settings };
    let course = Course::load(&settings.root)?;
    let outline = Outline::new(&course.book, &course.catalogue);
    let desk = Desk {
        course: &course,
        workbook: Workbook::new(&settings.root),
        terminal: Terminal::new(settings.quiet),
    };
    match command {
        Command::Lister => desk.list(&outline),
        Command::Enonce(One { exercice }) => desk.statement(&exercice),
        Command::Indice(One { exercice }) => desk.hint(&exercice),
        Command::Reinitialiser(OnRuntime { exercice, env }) => desk.reset(&exercice, env),
        Command::Solution { which: OnRuntime { exercice, env }, oui } => {
            desk.solution(&exercice, env, oui).await
        }
        Command::Verifier(OnRuntime { exercice, env }) => {
            let (listing, exercise) = course.find(&exercice)?;
            let checker = Checker::start(&settings, course.catalogue.clone());
            let mut all = true;
            for runtime in desk.open(listing, exercise, env)? {
                all &= desk.verify(&checker, listing, exercise, runtime).await?;
            }
            Ok(all)
        }
        Command::Surveiller { exercice, env } => {
            let checker = Checker::start(&settings, course.catalogue.clone());
            desk.watch(&checker, exercice.as_deref(), env).await
        }
    }
}

/// The book as its authors wrote it.
struct Course {
    book: mdbook_driver::book::Book,
    catalogue: Catalogue,
}

impl Course {
    fn load(root: &Path) -> Result<Self, Refusal> {
        let failed = |error: anyhow::Error| words::course_failed(&format!("{error:#}"));
        let config = book::configuration(root).map_err(failed)?;
        let settings = mdbook_listings::Settings::read(root, &config).map_err(failed)?;
        let catalogue =
            Catalogue::load(&settings.listings).map_err(|problems| failed(problems.into()))?;
        let book = MDBook::load_with_config(root, config).map_err(failed)?.book;
        Ok(Self { book, catalogue })
    }

    /// The exercise of this name, with or without `exercice-`.
    fn find(&self, name: &str) -> Result<(&Listing, &Exercise), Refusal> {
        let full = format!("exercice-{name}");
        let found = [name, &full].into_iter().find_map(|slug| {
            let listing = self.catalogue.listings.get(slug)?;
            Some((listing, listing.exercise()?))
        });
        found.ok_or_else(|| {
            let exercises = || self.exercises().map(|(listing, _)| listing.slug.as_str());
            let near = nearest(name, exercises()).or_else(|| nearest(&full, exercises()));
            words::unknown_exercise(name, near)
        })
    }

    fn exercises(&self) -> impl Iterator<Item = (&Listing, &Exercise)> {
        self.catalogue.listings.values().filter_map(|it| Some((it, it.exercise()?)))
    }
}

/// What the commands work with.
struct Desk<'a> {
    course: &'a Course,
    workbook: Workbook,
    terminal: Terminal,
}

impl Desk<'_> {
    fn progress(&self) -> Result<Progress, Refusal> {
        Progress::load(&self.workbook.progress())
            .map_err(|fault| words::progress_failed(&self.workbook.progress(), &fault))
    }

    /// Reads the progress, changes it and writes it.
    fn record<T>(&self, change: impl FnOnce(&mut Progress) -> T) -> Result<T, Refusal> {
        let path = self.workbook.progress();
        let mut progress = self.progress()?;
        let told = change(&mut progress);
        progress.save(&path).map_err(|error| words::not_written(&path, &error))?;
        Ok(told)
    }

    fn list(&self, outline: &Outline<'_>) -> Result<bool, Refusal> {
        let progress = self.progress()?;
        let exercises = |works: &[Work<'_>]| -> Vec<_> {
            let exercise = |work: &Work<'_>| match *work {
                Work::Exercise(listing, exercise) => {
                    Some(words::line(listing, exercise, &progress.exercise(&listing.slug)))
                }
                Work::Quiz(_) => None,
            };
            works.iter().filter_map(exercise).collect()
        };
        let chapters: Vec<_> =
            outline.chapters.iter().map(|it| (it.title.as_str(), exercises(&it.works))).collect();
        self.terminal.say(&words::list(&chapters));
        Ok(true)
    }

    fn statement(&self, name: &str) -> Result<bool, Refusal> {
        let (listing, exercise) = self.course.find(name)?;
        self.terminal.say(&words::statement(listing, exercise));
        Ok(true)
    }

    fn hint(&self, name: &str) -> Result<bool, Refusal> {
        let (listing, exercise) = self.course.find(name)?;
        let total = exercise.hints.len();
        let read = self.progress()?.exercise(&listing.slug).hints.min(total);
        if read == total {
            for (index, hint) in exercise.hints.iter().enumerate() {
                self.terminal.say(&words::hint(index + 1, total, hint));
            }
            self.terminal.say(&words::no_more_hints(&listing.slug));
        } else {
            self.record(|progress| progress.exercise_mut(&listing.slug).hints = read + 1)?;
            self.terminal.say(&words::hint(read + 1, total, &exercise.hints[read]));
        }
        Ok(true)
    }

    fn reset(&self, name: &str, env: Option<Runtime>) -> Result<bool, Refusal> {
        let (listing, exercise) = self.course.find(name)?;
        let begun = self.workbook.begun(listing);
        let runtimes = env.map_or(begun, |env| vec![env]);
        for &runtime in &runtimes {
            let path = self.workbook.program(listing, runtime);
            let kept = self
                .workbook
                .reset(listing, exercise, runtime)
                .map_err(|error| words::not_written(&path, &error))?;
            self.terminal.say(&words::reset(&shown(&path), kept.as_deref().map(shown).as_deref()));
        }
        if runtimes.is_empty() {
            self.terminal.say(&words::nothing_to_reset(&listing.slug));
            return Ok(true);
        }
        self.record(|progress| progress.forget(&listing.slug, env))?;
        Ok(true)
    }

    async fn solution(&self, name: &str, env: Option<Runtime>, yes: bool) -> Result<bool, Refusal> {
        let (listing, exercise) = self.course.find(name)?;
        let known = self.progress()?.exercise(&listing.slug);
        let left = exercise.hints.len().saturating_sub(known.hints);
        if !yes && !confirmed(&words::ask_for_solution(exercise, left)).await {
            self.terminal.say(&words::solution_kept());
            return Ok(false);
        }
        self.record(|progress| progress.exercise_mut(&listing.slug).solution = true)?;
        let begun = self.workbook.begun(listing);
        let runtime = env.or(begun.first().copied()).unwrap_or(Runtime::Tokio);
        self.terminal.say(&words::solution(runtime, &listing.programs.get(runtime).shown));
        Ok(true)
    }

    /// The runtimes to verify, whose files are then there.
    fn open(
        &self,
        listing: &Listing,
        exercise: &Exercise,
        env: Option<Runtime>,
    ) -> Result<Vec<Runtime>, Refusal> {
        let mut runtimes = env.map_or_else(|| self.workbook.begun(listing), |env| vec![env]);
        if runtimes.is_empty() {
            runtimes.push(Runtime::Tokio);
        }
        for &runtime in &runtimes {
            let path = self.workbook.program(listing, runtime);
            let created = self
                .workbook
                .open(listing, exercise, runtime)
                .map_err(|error| words::not_written(&path, &error))?;
            if created {
                self.terminal.say(&words::created(&shown(&path), &listing.slug));
            }
        }
        Ok(runtimes)
    }

    /// Whether the learner's program meets every criterion, which is then remembered.
    async fn verify(
        &self,
        checker: &Checker,
        listing: &Listing,
        exercise: &Exercise,
        runtime: Runtime,
    ) -> Result<bool, Refusal> {
        let path = self.workbook.program(listing, runtime);
        let code =
            std::fs::read_to_string(&path).map_err(|error| words::not_read(&path, &error))?;
        self.terminal.say(&words::checking(&shown(&path)));
        let report: Report = checker.check(listing, exercise, runtime, code, &self.terminal).await;
        let passed = report.passed();
        // What is said is then so.
        let recorded = if passed {
            self.record(|progress| progress.passed(&listing.slug, runtime))
        } else {
            Ok(())
        };
        self.terminal.say(&words::report(&report, &shown(&path)));
        recorded.map(|()| passed)
    }
}

/// A path as the learner would type it.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}

/// Asks, and reads the answer: anything but a yes is a no, and so is a closed input.
async fn confirmed(question: &str) -> bool {
    eprint!("{question}");
    let (sender, answer) = oneshot::channel();
    // Not a task of the runtime, whose end would wait for the learner after Ctrl-C.
    std::thread::spawn(move || {
        let mut line = String::new();
        let read = std::io::stdin().read_line(&mut line);
        // Nobody waits any more: the command is ending.
        let _ = sender.send(read.map(|_| line));
    });
    let answer = answer.await.ok().and_then(Result::ok).unwrap_or_default();
    matches!(answer.trim().to_lowercase().as_str(), "o" | "oui")
}
