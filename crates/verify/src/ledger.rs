//! What passed, and under which conditions: a file a task, so that several verifications at once
//! do not disturb each other.

use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

/// The files that decide which libraries a program is linked with.
const LIBRARIES: [&str; 3] = ["Cargo.lock", "Cargo.toml", "crates/programs/Cargo.toml"];

/// Results that hold as long as nothing changes of what decides of them.
#[derive(Clone, Debug)]
pub struct Ledger {
    directory: PathBuf,
    ground: Key,
    everything: bool,
}

/// The conditions of a result: equal keys, equal result.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key(String);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Ledger {
    /// The ledger of a workspace, in its target directory; with `everything`, nothing counts as
    /// passed, and what passes is noted all the same.
    ///
    /// # Errors
    /// rustc cannot be asked for its version, or a file of the workspace does not read.
    pub fn open(workspace: &Path, everything: bool) -> io::Result<Self> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let version = Command::new(rustc).arg("-vV").current_dir(workspace).output()?.stdout;
        let mut conditions = vec![env!("VERIFY_CODE").as_bytes().to_owned(), version];
        for file in LIBRARIES {
            // A book of another shape has its libraries elsewhere.
            conditions.push(fs::read(workspace.join(file)).unwrap_or_default());
        }
        let ground = digest(conditions.iter().map(Vec::as_slice));
        Ok(Self { directory: workspace.join("target/verified"), ground, everything })
    }

    /// The key of what every result depends on: toolchain, libraries and verification.
    pub const fn ground(&self) -> &Key {
        &self.ground
    }

    /// The key of what depends on these texts, and on toolchain, libraries and verification.
    pub fn key<'a>(&'a self, parts: impl IntoIterator<Item = &'a str>) -> Key {
        digest([self.ground.0.as_bytes()].into_iter().chain(parts.into_iter().map(str::as_bytes)))
    }

    /// Whether `name` passed with this key.
    pub fn has(&self, name: &str, key: &Key) -> bool {
        !self.everything && self.read(name).is_some_and(|(passed, _)| passed == *key)
    }

    /// How long `name` took when it last passed.
    pub fn duration(&self, name: &str) -> Option<Duration> {
        self.read(name).map(|(_, duration)| duration)
    }

    /// Notes that `name` passed with this key.
    ///
    /// # Errors
    /// The target directory is not writable: the result is right, and will be asked for again.
    pub fn pass(&self, name: &str, key: &Key, duration: Duration) -> io::Result<()> {
        let path = self.path(name);
        let directory = path.parent().unwrap_or(&self.directory);
        fs::create_dir_all(directory)?;
        // Whole or not at all, whoever reads or writes the same in the meantime.
        let mut draft = NamedTempFile::new_in(directory)?;
        write!(draft, "{}\n{}\n", key.0, duration.as_millis())?;
        draft.persist(path)?;
        Ok(())
    }

    fn read(&self, name: &str) -> Option<(Key, Duration)> {
        let text = fs::read_to_string(self.path(name)).ok()?;
        let (key, millis) = text.trim_end().split_once('\n')?;
        Some((Key(key.to_owned()), Duration::from_millis(millis.parse().ok()?)))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name.split("::").collect::<PathBuf>())
    }
}

/// Lengths go in too: `ab` and `c` are not `a` and `bc`.
fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Key {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hash.update(part);
    }
    let hex = |text, byte| format!("{text}{byte:02x}");
    Key(hash.finalize().iter().fold(String::new(), hex))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_holds_until_one_of_its_conditions_changes() {
        let workspace = tempfile::tempdir().expect("a directory");
        let lock = workspace.path().join("Cargo.lock");
        fs::write(&lock, "one").expect("writable");
        let ledger = || Ledger::open(workspace.path(), false).expect("rustc answers");
        let key = ledger().key(["program", "output"]);
        assert!(!ledger().has("ch::listing::tokio", &key));
        let second = Duration::from_secs(1);
        ledger().pass("ch::listing::tokio", &key, second).expect("writable");
        assert!(ledger().has("ch::listing::tokio", &key));
        assert_eq!(ledger().duration("ch::listing::tokio"), Some(second));

        assert!(!ledger().has("ch::listing::smol", &key), "another task");
        let other = ledger().key(["programo", "utput"]);
        assert!(!ledger().has("ch::listing::tokio", &other), "other texts");
        let everything = Ledger::open(workspace.path(), true).expect("rustc answers");
        assert!(!everything.has("ch::listing::tokio", &key), "everything is asked for");
        fs::write(&lock, "two").expect("writable");
        assert!(!ledger().has("ch::listing::tokio", &ledger().key(["program", "output"])));
        fs::write(&lock, "one").expect("writable");
        assert!(ledger().has("ch::listing::tokio", &ledger().key(["program", "output"])));
    }

    #[test]
    fn the_same_result_may_be_noted_by_several_at_once() {
        let workspace = tempfile::tempdir().expect("a directory");
        let ledger = Ledger::open(workspace.path(), false).expect("rustc answers");
        let key = ledger.key(["a program without a runtime, the same on the three"]);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        ledger.pass("skeptic::same", &key, Duration::ZERO).expect("writable");
                    }
                });
            }
        });
        assert!(ledger.has("skeptic::same", &key));
    }

    #[test]
    fn a_torn_file_is_no_proof() {
        let workspace = tempfile::tempdir().expect("a directory");
        let ledger = Ledger::open(workspace.path(), false).expect("rustc answers");
        let key = ledger.key(["program"]);
        ledger.pass("ch::listing::tokio", &key, Duration::ZERO).expect("writable");
        let file = workspace.path().join("target/verified/ch/listing/tokio");
        fs::write(file, &key.0).expect("writable");
        assert!(!ledger.has("ch::listing::tokio", &key));
    }
}
