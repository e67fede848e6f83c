//! The private directory of a program.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// What an executable of a course takes, and what rustc writes on the way to it, with room to spare.
const ROOM: u64 = 32 * 1024 * 1024;

/// Where Linux has files in memory. A root directory has about thirty entries, made for each run:
/// ext4 takes milliseconds for them, and more when many were removed in the last minute, for it
/// looks whether an inode is free for long enough.
const IN_MEMORY: &str = "/dev/shm";

/// A directory for one program, removed with it.
#[derive(Debug)]
pub(crate) struct Scratch {
    work: PathBuf,
    root: PathBuf,
    _directory: TempDir,
    _root_directory: Option<TempDir>,
}

fn temporary(parent: &Path) -> io::Result<TempDir> {
    tempfile::Builder::new().prefix("sandbox-").tempdir_in(parent)
}

impl Scratch {
    pub(crate) fn new(parent: &Path) -> io::Result<Self> {
        let directory = temporary(parent)?;
        // Its path appears in what programs are told: one path, and no links.
        let path = directory.path().canonicalize()?;
        let in_memory = temporary(Path::new(IN_MEMORY)).ok();
        let around = in_memory.as_ref().map_or(&*path, TempDir::path);
        let (work, root) = (path.join("work"), around.join("root"));
        fs::create_dir(&work)?;
        fs::create_dir(&root)?;
        #[cfg(unix)]
        {
            // The program may be another user: it finds its way, and nobody else can look around.
            use std::os::unix::fs::PermissionsExt as _;
            for way in [path.as_path(), around] {
                fs::set_permissions(way, fs::Permissions::from_mode(0o711))?;
            }
            fs::set_permissions(&root, fs::Permissions::from_mode(0o755))?;
            fs::set_permissions(&work, fs::Permissions::from_mode(0o700))?;
        }
        Ok(Self { work, root, _directory: directory, _root_directory: in_memory })
    }

    /// Fails when its disk has no room for a compilation.
    pub(crate) fn has_room(&self) -> io::Result<()> {
        // A system that does not tell is tried.
        #[cfg(target_os = "linux")]
        if let Ok(disk) = nix::sys::statvfs::statvfs(&self.work) {
            let free = disk.blocks_available() * disk.fragment_size();
            if free < ROOM {
                return Err(io::ErrorKind::StorageFull.into());
            }
        }
        Ok(())
    }

    /// The program's own: where it starts, and what it may write.
    pub(crate) fn work(&self) -> &Path {
        &self.work
    }

    /// Where its root directory is put together, if it gets one of its own.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code))]
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }
}
