//! Reading without a network: a service worker, and the list of what it keeps.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

const WORKER: &str = include_str!("../js/service-worker.js");

/// Not kept: what a reader of pages does not open. `print.html` would double the size.
const LEFT_OUT: [&str; 4] = [".nojekyll", "CNAME", "print.html", "toc.html"];

/// The text of service-worker.js. A file that did not change keeps its version from one build to
/// the next, and is not downloaded again.
pub(crate) fn worker(pages: &Path) -> Result<String> {
    let versions = serde_json::to_string(&versions(pages)?)?;
    Ok(format!("const FILES = {versions};\n{WORKER}"))
}

/// The files that are kept, each with a digest of what it contains.
fn versions(pages: &Path) -> Result<BTreeMap<String, String>> {
    let mut versions = BTreeMap::new();
    for path in crate::files(pages)? {
        let url = crate::url(path.strip_prefix(pages).unwrap_or(&path));
        if LEFT_OUT.contains(&url.as_str())
            || path.extension().is_some_and(|extension| extension == "txt")
            || url == crate::WORKER_FILE
        {
            continue;
        }
        let content = fs::read(&path)
            .with_context(|| format!("{} : ce fichier ne se lit pas", path.display()))?;
        versions.insert(url, format!("{:016x}", crate::digest(&content)));
    }
    Ok(versions)
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
        let list = || versions(pages.path()).expect("it reads");
        let before = list();
        assert_eq!(before.keys().collect::<Vec<_>>(), ["a.html", "css/b.css"]);
        write("a.html", "deux");
        let after = list();
        assert_ne!(before["a.html"], after["a.html"]);
        assert_eq!(before["css/b.css"], after["css/b.css"]);
    }
}
