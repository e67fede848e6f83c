//! The book as a whole: it builds, and shows all that is verified.

#[path = "support.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use catalogue::{Kind, Runtime};
use cours::beside::Executer;
use mdbook_driver::MDBook;
use mdbook_listings::Listings;
use mdbook_site::Site;
use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The pages as mdBook builds them: file names and HTML, `print.html` apart.
static PAGES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let out = tempfile::tempdir().expect("a temporary directory");
    let mut book = MDBook::load(support::root()).expect("the book loads");
    out.path().clone_into(&mut book.config.build.build_dir);
    book.with_preprocessor(Listings).with_preprocessor(Executer).with_renderer(Site);
    book.build().expect("the book builds");
    // mdBook puts the pages into the build directory, or, with several renderers, into `html/`.
    let nested = out.path().join("html");
    let folder = if nested.exists() { nested } else { out.path().to_owned() };
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder of pages") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|extension| extension == "html") && name != "print.html" {
            pages.insert(name, fs::read_to_string(&path).expect("a page"));
        }
    }
    pages
});

#[test]
fn the_built_pages_hold_every_variant_and_no_directive() {
    let mut variants = 0;
    for chapter in MDBook::load(support::root()).expect("the book loads").book.chapters() {
        let Some(path) = &chapter.path else { continue };
        let page = path.with_extension("html").display().to_string();
        let html = &PAGES[&page];
        assert!(!html.contains("{{#"), "{page} shows a directive");
        variants += html.matches("class=\"variant\"").count();
    }
    let catalogue = support::catalogue();
    let expected: usize = catalogue
        .listings
        .values()
        .map(|listing| {
            let programs = Runtime::ALL.len() + usize::from(listing.asyncio.is_some());
            // An exercise also shows its starting point, which Python has not.
            let starts = if listing.exercise().is_some() { Runtime::ALL.len() } else { 0 };
            programs + starts
        })
        .sum();
    assert_eq!(variants, expected);
}

/// mdBook passes in silence over what it does not understand in SUMMARY.md.
#[test]
fn every_chapter_is_a_page() {
    for entry in fs::read_dir(support::root().join("src")).expect("the chapters") {
        let file = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        if let Some(stem) = file.strip_suffix(".md").filter(|stem| *stem != "SUMMARY") {
            assert!(PAGES.contains_key(&format!("{stem}.html")), "SUMMARY.md leaves out {file}");
        }
    }
}

#[test]
fn the_index_of_errors_holds_every_fault_and_nothing_else() {
    let catalogue = support::catalogue();
    let index = &PAGES["erreurs.html"];
    let mut expected = BTreeSet::new();
    for listing in catalogue.listings.values() {
        let Kind::Faulty { remedy } = &listing.kind else { continue };
        for slug in [Some(&listing.slug), remedy.as_ref()].into_iter().flatten() {
            expected.insert(format!("{}.html#listing-{slug}", listing.chapter));
        }
        for (_, program) in listing.programs.iter() {
            if let Some(said) = program.end.message() {
                let said = said.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                let shown = index.contains(&format!("<code>{said}</code>"));
                assert!(shown, "{} : {said} is not in the index", listing.slug);
            }
        }
    }
    assert!(!expected.is_empty());
    let found: BTreeSet<String> =
        links(index).filter(|link| link.contains("#listing-")).map(str::to_owned).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_link_from_page_to_page_leads_to_an_element() {
    let mut dead = Vec::new();
    for (page, html) in PAGES.iter() {
        let within = |link: &&str| !link.contains("//") && *link != "print.html";
        for link in links(html).filter(within) {
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let Some(target) = PAGES.get(if file.is_empty() { page.as_str() } else { file }) else {
                // Style sheets and the like; mdBook itself checks nothing.
                if ["html", "md"].map(OsStr::new).map(Some).contains(&Path::new(file).extension()) {
                    dead.push(format!("{page} : {link}"));
                }
                continue;
            };
            let fragment = percent_decode_str(fragment).decode_utf8().expect("UTF-8");
            if !fragment.is_empty() && !target.contains(&format!("id=\"{fragment}\"")) {
                dead.push(format!("{page} : {link}"));
            }
        }
    }
    assert!(dead.is_empty(), "these links lead nowhere:\n{}", dead.join("\n"));
}

fn links(html: &str) -> impl Iterator<Item = &str> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

/// A name that no program uses would be a name that nobody has compiled.
#[test]
fn every_name_in_the_tables_of_equivalences_is_used_by_a_program() {
    const PAGE: &str = "src/equivalences.md";
    let text = fs::read_to_string(support::root().join(PAGE)).expect(PAGE);
    let catalogue = support::catalogue();
    let listings = || catalogue.listings.values().filter(|l| l.chapter == "equivalences");
    // In the order of the columns.
    let mut programs = vec![String::new()];
    programs.push(listings().filter_map(|l| Some(l.asyncio.as_ref()?.source.as_str())).collect());
    for runtime in Runtime::ALL {
        programs.push(listings().map(|l| l.programs.get(runtime).source.as_str()).collect());
    }

    let (mut names, mut unused) = (0, Vec::new());
    let mut column = 0;
    for (event, range) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => column = 0,
            Event::End(TagEnd::TableCell) => column += 1,
            Event::Code(name) if text[..range.start].lines().last().is_some_and(is_row) => {
                names += 1;
                if !programs[column].contains(&*name) {
                    let line = text[..range.start].matches('\n').count() + 1;
                    unused.push(format!("{PAGE}:{line} : aucun programme n'emploie `{name}`."));
                }
            }
            _ => {}
        }
    }
    assert!(names > 100, "{names} names were found");
    assert!(unused.is_empty(), "{}", unused.join("\n"));
}

fn is_row(line: &str) -> bool {
    line.starts_with('|')
}
