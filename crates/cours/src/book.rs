//! The book: built by mdBook's library, with our preprocessor in this process.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use catalogue::{Catalogue, Exercise, Kind, Runtime};
use mdbook_driver::MDBook;
use mdbook_driver::book::Book as Chapters;
use mdbook_driver::config::Config;
use mdbook_listings::{Listings, Settings};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_site::Site;
use sandbox::release_memory;
use tokio::sync::watch;

/// The last book that could be built.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    /// Differs when the pages do, and only then: several servers may share the readers of one book.
    pub(crate) build: u64,
    /// The pages.
    pub(crate) pages: PathBuf,
    /// What the pages show that can be run.
    pub(crate) shown: Arc<Shown>,
    /// Why a later build failed, if one did.
    pub(crate) error: Option<String>,
}

impl Book {
    /// The programs alone, for who reads no page.
    pub(crate) fn without_pages(catalogue: Catalogue) -> Self {
        let shown = Arc::new(Shown::new(catalogue));
        Self { build: 0, pages: PathBuf::new(), shown, error: None }
    }
}

/// The programs of the book, as the reader sees them.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// By text, trailing white space apart.
    built: HashMap<String, Prebuilt>,
    exercises: HashMap<String, Exercise>,
}

/// A program that is built beforehand: the first argument of the runtime's binary is the slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prebuilt {
    pub(crate) runtime: Runtime,
    pub(crate) slug: String,
}

impl Shown {
    fn load(settings: Option<&Settings>) -> Result<Self> {
        match settings {
            Some(settings) => Ok(Self::new(Catalogue::load(&settings.listings)?)),
            None => Ok(Self::default()),
        }
    }

    fn new(catalogue: Catalogue) -> Self {
        let mut shown = Self::default();
        for (slug, listing) in catalogue.listings {
            // A faulty program is shown failing in the reader's own file and line numbers, which
            // only a compilation of what is on the page gives.
            if !matches!(listing.kind, Kind::Faulty { .. }) {
                for (runtime, program) in listing.programs.iter() {
                    let text = program.shown.trim_end().to_owned();
                    shown.built.insert(text, Prebuilt { runtime, slug: slug.clone() });
                }
            }
            if let Kind::Exercise(exercise) = listing.kind {
                shown.exercises.insert(slug, exercise);
            }
        }
        shown
    }

    /// The same with nothing prebuilt: what is built may be newer than the pages.
    fn outdated(&self) -> Self {
        Self { built: HashMap::new(), exercises: self.exercises.clone() }
    }

    /// The prebuilt program with this text, if it is unmodified.
    pub(crate) fn prebuilt(&self, code: &str) -> Option<&Prebuilt> {
        self.built.get(code.trim_end())
    }

    pub(crate) fn exercise(&self, slug: &str) -> Option<&Exercise> {
        self.exercises.get(slug)
    }
}

/// Builds the book whenever it is told to, and keeps the last good one.
#[derive(Debug)]
pub(crate) struct Press {
    root: PathBuf,
    /// Not `book/`, which belongs to stock mdbook.
    output: PathBuf,
    book: watch::Sender<Book>,
}

impl Press {
    /// Builds the first book. `output` must belong to this server alone.
    pub(crate) fn start(root: PathBuf, output: PathBuf) -> Result<Self> {
        // Left by a server that was killed.
        let _ = std::fs::remove_dir_all(&output);
        let book = build(&root, &output.join("0"))?;
        Ok(Self { root, output, book: watch::Sender::new(book) })
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<Book> {
        self.book.subscribe()
    }

    /// Builds the book again, beside the one that is read. The error is kept with the old book.
    pub(crate) fn rebuild(&self) -> Result<(), String> {
        let current = self.book.borrow().pages.clone();
        // Two places in turn: mdBook empties a directory before it writes there, and a reader must
        // not see that.
        let free = if current.starts_with(self.output.join("0")) { "1" } else { "0" };
        match build(&self.root, &self.output.join(free)) {
            Ok(book) => {
                self.book.send_replace(book);
                Ok(())
            }
            Err(error) => {
                let message = format!("{error:#}");
                self.book.send_modify(|book| {
                    book.error = Some(message.clone());
                    book.shown = Arc::new(book.shown.outdated());
                });
                Err(message)
            }
        }
    }
}

/// Knows the programs of a book whose pages stock mdbook builds and serves.
#[derive(Debug)]
pub(crate) struct Shelf {
    root: PathBuf,
    config: Config,
    book: watch::Sender<Book>,
}

impl Shelf {
    pub(crate) fn new(root: PathBuf, config: Config) -> Self {
        // There is always the same build: mdbook itself tells the pages that they changed.
        let book = Book { build: 0, pages: PathBuf::new(), shown: Arc::default(), error: None };
        let shelf = Self { root, config, book: watch::Sender::new(book) };
        shelf.reload();
        shelf
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<Book> {
        self.book.subscribe()
    }

    /// Reads the listings again. What is wrong with them, mdbook tells.
    pub(crate) fn reload(&self) {
        let settings = listings(&self.root, &self.config);
        let shown = settings.and_then(|settings| Shown::load(settings.as_ref()));
        self.book.send_modify(|book| {
            book.shown = Arc::new(shown.unwrap_or_else(|_| book.shown.outdated()));
        });
    }
}

impl Drop for Press {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.output);
    }
}

/// The book's configuration.
pub(crate) fn configuration(root: &Path) -> Result<Config> {
    let path = root.join("book.toml");
    Config::from_disk(&path).with_context(|| path.display().to_string())
}

/// The section of the listings, if the book has any.
fn listings(root: &Path, config: &Config) -> Result<Option<Settings>> {
    let present = config.contains_key("preprocessor.listings");
    present.then(|| Settings::read(root, config)).transpose()
}

/// mdBook with our own preprocessors and renderer in this process; they take the place, in the same
/// order, of the commands that stock mdbook runs. `runner` is what the pages are told of a runner.
pub(crate) fn mdbook<P: Preprocessor + 'static>(
    root: &Path,
    output: &Path,
    runner: P,
) -> Result<(MDBook, Option<Settings>)> {
    let mut config = configuration(root)?;
    config.build.build_dir = output.into();
    let settings = listings(root, &config)?;
    let complete = config.contains_key("output.site");
    let mut book = MDBook::load_with_config(root, config)?;
    if complete {
        book.with_renderer(Site);
    }
    if settings.is_some() {
        book.with_preprocessor(Listings);
    }
    book.with_preprocessor(runner);
    Ok((book, settings))
}

fn build(root: &Path, output: &Path) -> Result<Book> {
    let (book, settings) = mdbook(root, output, Here)?;
    let shown = Shown::load(settings.as_ref())?;
    book.build()?;

    let pages = book.build_dir_for("html");
    // Rendering takes far more than serving.
    drop(book);
    release_memory();
    Ok(Book {
        build: fingerprint(&pages).with_context(|| pages.display().to_string())?,
        pages,
        shown: Arc::new(shown),
        error: None,
    })
}

/// Takes the place of `Executer`: what serves these pages runs their programs too. A page that says
/// nothing of a runner, once published, asks for none.
struct Here;

impl Preprocessor for Here {
    fn name(&self) -> &'static str {
        "executer"
    }

    fn run(&self, _: &PreprocessorContext, mut book: Chapters) -> Result<Chapters> {
        book.for_each_chapter_mut(|chapter| {
            chapter.content += "\n\n<script data-runner=\"\"></script>\n";
        });
        Ok(book)
    }
}

/// A number for the pages in a directory. What they load has a name of its own for each content.
fn fingerprint(pages: &Path) -> std::io::Result<u64> {
    /// Scripts know no larger numbers.
    const BITS: u32 = 52;
    let mut texts = BTreeMap::new();
    let mut directories = vec![pages.to_owned()];
    while let Some(directory) = directories.pop() {
        for entry in std::fs::read_dir(directory)? {
            let (path, kind) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))?;
            if kind.is_dir() {
                directories.push(path);
                continue;
            }
            let is_page = path.extension().is_some_and(|extension| extension == "html");
            let text = if is_page { std::fs::read(&path)? } else { Vec::new() };
            texts.insert(path.strip_prefix(pages).map(Path::to_owned).unwrap_or(path), text);
        }
    }
    // The same in every process, which is not promised for other releases of Rust.
    let mut hasher = DefaultHasher::new();
    texts.hash(&mut hasher);
    Ok(hasher.finish() >> (u64::BITS - BITS))
}
