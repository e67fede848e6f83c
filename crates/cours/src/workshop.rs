//! The libraries and the prebuilt programs: built in the background, and again on change.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sandbox::{Libraries, LibrariesRequest, Progress, Toolchain, build_libraries};
use tokio::sync::{Notify, watch};

use crate::messages;

/// How far the workshop is.
#[derive(Clone, Debug)]
pub(crate) enum Stage {
    /// At work.
    Compiling(Progress),
    /// Everything is built.
    Ready(Arc<Libraries>),
    /// cargo refused.
    Failed {
        /// For the reader, with cargo's text.
        message: String,
        /// What programs can be compiled against all the same: those of this build, or the last
        /// good ones.
        libraries: Option<Arc<Libraries>>,
    },
}

impl Stage {
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Compiling(progress) => messages::libraries::compiling(*progress),
            Self::Ready(_) => messages::libraries::ready(),
            Self::Failed { message, .. } => message.clone(),
        }
    }
}

/// What a run needs.
#[derive(Clone, Debug)]
pub(crate) struct Supplies {
    pub(crate) libraries: Arc<Libraries>,
    /// Whether the prebuilt programs are those that the pages show.
    pub(crate) prebuilt: bool,
}

/// Builds one package, and tells everyone how far it is.
#[derive(Debug)]
pub(crate) struct Workshop {
    request: LibrariesRequest,
    stage: watch::Sender<Stage>,
    changed: Notify,
    /// Counts the changes: what was built before the last one is out of date.
    changes: AtomicU64,
}

impl Workshop {
    pub(crate) fn new(request: LibrariesRequest) -> Self {
        let stage = watch::Sender::new(Stage::Compiling(Progress { done: 0, total: 0 }));
        Self { request, stage, changed: Notify::new(), changes: AtomicU64::new(0) }
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<Stage> {
        self.stage.subscribe()
    }

    /// The listings have changed.
    pub(crate) fn rebuild(&self) {
        // At once, and not when the worker wakes up: a run that comes now must wait.
        self.stage.send_modify(|stage| {
            self.changes.fetch_add(1, Ordering::Relaxed);
            *stage = Stage::Compiling(Progress { done: 0, total: 0 });
        });
        self.changed.notify_one();
    }

    /// Works until the future is dropped, which kills cargo too.
    pub(crate) async fn work(&self) {
        let mut last_good = None;
        loop {
            let changes = self.changes.load(Ordering::Relaxed);
            let result = tokio::select! {
                result = self.build() => result,
                // What is being built is already out of date.
                () = self.changed.notified() => continue,
            };
            let stage = match result {
                Ok(libraries) => {
                    let libraries = Arc::new(libraries);
                    last_good = Some(libraries.clone());
                    Stage::Ready(libraries)
                }
                Err(error) => Stage::Failed {
                    message: messages::libraries::programs_failed(&error.message),
                    libraries: error.libraries.map(Arc::from).or_else(|| last_good.clone()),
                },
            };
            // Under the lock that `rebuild` counts under.
            self.stage.send_if_modified(|now| {
                let current = self.changes.load(Ordering::Relaxed) == changes;
                if current {
                    *now = stage;
                }
                current
            });
            self.changed.notified().await;
        }
    }

    async fn build(&self) -> Result<Libraries, sandbox::BuildError> {
        let toolchain = Toolchain::find(&self.request.workspace).await?;
        build_libraries(&toolchain, &self.request, |progress| {
            self.stage.send_replace(Stage::Compiling(progress));
        })
        .await
    }
}

/// What a run needs, if it is there, or how far it is: `None` means that nothing can run.
pub(crate) fn supplies(stage: &Stage) -> Result<Option<Supplies>, Progress> {
    match stage {
        Stage::Compiling(progress) => Err(*progress),
        Stage::Ready(libraries) => {
            Ok(Some(Supplies { libraries: libraries.clone(), prebuilt: true }))
        }
        Stage::Failed { libraries, .. } => {
            Ok(libraries.clone().map(|libraries| Supplies { libraries, prebuilt: false }))
        }
    }
}
