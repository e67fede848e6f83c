//! The book as one file: an EPUB that readers accept and that holds the whole course, a PDF.

#[path = "support.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::{Command, ExitCode};

use catalogue::Runtime;
use cours::Format;
use libtest_mimic::{Arguments, Failed, Trial};
use roxmltree::{Document, Node};

/// Where Debian puts it; its own command needs a kernel that runs archives.
const EPUBCHECK: &str = "/usr/share/java/epubcheck.jar";

fn main() -> ExitCode {
    let files = tempfile::tempdir().expect("a temporary directory");
    let epub = files.path().join("livre.epub");
    if let Err(error) = cours::export(&support::root(), Format::Epub, &epub) {
        eprintln!("{error:#}");
        return ExitCode::FAILURE;
    }
    let leaves = leaves(&epub);
    let mut skipped = ExitCode::SUCCESS;
    let mut trials = vec![
        trial("each link leads somewhere", &leaves, each_link_leads_somewhere),
        trial("each program is there whole", &leaves, each_program_is_there_whole),
        trial("what folds is at the end", &leaves, what_folds_is_at_the_end),
        trial("nothing is left that only a page can do", &leaves, nothing_only_a_page_can_do),
    ];
    if Path::new(EPUBCHECK).exists() && Command::new("java").arg("-version").output().is_ok() {
        trials.push(Trial::test("epubcheck", {
            let epub = epub.clone();
            move || epubcheck(&epub)
        }));
        trials.push(Trial::test("epubcheck refuses a damaged book", {
            let damaged = files.path().join("abime.epub");
            move || {
                std::fs::write(&damaged, damage(&std::fs::read(&epub)?))?;
                let refused = epubcheck(&damaged).is_err();
                if refused { Ok(()) } else { Err("it was accepted".into()) }
            }
        }));
    } else {
        skipped = support::skip("la validation de l'EPUB", "epubcheck ou java est introuvable");
    }
    let pdf = files.path().join("livre.pdf");
    match cours::export(&support::root(), Format::Pdf, &pdf) {
        Ok(()) => trials.push(Trial::test("the pdf", move || printed(&pdf))),
        Err(error) if error.is::<cours::NoBrowser>() => {
            skipped =
                support::skip("le PDF", "Chromium est introuvable ; CHROMIUM en donne le chemin");
        }
        Err(error) => {
            trials.push(Trial::test("the pdf", move || Err(format!("{error:#}").into())));
        }
    }
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    if conclusion.has_failed() { ExitCode::FAILURE } else { skipped }
}

type Leaves = BTreeMap<String, String>;

fn trial(name: &str, leaves: &Leaves, check: fn(&Leaves)) -> Trial {
    let leaves = leaves.clone();
    Trial::test(name, move || {
        check(&leaves);
        Ok(())
    })
}

/// The XHTML of the archive, by the name of its file.
fn leaves(epub: &Path) -> Leaves {
    let mut archive = open(std::fs::read(epub).expect("the EPUB"));
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let leaves = names.iter().filter_map(|name| {
        let leaf = name.strip_prefix("OEBPS/")?;
        Path::new(leaf).extension().filter(|it| *it == "xhtml")?;
        let mut text = String::new();
        archive.by_name(name).expect("a file").read_to_string(&mut text).expect("UTF-8");
        Some((leaf.to_owned(), text))
    });
    leaves.collect()
}

fn open(bytes: Vec<u8>) -> zip::ZipArchive<Cursor<Vec<u8>>> {
    zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive")
}

fn parsed(text: &str) -> Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    Document::parse_with_options(text, options).expect("XML")
}

fn is<'a>(node: &Node<'a, 'a>, name: &str, class: &str) -> bool {
    node.has_tag_name(("http://www.w3.org/1999/xhtml", name))
        && node.attribute("class").is_some_and(|it| it.split(' ').any(|it| it == class))
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter_map(|it| it.is_text().then(|| it.text()).flatten()).collect()
}

fn each_link_leads_somewhere(leaves: &Leaves) {
    let mut places = BTreeSet::new();
    for (name, leaf) in leaves {
        places.insert(name.clone());
        for id in parsed(leaf).descendants().filter_map(|it| it.attribute("id")) {
            assert!(places.insert(format!("{name}#{id}")), "{name} has two places named {id}");
        }
    }
    let mut links = 0;
    for (name, leaf) in leaves {
        for href in parsed(leaf).descendants().filter_map(|it| it.attribute("href")) {
            if href.contains("://") || href == "stylesheet.css" {
                continue;
            }
            let place =
                if href.starts_with('#') { format!("{name}{href}") } else { href.to_owned() };
            assert!(places.contains(&place), "{name} links to {href}");
            links += 1;
        }
    }
    assert!(links > 300, "{links} links");
}

/// Each as often as the book shows it, in every variant.
fn each_program_is_there_whole(leaves: &Leaves) {
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    for leaf in leaves.values() {
        let document = parsed(leaf);
        for frame in document.descendants().filter(|it| is(it, "div", "variant-code")) {
            *shown.entry(text(frame).trim().to_owned()).or_default() += 1;
        }
    }
    for listing in support::catalogue().listings.values() {
        let mut programs: Vec<_> =
            Runtime::ALL.map(|runtime| &listing.programs.get(runtime).shown).to_vec();
        programs.extend(listing.asyncio.as_ref().map(|script| &script.source));
        for program in programs {
            let left = shown.get_mut(program.trim()).filter(|left| **left > 0);
            *left.unwrap_or_else(|| panic!("{} is not in the book:\n{program}", listing.slug)) -= 1;
        }
    }
}

fn what_folds_is_at_the_end(leaves: &Leaves) {
    let answers = parsed(&leaves["reponses.xhtml"]);
    let titles =
        answers.descendants().filter(|it| it.has_tag_name(("http://www.w3.org/1999/xhtml", "h3")));
    let titles: Vec<_> = titles.collect();
    let links = leaves.values().map(|leaf| {
        let document = parsed(leaf);
        document.descendants().filter(|it| is(it, "p", "vers-la-reponse")).count()
    });
    assert_eq!(titles.len(), links.sum::<usize>());
    let catalogue = support::catalogue();
    for listing in catalogue.listings.values() {
        let Some(exercise) = listing.exercise() else { continue };
        let solution = listing.programs.get(Runtime::Smol).shown.trim();
        let holds = |leaf: &str| {
            let document = parsed(leaf);
            let frames = document.descendants().filter(|it| is(it, "div", "variant-code"));
            frames.into_iter().any(|it| text(it).trim() == solution)
        };
        for (name, leaf) in leaves {
            assert_eq!(holds(leaf), name == "reponses.xhtml", "{}, in {name}", exercise.title);
        }
    }
}

fn nothing_only_a_page_can_do(leaves: &Leaves) {
    for (name, leaf) in leaves {
        for element in ["<button", "<script", "<details", "<svg", "data-", "role=\"tab"] {
            assert!(!leaf.contains(element), "{name} holds {element}");
        }
    }
    assert!(!leaves.contains_key("progression.xhtml"), "there is nothing to read there");
}

fn epubcheck(epub: &Path) -> Result<(), Failed> {
    let output = Command::new("java").args(["-jar", EPUBCHECK]).arg(epub).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    let clean = output.status.success() && said.contains("No errors or warnings detected");
    if clean { Ok(()) } else { Err(said.into()) }
}

/// The same archive, with one leaf that is no XML.
fn damage(epub: &[u8]) -> Vec<u8> {
    let mut archive = open(epub.to_vec());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).expect("a file");
        if file.name() == "OEBPS/glossaire.xhtml" {
            out.start_file(file.name().to_owned(), zip::write::SimpleFileOptions::default())
                .expect("writable");
            std::io::Write::write_all(&mut out, b"<p>").expect("writable");
        } else {
            out.raw_copy_file(file).expect("writable");
        }
    }
    out.finish().expect("writable").into_inner()
}

/// It has the pages of a book, and an outline that names its chapters. Chromium writes its objects,
/// but for what a page shows, as text.
fn printed(pdf: &Path) -> Result<(), Failed> {
    let bytes = std::fs::read(pdf)?;
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    if !text.starts_with("%PDF-") || !text.trim_end().ends_with("%%EOF") {
        return Err("it is no whole PDF".into());
    }
    let pages = text.matches("/Type /Page\n").count();
    if !(100..1000).contains(&pages) {
        return Err(format!("{pages} pages").into());
    }
    for title in ["/Outlines", "/Title (Attendre ensemble)", "/Title (Glossaire)"] {
        if !text.contains(title) {
            return Err(format!("there is no {title}").into());
        }
    }
    Ok(())
}
