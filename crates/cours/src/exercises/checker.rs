//! The check of one program: a run as the page asks for it, gathered into a report.

use std::sync::Arc;

use catalogue::{Catalogue, Exercise, Listing, Runtime};
use sandbox::{Diagnostic, Edition};
use tokio::sync::{mpsc, watch};
use tokio::task::AbortHandle;

use crate::Settings;
use crate::book::Book;
use crate::messages;
use crate::runs::{Bounds, Job, Listener, Reader, Register, RunEvent, Runner};
use crate::terminal::Terminal;
use crate::workshop::{Stage, Workshop};

/// Checks programs, once the libraries are built.
#[derive(Debug)]
pub(super) struct Checker {
    runner: Runner,
    stage: watch::Receiver<Stage>,
    building: AbortHandle,
}

/// What came of a check.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// In the order of the exercise.
    pub(super) criteria: Vec<Checked>,
    /// What the program wrote.
    pub(super) output: Vec<String>,
    /// What rustc said.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How it ended, in French.
    pub(super) message: String,
}

/// One criterion.
#[derive(Debug)]
pub(super) struct Checked {
    /// Markdown.
    pub(super) label: String,
    /// `None` when it was not looked at.
    pub(super) passed: Option<bool>,
    /// What was expected.
    pub(super) message: Option<String>,
}

impl Report {
    /// Whether every criterion is met: a program that ends before its check is over is no success.
    pub(super) fn passed(&self) -> bool {
        self.criteria.iter().all(|criterion| criterion.passed == Some(true))
    }
}

impl Checker {
    /// Begins to build the libraries.
    pub(super) fn start(settings: &Settings, catalogue: Catalogue) -> Self {
        let workshop = Arc::new(Workshop::new(settings.libraries()));
        let stage = workshop.subscribe();
        let (_, book) = watch::channel(Book::without_pages(catalogue));
        let register = Arc::new(Register::new(Bounds::ALONE));
        let runner = Runner::new(settings.limits, register, stage.clone(), book);
        let building = tokio::spawn(async move { workshop.work().await }).abort_handle();
        Self { runner, stage, building }
    }

    /// Checks `code`. Dropping the future ends all of it.
    pub(super) async fn check(
        &self,
        listing: &Listing,
        exercise: &Exercise,
        runtime: Runtime,
        code: String,
        terminal: &Terminal,
    ) -> Report {
        let job = Job {
            code,
            edition: Edition::default(),
            optimize: false,
            // Most often it is checked once: there is no next time to prepare.
            program: None,
            check: Some((listing.slug.clone(), runtime)),
        };
        let unknown =
            |label: &String| Checked { label: label.clone(), passed: None, message: None };
        let mut report = Report {
            criteria: exercise.criteria.iter().map(|it| unknown(&it.label)).collect(),
            ..Report::default()
        };
        let reader = Reader::new("", "");
        let entry = match self.runner.admit(&reader, &job) {
            Ok(entry) => entry,
            Err(busy) => return Report { message: messages::run::busy(busy), ..report },
        };
        let (sender, mut events) = mpsc::channel(64);
        let performing = async {
            let listener = Listener::new(sender, entry, reader);
            // Nobody leaves before the end.
            let _ = self.runner.perform(job, &listener).await;
        };
        let gathering = async {
            while let Some(event) = events.recv().await {
                self.add(event, exercise, &mut report, terminal);
            }
        };
        tokio::join!(performing, gathering);
        report
    }

    fn add(&self, event: RunEvent, exercise: &Exercise, report: &mut Report, terminal: &Terminal) {
        match event {
            RunEvent::Waiting { message } => terminal.update(&message),
            RunEvent::Running { warnings, .. } => report.diagnostics.extend(warnings),
            RunEvent::Output { text, .. } => report.output.push(text),
            RunEvent::Criterion { test, passed, message } => {
                let place = exercise.criteria.iter().position(|it| it.test == test);
                if let Some(criterion) = place.and_then(|place| report.criteria.get_mut(place)) {
                    criterion.passed = Some(passed);
                    criterion.message = message;
                }
            }
            RunEvent::Outcome { kind, message, diagnostics, .. } => {
                report.diagnostics.extend(diagnostics);
                report.message = message;
                // The build of the libraries is the only thing that can be refused for a reason
                // which is said elsewhere.
                if let ("refused", Stage::Failed { message, .. }) = (kind, &*self.stage.borrow()) {
                    report.message.clone_from(message);
                }
            }
            RunEvent::Queued { .. } | RunEvent::Compiling {} => {}
        }
    }
}

impl Drop for Checker {
    fn drop(&mut self) {
        self.building.abort();
    }
}
