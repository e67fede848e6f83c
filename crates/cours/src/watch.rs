//! Follows the book's sources.

use std::path::{Path, PathBuf};
use std::time::Duration;

use mdbook_driver::config::Config;
use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};
use tokio::sync::mpsc;

/// Editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(200);

/// What the book is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// Its text, its configuration and its looks.
    Pages,
    /// What its programs are made of, which may show in the pages too.
    Programs,
}

/// Watches for as long as it lives.
#[derive(Debug)]
pub(crate) struct Watch {
    changes: mpsc::UnboundedReceiver<Change>,
    _debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

impl Watch {
    /// Follows the sources of a book, the manifest that its programs are built from, and not what
    /// cargo writes to `target`.
    pub(crate) fn start(
        root: &Path,
        config: &Config,
        manifest: &Path,
        target: &Path,
    ) -> notify::Result<Self> {
        let (sender, changes) = mpsc::unbounded_channel();
        let sources = Sources::new(root, config, manifest, target);
        let watched = sources.clone();
        let mut debouncer = new_debouncer(QUIET, None, move |result: DebounceEventResult| {
            let Ok(events) = result else { return };
            let changes = events
                .iter()
                .filter(|event| is_change(event))
                .flat_map(|event| &event.paths)
                .filter_map(|path| sources.change(path));
            if let Some(change) = changes.max() {
                // Nobody listens any more: the server is closing.
                let _ = sender.send(change);
            }
        })?;
        // These files alone: target/ is beside them.
        for file in [&watched.book].into_iter().chain(&watched.manifests) {
            if let Some(directory) = file.parent().filter(|directory| directory.is_dir()) {
                debouncer.watch(directory, RecursiveMode::NonRecursive)?;
            }
        }
        for directory in watched.pages.iter().chain(&watched.programs) {
            debouncer.watch(directory, RecursiveMode::Recursive)?;
        }
        Ok(Self { changes, _debouncer: debouncer })
    }

    /// What changed, once or several times; `None` when nothing is watched any more.
    pub(crate) async fn changed(&mut self) -> Option<Change> {
        let mut change = self.changes.recv().await?;
        while let Ok(more) = self.changes.try_recv() {
            change = change.max(more);
        }
        Some(change)
    }
}

/// Where changes matter.
#[derive(Clone, Debug)]
struct Sources {
    book: PathBuf,
    manifests: [PathBuf; 2],
    pages: Vec<PathBuf>,
    programs: Vec<PathBuf>,
    target: PathBuf,
}

impl Sources {
    fn new(root: &Path, config: &Config, manifest: &Path, target: &Path) -> Self {
        // As the system tells them, without `..`.
        let directories = |all: &[PathBuf]| -> Vec<PathBuf> {
            let found = all.iter().filter_map(|directory| root.join(directory).canonicalize().ok());
            found.filter(|directory| directory.is_dir() && directory != root).collect()
        };
        let theme = config.html_config().unwrap_or_default().theme_dir(root);
        let pages = directories(&[config.book.src.clone(), theme]);
        let mut programs = directories(&config.build.extra_watch_dirs);
        programs.extend(directories(&["listings".into()]));
        programs.sort();
        programs.dedup();
        programs.retain(|directory| !pages.contains(directory));
        Self {
            book: root.join("book.toml"),
            manifests: [root.join("Cargo.toml"), manifest.to_owned()],
            pages,
            programs,
            target: target.to_owned(),
        }
    }

    fn change(&self, path: &PathBuf) -> Option<Change> {
        let inside = |all: &[PathBuf]| all.iter().any(|directory| path.starts_with(directory));
        if path.starts_with(&self.target) {
            None
        } else if *path == self.book || inside(&self.pages) {
            Some(Change::Pages)
        } else if self.manifests.contains(path) || inside(&self.programs) {
            Some(Change::Programs)
        } else {
            None
        }
    }
}

/// Reading a file is an event too, and building the book reads them all.
fn is_change(event: &DebouncedEvent) -> bool {
    !matches!(event.kind, EventKind::Access(_))
}
