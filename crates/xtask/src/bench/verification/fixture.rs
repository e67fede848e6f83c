//! One book, written once for each way of verifying it.
//!
//! ```text
//! listings of the course ─ as many as asked for, copies under other names where they do not suffice
//!   └─ a workspace in target/bench/verification
//!        book.toml, src/, listings/, crates/programs   as a book of ours
//!        etendu/                                       the same text, already expanded, for mdbook test
//!        skeptic/                                      the same, for skeptic
//!        documentation/                                a library with each program in a comment, for rustdoc
//!        exemples/                                     an example target a program
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use catalogue::{Catalogue, End, Kind, Listing, Runtime};
use mdbook_driver::MDBook;
use mdbook_listings::{Listings, Renderer, Settings, fences};
use toml::{Table, Value};

use super::super::edited;

/// Listings a chapter, about as in the course.
const CHAPTER: usize = 10;

/// What each package of the book is called, and where it stands.
const PACKAGES: [&str; 4] = ["crates/programs", "skeptic", "documentation", "exemples"];

/// A book of so many programs.
#[derive(Debug)]
pub(super) struct Fixture {
    /// The workspace.
    pub(super) root: PathBuf,
    /// The programs: three a listing.
    pub(super) blocks: usize,
    /// What its longest program takes, by the recording of the course.
    pub(super) longest: Duration,
    /// `(chapter, slug, folder of the original)`.
    listings: Vec<(String, String, PathBuf)>,
    /// The `[dependencies]` of crates/programs.
    dependencies: Table,
}

impl Fixture {
    /// Writes the book. Libraries that an earlier one has built stay built.
    pub(super) fn new(course: &Path, number: usize) -> Result<Self> {
        let catalogue = Catalogue::load(&course.join("listings"))?;
        let originals: Vec<&Listing> =
            catalogue.listings.values().filter(|it| usable(it)).collect();
        let mut listings = Vec::new();
        let mut longest = Duration::ZERO;
        for index in 0..number {
            // Spread over the whole course, so that a small book is like a large one.
            let of_course = originals.len();
            let original = if number < of_course {
                originals[index * of_course / number]
            } else {
                originals[index % of_course]
            };
            let copy = index / of_course;
            let slug =
                if copy == 0 { original.slug.clone() } else { format!("{}-{copy}", original.slug) };
            longest = longest.max(duration(original)?);
            listings.push((format!("ch{:02}-mesure", index / CHAPTER), slug, original.dir.clone()));
        }
        let root = course.join("target/bench/verification");
        let programs = fs::read_to_string(course.join("crates/programs/Cargo.toml"))?;
        let programs: Table = programs.parse()?;
        let dependencies = programs.get("dependencies").and_then(Value::as_table).cloned();
        let dependencies = dependencies.context("crates/programs n'a pas de dépendances")?;
        let fixture =
            Self { root, blocks: Runtime::ALL.len() * number, longest, listings, dependencies };
        fixture.clear()?;
        fixture.packages(course)?;
        fixture.change(0)?;
        Ok(fixture)
    }

    /// Removes the book that stood here before; not what cargo has built, nor its lock file.
    fn clear(&self) -> Result<()> {
        for folder in ["src", "listings", "etendu", "skeptic", "documentation", "exemples"] {
            match fs::remove_dir_all(self.root.join(folder)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("{folder} ne s'efface pas"));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The workspace and its packages, with what the course depends on.
    fn packages(&self, course: &Path) -> Result<()> {
        let mut workspace: Table = fs::read_to_string(course.join("Cargo.toml"))?.parse()?;
        let table = workspace.get_mut("workspace").and_then(Value::as_table_mut);
        let table = table.context("Cargo.toml n'a pas de [workspace]")?;
        table.remove("default-members");
        table.insert("members".into(), PACKAGES.map(Value::from).to_vec().into());
        let shared = table.get_mut("dependencies").and_then(Value::as_table_mut);
        for (_, dependency) in shared.into_iter().flatten() {
            if let Some(path) = dependency.get_mut("path") {
                let absolute = course.join(path.as_str().context("un chemin")?);
                *path = absolute.to_str().context("un chemin en UTF-8")?.into();
            }
        }
        self.write("Cargo.toml", &workspace.to_string())?;
        if !self.root.join("Cargo.lock").exists() {
            fs::copy(course.join("Cargo.lock"), self.root.join("Cargo.lock"))?;
        }
        for file in ["Cargo.toml", "build.rs"] {
            let file = Path::new("crates/programs").join(file);
            self.write(&file, &fs::read_to_string(course.join(&file))?)?;
        }
        for folder in ["crates/programs/src", "crates/programs/src/bin"].map(Path::new) {
            for file in fs::read_dir(course.join(folder))? {
                let file = folder.join(file?.file_name());
                if course.join(&file).is_file() {
                    self.write(&file, &fs::read_to_string(course.join(&file))?)?;
                }
            }
        }
        let skeptic: Table = "skeptic = { workspace = true }".parse()?;
        // skeptic knows no edition past 2021.
        let mut both = self.dependencies.clone();
        both.extend(skeptic.clone());
        self.package(
            "skeptic",
            "2021",
            &[("dev-dependencies", both), ("build-dependencies", skeptic)],
        )?;
        self.write(
            "skeptic/build.rs",
            "fn main() {\n    let mut files: Vec<_> = std::fs::read_dir(\"chapitres\").unwrap()\n        \
             .map(|file| file.unwrap().path()).collect();\n    files.sort();\n    \
             println!(\"cargo:rerun-if-changed=chapitres\");\n    skeptic::generate_doc_tests(&files);\n}\n",
        )?;
        self.write(
            "skeptic/tests/blocs.rs",
            "include!(concat!(env!(\"OUT_DIR\"), \"/skeptic-tests.rs\"));\n",
        )?;
        let dependencies = [("dependencies", self.dependencies.clone())];
        self.package("documentation", "2024", &dependencies)?;
        self.package("exemples", "2024", &dependencies)?;
        self.write("exemples/src/lib.rs", "")
    }

    fn package(&self, name: &str, edition: &str, sections: &[(&str, Table)]) -> Result<()> {
        let package = [("name", format!("mesure-{name}")), ("edition", edition.to_owned())];
        let package: Table =
            package.map(|(key, value)| (key.to_owned(), value.into())).into_iter().collect();
        let mut manifest = Table::from_iter([("package".to_owned(), Value::from(package))]);
        for (section, dependencies) in sections {
            manifest.insert((*section).to_owned(), dependencies.clone().into());
        }
        self.write(Path::new(name).join("Cargo.toml"), &manifest.to_string())
    }

    /// Writes every text, with one program changed; `edit` says how. Files that stay the same keep
    /// their dates.
    pub(super) fn change(&self, edit: usize) -> Result<()> {
        let mut chapters: BTreeMap<&str, String> = BTreeMap::new();
        for (index, (chapter, slug, original)) in self.listings.iter().enumerate() {
            for file in fs::read_dir(original)? {
                let file = file?;
                let name = file.file_name().into_string().ok().context("un nom en UTF-8")?;
                // Rust alone is compared here.
                if name.contains("asyncio") {
                    continue;
                }
                let mut text = fs::read_to_string(file.path())?;
                if index == 0 && name == "tokio.rs" && edit > 0 {
                    text = edited(&text, edit);
                }
                self.write(Path::new("listings").join(chapter).join(slug).join(name), &text)?;
            }
            let text = chapters.entry(chapter).or_insert_with(|| format!("# {chapter}\n"));
            *text += &format!("\n## {slug}\n\n{{{{#listing {slug}}}}}\n");
        }
        let names: Vec<_> =
            chapters.keys().map(|name| format!("- [{name}]({name}.md)\n")).collect();
        let summary = format!("# Sommaire\n\n{}", names.concat());
        self.write("src/SUMMARY.md", &summary)?;
        for (name, text) in &chapters {
            self.write(format!("src/{name}.md"), text)?;
        }
        let config =
            "[book]\ntitle = \"Mesure\"\nlanguage = \"fr\"\n\n[rust]\nedition = \"2024\"\n";
        self.write(
            "book.toml",
            &format!(
                "{config}\n[preprocessor.listings]\ncommand = \"mdbook-listings\"\nlistings = \"listings\"\n\
                 manifest = \"crates/programs/Cargo.toml\"\n"
            ),
        )?;
        self.write("etendu/book.toml", config)?;
        self.write("etendu/src/SUMMARY.md", &summary)?;
        for (name, text) in self.expanded(Renderer::Test)? {
            self.write(format!("etendu/src/{name}.md"), &text)?;
        }
        let mut documentation = String::new();
        for (name, text) in self.expanded(Renderer::Skeptic)? {
            for (index, block) in fences::rust_blocks(&text).iter().enumerate() {
                let lines: Vec<_> =
                    block.code.lines().map(|line| format!("/// {line}\n")).collect();
                let lines = lines.concat();
                let ident = name.replace('-', "_");
                documentation +=
                    &format!("/// ```\n{lines}/// ```\npub fn {ident}_{index}() {{}}\n\n");
            }
            self.write(format!("skeptic/chapitres/{name}.md"), &text)?;
        }
        self.write("documentation/src/lib.rs", &documentation)?;
        for (_, listing) in Catalogue::load(&self.root.join("listings"))?.listings {
            for runtime in Runtime::ALL {
                let source = &listing.programs.get(runtime).source;
                self.write(
                    format!("exemples/examples/{}_{}.rs", listing.ident(), runtime.ident()),
                    source,
                )?;
            }
        }
        Ok(())
    }

    /// The text of each chapter, as this renderer gets it.
    pub(super) fn expanded(&self, renderer: Renderer) -> Result<BTreeMap<String, String>> {
        let book = MDBook::load(&self.root)?;
        let settings = Settings::read(&self.root, &book.config)?;
        let book = Listings.expand(&settings, renderer, book.book)?;
        let chapters = book.chapters().filter_map(|chapter| {
            let stem = chapter.path.as_ref()?.file_stem()?.to_str()?;
            Some((stem.to_owned(), chapter.content.clone()))
        });
        Ok(chapters.collect())
    }

    fn write(&self, file: impl AsRef<Path>, text: &str) -> Result<()> {
        let path = self.root.join(file);
        if fs::read_to_string(&path).is_ok_and(|present| present == text) {
            return Ok(());
        }
        fs::create_dir_all(path.parent().context("un dossier")?)?;
        fs::write(&path, text).with_context(|| format!("{} ne s'écrit pas", path.display()))
    }
}

/// Works on the three runtimes: every way of verifying can do it.
fn usable(listing: &Listing) -> bool {
    let mut programs = listing.programs.iter();
    matches!(listing.kind, Kind::Plain) && programs.all(|(_, program)| program.end == End::Success)
}

/// What the longest of its three programs takes.
fn duration(listing: &Listing) -> Result<Duration> {
    let recording = listing.recording.as_ref();
    let runs = recording.into_iter().flat_map(|recording| recording.runs.values());
    let longest = runs.map(|run| Duration::from_millis(run.ms.into())).max();
    longest.with_context(|| format!("{} n'a pas d'enregistrement", listing.slug))
}
