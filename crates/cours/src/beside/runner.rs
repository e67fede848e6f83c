//! The runner: the course's own, without pages, for as long as `mdbook serve` lives.

use std::io;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context as _, Result};
use mdbook_driver::config::Config;
use sandbox::{Limits, Protections};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use waitpid_any::WaitHandle;

use super::address::Address;
use super::package::Package;
use crate::Server;
use crate::book::Shelf;
use crate::http::{self, Gate};
use crate::messages;
use crate::runs::{Bounds, Register};
use crate::terminal::Terminal;
use crate::watch::{Change, Watch};
use crate::workshop::Workshop;

/// What makes `mdbook-executer` a runner.
pub const ARGUMENT: &str = "serveur";

/// A book whose pages stock mdbook serves.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Served {
    root: PathBuf,
    config: Config,
    origins: Vec<String>,
    pub(super) package: Package,
}

impl Served {
    /// The book of `root`, whose book.toml says `config`, and whose pages have these origins, as
    /// browsers write them: `http://localhost:3000`.
    ///
    /// # Errors
    /// `[preprocessor.executer]` does not name a package that cargo reads.
    pub fn new(root: &Path, config: Config, origins: Vec<String>) -> Result<Self> {
        let root = root.canonicalize().with_context(|| messages::server::no_book(root))?;
        let package = Package::find(&root, &config)?;
        Ok(Self { root, config, origins, package })
    }
}

/// What the preprocessor tells the runner that it starts.
#[derive(Debug, Deserialize, Serialize)]
pub struct Order {
    pub(super) served: Served,
    /// The process with which the runner ends.
    pub(super) mdbook: u32,
    pub(super) address: Address,
}

impl Server {
    /// Opens a runner for the pages of `served`, and for no others: [`Self::url`] holds a secret
    /// that only they carry. It has no pages of its own, and says nothing when it is `quiet`.
    pub async fn beside(served: Served, quiet: bool) -> Result<Self> {
        let Served { root, config, origins, package } = served;
        let Package { libraries, manifest, target, .. } = package;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let gate = Gate::new(address, &origins)?;
        let terminal = Arc::new(Terminal::shared(quiet));
        terminal.say(&messages::server::protections(Protections::available()));
        let workshop = Arc::new(Workshop::new(libraries));
        // Before the sources are read, so that no change is missed.
        let watch = Watch::start(&root, &config, &manifest, &target);
        let shelf = {
            let reading = tokio::task::spawn_blocking(move || Shelf::new(root, config));
            Arc::new(reading.await?)
        };
        let limits = Limits::READER;
        let server = Self {
            address,
            url: format!("http://{address}/{}/", gate.token),
            closing: CancellationToken::new(),
            tasks: TaskTracker::new(),
            teacher: None,
            terminal,
            register: Arc::new(Register::new(Bounds::ALONE)),
            last_run: Limits::COMPILER.wall + limits.wall,
        };
        server.open(listener, limits, &workshop, shelf.subscribe(), |shared| {
            http::beside(shared, gate)
        });
        match watch {
            Ok(watch) => server.spawn(follow_changes(watch, shelf, workshop)),
            Err(error) => server.terminal.say(&messages::server::not_watching(&error)),
        }
        Ok(server)
    }
}

/// Keeps the programs those of the pages.
async fn follow_changes(mut watch: Watch, shelf: Arc<Shelf>, workshop: Arc<Workshop>) {
    while let Some(change) = watch.changed().await {
        if change == Change::Programs {
            // First of all: a listing that is known again must not run what was built before.
            workshop.rebuild();
            let shelf = shelf.clone();
            // It only fails by a panic, which has been printed.
            let _ = tokio::task::spawn_blocking(move || shelf.reload()).await;
        }
    }
}

/// Runs the programs of a book until its `mdbook serve` ends.
pub async fn run(order: Order) -> Result<()> {
    let Order { served, mdbook, address } = order;
    let gone = end_of(mdbook).with_context(|| messages::beside::mdbook_not_followed(mdbook))?;
    let server =
        Server::beside(served, false).await.with_context(messages::beside::runner_not_started)?;
    address.publish(server.url()).with_context(messages::beside::runner_not_started)?;
    tokio::select! {
        _ = gone => {}
        // mdbook gets it too.
        _ = tokio::signal::ctrl_c() => {}
    }
    address.withdraw();
    server.end().await;
    Ok(())
}

/// Resolves when the process ends, however it does.
fn end_of(pid: u32) -> io::Result<oneshot::Receiver<()>> {
    let mut process = WaitHandle::open(i32::try_from(pid).map_err(io::Error::other)?)?;
    let (ended, end) = oneshot::channel();
    thread::spawn(move || {
        while process.wait().is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {}
        // Nobody waits any more: this process ends too.
        let _ = ended.send(());
    });
    Ok(end)
}
