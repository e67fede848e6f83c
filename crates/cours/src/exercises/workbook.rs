//! The learner's files: `exercices/<chapter>/<exercise>/<runtime>.rs`.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use catalogue::{Exercise, Listing, Runtime};

/// Beside book.toml; git ignores it.
const FOLDER: &str = "exercices";

/// Where the learner works.
#[derive(Debug)]
pub(super) struct Workbook {
    folder: PathBuf,
}

impl Workbook {
    pub(super) fn new(root: &Path) -> Self {
        Self { folder: root.join(FOLDER) }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is done.
    pub(super) fn progress(&self) -> PathBuf {
        self.folder.join("progression.json")
    }

    /// The learner's program.
    pub(super) fn program(&self, listing: &Listing, runtime: Runtime) -> PathBuf {
        self.place(listing).join(format!("{}.rs", runtime.ident()))
    }

    /// The runtimes on which the exercise was begun.
    pub(super) fn begun(&self, listing: &Listing) -> Vec<Runtime> {
        let exists = |runtime: &Runtime| self.program(listing, *runtime).is_file();
        Runtime::ALL.into_iter().filter(exists).collect()
    }

    /// Writes the starting point where there is no program yet. Whether it did.
    pub(super) fn open(
        &self,
        listing: &Listing,
        exercise: &Exercise,
        runtime: Runtime,
    ) -> io::Result<bool> {
        fs::create_dir_all(self.place(listing))?;
        match OpenOptions::new().write(true).create_new(true).open(self.program(listing, runtime)) {
            Ok(mut file) => {
                file.write_all(exercise.starts.get(runtime).as_bytes())?;
                Ok(true)
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Writes the starting point again. Where the program was kept that stood there, if it was
    /// another.
    pub(super) fn reset(
        &self,
        listing: &Listing,
        exercise: &Exercise,
        runtime: Runtime,
    ) -> io::Result<Option<PathBuf>> {
        let path = self.program(listing, runtime);
        let mut kept = None;
        match fs::read(&path) {
            Ok(text) if text == exercise.starts.get(runtime).as_bytes() => return Ok(None),
            Ok(_) => {
                let free = self.free(listing, runtime);
                fs::rename(&path, &free)?;
                kept = Some(free);
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        self.open(listing, exercise, runtime)?;
        Ok(kept)
    }

    fn place(&self, listing: &Listing) -> PathBuf {
        self.folder.join(&listing.chapter).join(&listing.slug)
    }

    /// `tokio.1.rs`, or the next that does not exist.
    fn free(&self, listing: &Listing, runtime: Runtime) -> PathBuf {
        let place = self.place(listing);
        let mut number = 1;
        loop {
            let path = place.join(format!("{}.{number}.rs", runtime.ident()));
            if !path.exists() {
                return path;
            }
            number += 1;
        }
    }
}
