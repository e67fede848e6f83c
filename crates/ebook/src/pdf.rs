//! The leaves as a PDF: one document, with styles for paper, that a browser prints.
//!
//! Not the page `print.html` of mdBook, which prints what is folded as one line, and each program
//! behind the marks of its lines, which do not follow it over the foot of a sheet.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use mdbook_driver::book::Book;
use mdbook_driver::config::BookConfig;

use crate::leaf::Binding;
use crate::manuscript::{CONTENTS, COVER, Manuscript, STYLE, Sheet};
use crate::xhtml::{self, escape};

const PAPER: &str = include_str!("../style/papier.css");

/// Browsers that print without a window, under the names that systems give them.
const BROWSERS: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// No browser was found that prints without a window.
#[derive(Debug)]
pub struct NoBrowser;

impl std::fmt::Display for NoBrowser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "Le PDF est imprimé par Chromium ou Chrome, et aucun n'est installé ici. \
             La variable CHROMIUM peut dire où il est.",
        )
    }
}

impl std::error::Error for NoBrowser {}

/// Prints a book, with its outline, into `file`: `pages` is where the renderer `html` wrote it,
/// `book` its chapters, named as they are shown.
///
/// # Errors
/// [`NoBrowser`], a page is missing, or the browser did not print.
pub fn pdf(pages: &Path, book: &Book, config: &BookConfig, file: &Path) -> Result<()> {
    let browser = browser().ok_or(NoBrowser)?;
    let manuscript = Manuscript::read(pages, book, config, Binding::OneDocument)?;
    let scratch = tempfile::tempdir().context("aucun dossier temporaire ne se crée")?;
    let document = scratch.path().join("livre.xhtml");
    write(&manuscript, &document).context("aucun fichier temporaire ne s'écrit")?;
    print(&browser, &document, file)
}

/// The document, and beside it the files that it names.
fn write(manuscript: &Manuscript, document: &Path) -> std::io::Result<()> {
    let beside = |name: &str| document.with_file_name(name);
    let mut style = format!("{STYLE}\n{PAPER}");
    let mut contents = String::new();
    let mut body = String::new();
    let mut depth = 0;
    for (number, Sheet { stem, title, level, leaf }) in manuscript.sheets.iter().enumerate() {
        for (name, drawing) in &leaf.drawings {
            let path = beside(name);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, drawing)?;
        }
        while depth < *level {
            contents += "<ul>\n";
            depth += 1;
        }
        while depth > *level {
            contents += "</ul>\n";
            depth -= 1;
        }
        contents += &format!("<li><a href=\"#{stem}\">{}</a></li>\n", escape(title));
        // Each leaf has pages of its own name, so that their head may say its title.
        let page = format!("feuille-{number}");
        let head = title.replace('\\', "").replace('"', "”");
        style += &format!(
            "@page {page} {{ @top-center {{ content: \"{head}\"; font: 9pt sans-serif; color: #555; }} }}\n"
        );
        body +=
            &format!("<section id=\"{stem}\" style=\"page: {page}\">\n{}\n</section>\n", leaf.body);
    }
    contents += &"</ul>\n".repeat(usize::try_from(depth).unwrap_or(0));
    let text = format!(
        "<section class=\"couverture\">{}</section>\n\
         <section class=\"sommaire\"><h1>{CONTENTS}</h1>\n{contents}</section>\n{body}",
        manuscript.cover_page()
    );
    fs::write(beside(COVER), manuscript.cover())?;
    fs::write(beside("stylesheet.css"), style)?;
    fs::write(document, xhtml::document(&manuscript.title, &manuscript.language, &text))
}

fn print(browser: &Path, document: &Path, file: &Path) -> Result<()> {
    // Nothing of the reader's own browser is read or changed.
    let profile = tempfile::tempdir().context("aucun dossier temporaire ne se crée")?;
    let mut option = OsString::from("--user-data-dir=");
    option.push(profile.path());
    let mut to = OsString::from("--print-to-pdf=");
    to.push(file);
    let mut command = Command::new(browser);
    command.args(["--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]);
    command.args(["--generate-pdf-document-outline", "--run-all-compositor-stages-before-draw"]);
    // Its own sandbox refuses to start for root; the page is ours.
    #[cfg(unix)]
    if nix::unistd::Uid::effective().is_root() {
        command.arg("--no-sandbox");
    }
    // A path, which is no URL on every system.
    command.args([option, to]).arg(document);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{} ne se lance pas", browser.display()))?;
    if !output.status.success() || !file.is_file() {
        bail!(
            "{} n'a pas imprimé le livre ({}) :\n{}",
            browser.display(),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    Ok(())
}

fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let answers = |name: &str| {
        let mut asked = Command::new(name);
        asked.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        asked.status().is_ok_and(|status| status.success())
    };
    BROWSERS.iter().find(|name| answers(name)).map(PathBuf::from)
}
