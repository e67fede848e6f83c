//! The course's server: builds the book, watches it, serves it, and runs its programs.
//!
//! ```text
//! main ─ exercises  the exercises in the terminal
//!   │         │
//!   └──── Server ─┬─ http      routes, and who may use them
//!                ├─ runs      a reader's program: admission, queue, compile, run, outcome
//!                ├─ class     a room full of readers: code, passes, the teacher's secret
//!                ├─ check     the criteria of an exercise, from the test harness's lines
//!                ├─ book      mdBook in this process; the last good book
//!                ├─ workshop  cargo build of the libraries and listings, in the background
//!                ├─ watch     changes of the sources
//!                ├─ terminal  progress
//!                ├─ beside    the same without pages, beside stock `mdbook serve`
//!                └─ messages  every French sentence
//! main ─ export               the book as one file: EPUB, PDF
//! main ─ Verification         what an author has just written, against what is expected of it
//! ```
//!
//! Everything that the server starts ends with it: tasks end with [`Server::stop`], and processes
//! with the tasks that own them.

pub mod beside;
mod book;
mod check;
mod class;
pub mod exercises;
mod export;
mod http;
mod messages;
mod network;
mod runs;
mod terminal;
mod verification;
mod watch;
mod workshop;

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use sandbox::{LibrariesRequest, Limits, Protections};
use tokio::net::TcpListener;
use tokio::sync::watch::Receiver;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::book::{Book, Press};
use crate::class::Class;
pub use crate::class::{ClassSettings, Code, Origin, UnknownOrigin, WeakCode};
pub use crate::export::{Format, NoBrowser, export};
use crate::http::Shared;
pub use crate::runs::Bounds;
use crate::runs::{Register, Runner};
use crate::terminal::Terminal;
use crate::watch::{Change, Watch};
use crate::workshop::Workshop;

pub use crate::verification::Verification;

/// How long tasks have for ending.
const PATIENCE: Duration = Duration::from_secs(3);

/// What to serve, and how.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Directory of book.toml, which is also the cargo workspace of the programs.
    pub root: PathBuf,
    /// Where to listen. Other machines reach only a class.
    pub host: IpAddr,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// The package whose dependencies programs may use, and whose binaries hold the listings.
    pub package: String,
    /// What a program may take.
    pub limits: Limits,
    /// How many programs are let in.
    pub bounds: Bounds,
    /// How the course is held for a class; `None` for one reader at this machine.
    pub class: Option<ClassSettings>,
    /// Whether to print nothing.
    pub quiet: bool,
}

impl Settings {
    /// The course at `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            host: Ipv4Addr::LOCALHOST.into(),
            port: 3000,
            package: "programs".into(),
            limits: Limits::READER,
            bounds: Bounds::ALONE,
            class: None,
            quiet: false,
        }
    }

    /// The same for a class, on every network that this machine is on.
    #[must_use]
    pub fn for_a_class(self, class: ClassSettings) -> Self {
        let host = Ipv4Addr::UNSPECIFIED.into();
        Self { host, bounds: Bounds::CLASS, class: Some(class), ..self }
    }

    /// What cargo builds for the programs, and where.
    pub fn libraries(&self) -> LibrariesRequest {
        LibrariesRequest {
            workspace: self.root.clone(),
            package: self.package.clone(),
            target_directory: self.root.join("target/listings"),
            executables: true,
            own_library: false,
        }
    }
}

/// Why the course did not open. Displays in French, with what to do.
#[derive(Debug)]
pub enum StartError {
    /// No book.toml.
    NoBook(PathBuf),
    /// Another server listens.
    PortTaken(u16),
    /// The port does not open for another reason.
    Port(u16, io::Error),
    /// The book does not build: its text names file and line.
    Book(String),
    /// Others could reach this address, and it is not for a class.
    NotAClass(IpAddr),
    /// A class on a system that does not keep programs apart.
    NotIsolated,
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::NoBook(directory) => messages::server::no_book(directory),
            Self::PortTaken(port) => messages::server::port_taken(*port),
            Self::Port(port, cause) => messages::server::port_refused(*port, cause),
            Self::Book(error) => messages::server::book_failed(error),
            Self::NotAClass(host) => messages::class::not_a_class(*host),
            Self::NotIsolated => messages::class::not_isolated(),
        })
    }
}

impl std::error::Error for StartError {}

/// The directory of a book, without links.
pub(crate) fn root(directory: &Path) -> Result<PathBuf, StartError> {
    let root = directory.canonicalize().ok().filter(|root| root.join("book.toml").is_file());
    root.ok_or_else(|| StartError::NoBook(directory.to_owned()))
}

/// A course that is open.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    url: String,
    teacher: Option<String>,
    closing: CancellationToken,
    tasks: TaskTracker,
    terminal: Arc<Terminal>,
    /// Who runs what.
    register: Arc<Register>,
    /// How long programs may go on once nobody is let in any more.
    last_run: Duration,
}

impl Server {
    /// Builds the book and serves it. The programs are built in the background.
    pub async fn start(settings: Settings) -> Result<Self, StartError> {
        let root = crate::root(&settings.root)?;
        if settings.class.is_none() && !settings.host.is_loopback() {
            return Err(StartError::NotAClass(settings.host));
        }
        // What anybody in the room types must reach nothing of this machine.
        if settings.class.is_some() && !Protections::available().isolate() {
            return Err(StartError::NotIsolated);
        }
        // First of all: nothing is built in vain, and the port makes the output directory ours.
        let listener =
            TcpListener::bind((settings.host, settings.port)).await.map_err(|cause| match cause
                .kind()
            {
                io::ErrorKind::AddrInUse => StartError::PortTaken(settings.port),
                _ => StartError::Port(settings.port, cause),
            })?;
        let address =
            listener.local_addr().map_err(|cause| StartError::Port(settings.port, cause))?;

        let terminal = Arc::new(Terminal::new(settings.quiet));
        let output = root.join("target/cours").join(address.port().to_string());
        let press = {
            let root = root.clone();
            let building = tokio::task::spawn_blocking(move || Press::start(root, output));
            match building.await {
                Ok(Ok(press)) => Arc::new(press),
                Ok(Err(error)) => return Err(StartError::Book(format!("{error:#}"))),
                Err(panic) => return Err(StartError::Book(panic.to_string())),
            }
        };
        let settings = Settings { root: root.clone(), ..settings };
        let workshop = Arc::new(Workshop::new(settings.libraries()));

        let class = settings.class.map(|class| Arc::new(Class::new(class)));
        let server = Self {
            address,
            url: format!("http://{}", local(address)),
            teacher: class.as_deref().map(http::teacher_path),
            closing: CancellationToken::new(),
            tasks: TaskTracker::new(),
            terminal,
            register: Arc::new(Register::new(settings.bounds)),
            last_run: Limits::COMPILER.wall + settings.limits.wall,
        };
        terminal_says_open(&server);
        if let Some(class) = &class {
            server.terminal.say(&announcement(class, &server.url, address));
        }
        server.terminal.say(&messages::server::protections(Protections::available()));
        server.open(
            listener,
            settings.limits,
            &workshop,
            press.subscribe(),
            |shared| match class {
                Some(class) => http::class(shared, class, address.port()),
                None => http::router(shared, address.port()),
            },
        );
        let follower = server.terminal.clone();
        server.spawn(async move { follow_changes(&root, &press, &workshop, &follower).await });
        Ok(server)
    }

    /// Answers on `listener` and builds the programs, until the server ends.
    fn open(
        &self,
        listener: TcpListener,
        limits: Limits,
        workshop: &Arc<Workshop>,
        book: Receiver<Book>,
        routes: impl FnOnce(Shared) -> Router,
    ) {
        let runner = Runner::new(limits, self.register.clone(), workshop.subscribe(), book.clone());
        let routes = routes(Shared {
            runner: Arc::new(runner),
            book,
            stage: workshop.subscribe(),
            closing: self.closing.clone(),
            tasks: self.tasks.clone(),
        });
        let (closing, tasks) = (self.closing.clone(), self.tasks.clone());
        self.spawn(http::serve(listener, routes, closing, tasks));
        let (follower, stages) = (self.terminal.clone(), workshop.subscribe());
        self.spawn(async move { follower.follow(stages).await });
        let worker = workshop.clone();
        self.spawn(async move { worker.work().await });
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// For a browser on this machine.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where the page of a class's teacher is.
    pub fn teacher_path(&self) -> Option<&str> {
        self.teacher.as_deref()
    }

    /// Lets no program in any more, and waits for those that are in: each ends by itself or at its
    /// limits. Waits no longer than one may take to compile and run.
    pub async fn drain(&self) {
        self.register.close();
        self.terminal.say(&messages::server::draining());
        // Those that wait behind others may be too many: they end with the server.
        let _ = tokio::time::timeout(self.last_run, self.register.empty()).await;
    }

    /// Ends the server and everything that it started, and says so.
    pub async fn stop(self) {
        let terminal = self.terminal.clone();
        self.end().await;
        terminal.say(&messages::server::closed());
    }

    async fn end(self) {
        self.closing.cancel();
        self.tasks.close();
        // What is left after that dies with the runtime.
        let _ = tokio::time::timeout(PATIENCE, self.tasks.wait()).await;
    }

    /// Opens the course in the reader's browser.
    pub fn open_browser(&self) {
        if opener::open_browser(self.url()).is_err() {
            self.terminal.say(&messages::server::browser_failed());
        }
    }

    /// Runs a task until it or the server ends.
    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let closing = self.closing.clone();
        self.tasks.spawn(async move {
            closing.run_until_cancelled(task).await;
        });
    }
}

fn terminal_says_open(server: &Server) {
    server.terminal.say(&messages::server::open(server.url()));
}

/// Where this machine itself finds what listens there.
fn local(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => (Ipv4Addr::LOCALHOST, address.port()).into(),
        IpAddr::V6(ip) if ip.is_unspecified() => (Ipv6Addr::LOCALHOST, address.port()).into(),
        _ => address,
    }
}

/// What a teacher needs to know.
fn announcement(class: &Class, url: &str, address: SocketAddr) -> String {
    let origins = match class.origin() {
        Some(origin) => vec![origin.to_string()],
        None => network::reached(address).iter().map(|at| format!("http://{at}")).collect(),
    };
    let links: Vec<_> =
        origins.iter().map(|origin| format!("{origin}{}", http::reader_path(class))).collect();
    let teacher = format!("{url}{}", http::teacher_path(class));
    messages::class::class_open(&origins, class.code(), &links, &teacher)
}

/// Rebuilds the book, and the programs when they changed.
async fn follow_changes(root: &Path, press: &Arc<Press>, workshop: &Workshop, terminal: &Terminal) {
    let started =
        book::configuration(root).map_err(|error| format!("{error:#}")).and_then(|config| {
            let watch = Watch::start(root, &config, &root.join("Cargo.toml"), &root.join("target"));
            watch.map_err(|error| error.to_string())
        });
    let mut watch = match started {
        Ok(watch) => watch,
        Err(error) => return terminal.say(&messages::server::not_watching(&error)),
    };
    while let Some(change) = watch.changed().await {
        // Before the pages: what they will show must not run the programs of before.
        if change == Change::Programs {
            workshop.rebuild();
        }
        let started = Instant::now();
        let builder = press.clone();
        let built = tokio::task::spawn_blocking(move || builder.rebuild()).await;
        match built {
            Ok(Ok(())) => terminal.say(&messages::server::rebuilt(started.elapsed())),
            Ok(Err(error)) => terminal.say(&messages::server::rebuild_failed(&error)),
            Err(panic) => terminal.say(&messages::server::rebuild_failed(&panic.to_string())),
        }
    }
}
