//! Reading without a network: a service worker, and the list of what it keeps.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::Path;

use anyhow::{Context as _, Result};

const WORKER: &str = include_str!("../js/service-worker.js");

/// Not kept: what a reader of pages does not open. `print.html` would double the size.
const LEFT_OUT: [&str; 4] = [".nojekyll", "CNAME", "print.html", "toc.html"];

/// The text of service-worker.js. A file that did not change keeps its version from one build to
/// the next, and is not downloaded again.
pub(crate) fn worker(pages: &Path) -> Result<String> {
    let mut versions = BTreeMap::new();
    collect(pages, "", &mut versions)?;
    let versions = serde_json::to_string(&versions)?;
    Ok(format!("const FILES = {versions};\n{WORKER}"))
}

/// Adds the files of a directory, each with a digest of what it contains.
fn collect(directory: &Path, prefix: &str, versions: &mut BTreeMap<String, String>) -> Result<()> {
    let unreadable = || format!("{} : ce dossier ne se lit pas", directory.display());
    for entry in fs::read_dir(directory).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let url = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{url}/"), versions)?;
        } else if !LEFT_OUT.contains(&url.as_str())
            && path.extension().is_none_or(|extension| extension != "txt")
            && url != crate::WORKER_FILE
        {
            let content = fs::read(&path)
                .with_context(|| format!("{} : ce fichier ne se lit pas", path.display()))?;
            let mut hasher = DefaultHasher::new();
            hasher.write(&content);
            versions.insert(url, format!("{:016x}", hasher.finish()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_changes_its_version_and_no_other() {
        let pages = tempfile::tempdir().expect("a temporary directory");
        let write = |name: &str, text: &str| {
            fs::write(pages.path().join(name), text).expect("writable");
        };
        fs::create_dir(pages.path().join("css")).expect("writable");
        for name in ["a.html", "css/b.css", "print.html", crate::WORKER_FILE] {
            write(name, "un");
        }
        let list = || {
            let mut versions = BTreeMap::new();
            collect(pages.path(), "", &mut versions).expect("it reads");
            versions
        };
        let before = list();
        assert_eq!(before.keys().collect::<Vec<_>>(), ["a.html", "css/b.css"]);
        write("a.html", "deux");
        let after = list();
        assert_ne!(before["a.html"], after["a.html"]);
        assert_eq!(before["css/b.css"], after["css/b.css"]);
    }
}
