//! What a page asks for before it shows: one style sheet and one script of the theme, not thirty
//! files, and scripts that wait for the text.
//!
//! Measured with `cargo xtask bench page`: by Lighthouse's slow telephone, the text of a chapter
//! shows after 1.5 s instead of 2.9 s.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// A list of files in mdBook's template, each on a line of its own.
struct List {
    /// The comment above.
    above: &'static str,
    before: &'static str,
    after: &'static str,
    /// The one that takes their place, without hash and extension.
    name: &'static str,
    extension: &'static str,
}

const LISTS: [List; 2] = [
    List {
        above: "<!-- Custom theme stylesheets -->\n",
        before: "<link rel=\"stylesheet\" href=\"",
        after: "\">",
        name: "theme/css/cours",
        extension: "css",
    },
    List {
        above: "<!-- Custom JS scripts -->\n",
        before: "<script src=\"",
        after: "\"></script>",
        name: "theme/js/cours",
        extension: "js",
    },
];

/// Rewrites the pages below `pages`, and the files that they name.
pub(crate) fn bundle(pages: &Path) -> Result<()> {
    // By the names of the files in it: all pages have the same.
    let mut bundles = BTreeMap::new();
    let mut bundled = BTreeSet::new();
    for page in crate::files(pages)? {
        if page.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let mut text = crate::read(&page)?;
        for list in &LISTS {
            let Some(found) = list.find(&text) else { continue };
            if !bundles.contains_key(&found.files) {
                bundles.insert(found.files.clone(), list.join(pages, &found.files)?);
            }
            let bundle = &bundles[&found.files];
            let List { before, after, .. } = list;
            let line = format!("{before}{}{bundle}{after}\n", found.root);
            text.replace_range(found.start..found.end, &line);
            bundled.extend(found.files);
        }
        // They keep their order; none needs to stop the parser.
        let text = text.replace("<script src=", "<script defer src=");
        crate::write(&page, &text)?;
    }
    for file in bundled {
        let path = pages.join(file);
        fs::remove_file(&path)
            .with_context(|| format!("{} : ce fichier ne s'efface pas", path.display()))?;
    }
    Ok(())
}

/// A list in a page: where its lines are, the path to the root of the pages, the files from there.
struct Found {
    start: usize,
    end: usize,
    root: String,
    files: Vec<String>,
}

impl List {
    fn find(&self, page: &str) -> Option<Found> {
        let start = page.find(self.above)? + self.above.len();
        let mut found = Found { start, end: start, root: String::new(), files: Vec::new() };
        for line in page[start..].split_inclusive('\n') {
            let file =
                line.trim().strip_prefix(self.before).and_then(|it| it.strip_suffix(self.after));
            let Some(file) = file else { break };
            let name = file.trim_start_matches("../");
            file[..file.len() - name.len()].clone_into(&mut found.root);
            found.files.push(name.to_owned());
            found.end += line.len();
        }
        (!found.files.is_empty()).then_some(found)
    }

    /// Writes the files one after another, and says under which name.
    fn join(&self, pages: &Path, files: &[String]) -> Result<String> {
        let mut text = String::new();
        for file in files {
            text += &crate::read(&pages.join(file))?;
            text.push('\n');
        }
        let digest = crate::digest(text.as_bytes()) >> 32;
        let name = format!("{}-{digest:08x}.{}", self.name, self.extension);
        crate::write(&pages.join(&name), &text)?;
        Ok(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(root: &str) -> String {
        format!(
            "<head>\n<!-- Custom theme stylesheets -->\n\
             <link rel=\"stylesheet\" href=\"{root}a.css\">\n\
             <link rel=\"stylesheet\" href=\"{root}b.css\">\n\n\
             <script src=\"{root}toc.js\"></script>\n</head><main><script>1</script></main>\n\
             <script src=\"{root}book.js\"></script>\n<!-- Custom JS scripts -->\n\
             <script src=\"{root}a.js\"></script>\n<script src=\"{root}b.js\"></script>\n</body>\n"
        )
    }

    #[test]
    fn a_page_asks_for_one_file_of_each_kind_and_waits_for_none() {
        let pages = tempfile::tempdir().expect("a temporary directory");
        let at = |name: &str| pages.path().join(name);
        fs::create_dir_all(at("theme/css")).expect("writable");
        fs::create_dir_all(at("theme/js")).expect("writable");
        fs::create_dir(at("folder")).expect("writable");
        for (name, text) in [("a.css", "a{}"), ("b.css", "b{}"), ("a.js", "a()"), ("b.js", "b()")] {
            fs::write(at(name), text).expect("writable");
        }
        fs::write(at("index.html"), page("")).expect("writable");
        fs::write(at("folder/deep.html"), page("../")).expect("writable");
        fs::write(at("toc.html"), "<p>Neither</p>").expect("writable");
        bundle(pages.path()).expect("it bundles");

        let names = |folder: &str| {
            let entries = fs::read_dir(at(folder)).expect("a folder");
            entries.map(|it| it.expect("an entry").file_name().into_string().expect("UTF-8"))
        };
        let (styles, scripts): (Vec<_>, Vec<_>) =
            (names("theme/css").collect(), names("theme/js").collect());
        let [(style, script)] = [(&styles[0], &scripts[0])];
        assert_eq!((styles.len(), scripts.len()), (1, 1));
        assert_eq!(fs::read_to_string(at("theme/css").join(style)).expect("a file"), "a{}\nb{}\n");
        assert_eq!(fs::read_to_string(at("theme/js").join(script)).expect("a file"), "a()\nb()\n");
        for (name, root) in [("index.html", ""), ("folder/deep.html", "../")] {
            assert_eq!(
                fs::read_to_string(at(name)).expect("a page"),
                format!(
                    "<head>\n<!-- Custom theme stylesheets -->\n\
                     <link rel=\"stylesheet\" href=\"{root}theme/css/{style}\">\n\n\
                     <script defer src=\"{root}toc.js\"></script>\n</head><main><script>1</script></main>\n\
                     <script defer src=\"{root}book.js\"></script>\n<!-- Custom JS scripts -->\n\
                     <script defer src=\"{root}theme/js/{script}\"></script>\n</body>\n"
                )
            );
        }
        assert_eq!(fs::read_to_string(at("toc.html")).expect("a page"), "<p>Neither</p>");
        assert!(!at("a.css").exists() && !at("b.js").exists());
    }
}
