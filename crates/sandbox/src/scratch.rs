//! The private directory of a program.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

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

/// A directory that goes with its owner, or, if that one is killed, with the next [`sweep`].
pub(crate) fn temporary(parent: &Path) -> io::Result<TempDir> {
    let prefix = format!("{}{}-", *PREFIX, std::process::id());
    tempfile::Builder::new().prefix(&prefix).tempdir_in(parent)
}

/// What begins the names of all processes that this one could see: a process of another container,
/// with which we may share the directory, is not dead because we see nothing of it.
static PREFIX: LazyLock<String> = LazyLock::new(|| {
    #[cfg(target_os = "linux")]
    if let Ok(namespace) = fs::metadata("/proc/self/ns/pid") {
        return format!("sandbox-{}-", std::os::unix::fs::MetadataExt::ino(&namespace));
    }
    "sandbox-".to_owned()
});

/// Removes what processes that were killed have left, where private directories are made. Linux
/// only; elsewhere, and what cannot be removed, stays.
pub(crate) fn sweep(parent: &Path) {
    if !cfg!(target_os = "linux") {
        return;
    }
    for parent in [parent, Path::new(IN_MEMORY)] {
        for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let owner = name.to_str().and_then(|name| {
                name.strip_prefix(&**PREFIX)?.split_once('-')?.0.parse::<u32>().ok()
            });
            if owner.is_some_and(|owner| !Path::new("/proc").join(owner.to_string()).exists()) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
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
