//! A book of another repository.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A copy of `fixture` in a place of its own. What cargo builds for it is kept from one test to the
/// next.
pub(crate) fn repository(fixture: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a directory");
    copy_into(fixture, copy.path());
    let name = fixture.file_name().expect("a name");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let target = target.to_str().expect("a UTF-8 path");
    let cargo = copy.path().join(".cargo");
    fs::create_dir(&cargo).expect("a directory");
    fs::write(cargo.join("config.toml"), format!("[build]\ntarget-dir = {target:?}\n"))
        .expect("a file");
    copy
}

fn copy_into(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for entry in fs::read_dir(from).expect("the fixture") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_into(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}
