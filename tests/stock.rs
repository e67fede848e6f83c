//! The stock mdbook binary, as a reader who has installed it starts it.
#![allow(dead_code, unreachable_pub)]

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::support;

/// The first build compiles the preprocessors.
const PATIENCE: Duration = Duration::from_secs(900);

/// Where cargo builds the workspace.
fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target directory")
}

/// The binary of mdBook 0.5.4: the one that .ci/run installs, or the reader's.
///
/// # Errors
/// There is none, and how to get it.
pub fn mdbook() -> Result<PathBuf, String> {
    let installed = support::root().join("target/tools/bin/mdbook");
    for mdbook in [installed, "mdbook".into()] {
        let version = Command::new(&mdbook).arg("--version").output();
        if version.is_ok_and(|output| output.stdout.starts_with(b"mdbook v0.5.4")) {
            return Ok(mdbook);
        }
    }
    Err("lancez d'abord `cargo install mdbook --version 0.5.4 --locked --root target/tools`"
        .to_owned())
}

/// Builds the preprocessors as book.toml does.
pub fn build_preprocessors() {
    for arguments in [["mdbook-listings", "mdbook-listings"], ["cours", "mdbook-executer"]] {
        let [package, binary] = arguments;
        let mut command = Command::new(env!("CARGO"));
        command.args(["build", "--quiet", "--package", package, "--bin", binary]);
        let built = command.current_dir(support::root()).status().expect("cargo starts");
        assert!(built.success(), "{binary} is not built");
    }
}

/// A book of any repository: its preprocessors are installed, so that book.toml need not say how to
/// start them.
pub fn installed(mdbook: &Path) -> Command {
    let mut command = Command::new(mdbook);
    let mut path = vec![target().join("debug")];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    command.env("PATH", std::env::join_paths(path).expect("a path"));
    command
}

/// A served book; it ends on drop.
pub struct Serve {
    child: Child,
    pub port: u16,
    pages: TempDir,
}

impl Serve {
    /// Serves the book in `directory`, and waits for its pages.
    pub fn start(mut mdbook: Command, directory: &Path) -> Self {
        // mdBook starts renderers there, and cargo looks for the workspace above.
        let pages = tempfile::tempdir_in(target()).expect("a directory");
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let log = fs::File::create(pages.path().join("log")).expect("a file");
        let child = mdbook
            .args(["serve", "--hostname", "127.0.0.1", "--port", &port.to_string()])
            .arg("--dest-dir")
            .arg(pages.path().join("book"))
            .arg(directory)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("mdbook starts");
        let mut serve = Self { child, port, pages };
        let started = Instant::now();
        while std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = serve.child.try_wait().expect("a status");
            assert!(ended.is_none() && started.elapsed() < PATIENCE, "{ended:?}\n{}", serve.log());
            std::thread::sleep(Duration::from_millis(100));
        }
        serve
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What mdbook and what it started wrote.
    pub fn log(&self) -> String {
        fs::read_to_string(self.pages.path().join("log")).unwrap_or_default()
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The runner that a page carries.
pub fn runner(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("data-runner=\"")?;
    Some(rest.split_once('"')?.0.to_owned())
}
