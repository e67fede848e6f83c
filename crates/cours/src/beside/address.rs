//! The file by which the builds of a book find the runner that the first of them started.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::time::Duration;

use axum::http::Uri;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use waitpid_any::WaitHandle;

/// A runner answers within milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// Where the runner beside one `mdbook serve` says what its address is.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Address {
    directory: PathBuf,
    mdbook: u32,
}

impl Address {
    /// In `directory`, for the `mdbook serve` with this process number.
    pub(super) const fn new(directory: PathBuf, mdbook: u32) -> Self {
        Self { directory, mdbook }
    }

    fn file(&self) -> PathBuf {
        self.directory.join(self.mdbook.to_string())
    }

    /// The address of the runner, if it is alive: a page of `origin` asks it.
    pub(super) fn find(&self, origin: &str) -> Option<String> {
        let url = fs::read_to_string(self.file()).ok()?;
        answers(&url, origin).is_ok_and(|answers| answers).then_some(url)
    }

    /// Makes the address known, to this user alone: it holds the token.
    pub(super) fn publish(&self, url: &str) -> io::Result<()> {
        fs::create_dir_all(&self.directory)?;
        self.forget_the_dead();
        let mut file = NamedTempFile::new_in(&self.directory)?;
        file.write_all(url.as_bytes())?;
        file.persist(self.file())?;
        Ok(())
    }

    pub(super) fn withdraw(&self) {
        let _ = fs::remove_file(self.file());
    }

    /// A runner that was killed could not withdraw.
    fn forget_the_dead(&self) {
        for entry in fs::read_dir(&self.directory).into_iter().flatten().flatten() {
            let pid = entry.file_name().to_str().and_then(|name| name.parse().ok());
            if pid.is_some_and(|pid| WaitHandle::open(pid).is_err()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Whether a runner with this token is there, and not something else that got its port.
fn answers(url: &str, origin: &str) -> io::Result<bool> {
    let parsed = url.parse::<Uri>().ok();
    let Some((host, path)) = parsed.as_ref().and_then(|it| Some((it.authority()?, it.path())))
    else {
        return Ok(false);
    };
    let address: SocketAddr = host.as_str().parse().map_err(io::Error::other)?;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET {path}api/events HTTP/1.0\r\nhost: {host}\r\norigin: {origin}\r\n\r\n")?;
    let mut status = [0; 12];
    stream.read_exact(&mut status)?;
    Ok(status.ends_with(b" 200"))
}
