//! `cargo xtask enregistrer`: the recorded runs that the pages draw and replay.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use catalogue::{Catalogue, Listing, Recording, Run, RunLine};
use futures_util::StreamExt as _;
use sandbox::{Libraries, Toolchain, build_libraries};
use verify::{Failure, Origin, Verifier};

/// Listings at once: they mostly sleep, but their times are recorded, and some compute.
const SIDE_BY_SIDE: usize = 3;
/// Runs of each program.
const ATTEMPTS: usize = 3;

pub(crate) async fn run(all: bool) -> Result<()> {
    let root = crate::root().canonicalize()?;
    let catalogue = Catalogue::load(&root.join("listings"))?;
    let request = cours::Settings::new(&root).libraries();
    let libraries = async {
        let toolchain = Toolchain::find(&root).await?;
        build_libraries(&toolchain, &request, |_| {}).await
    };
    let libraries = libraries.await?;
    let python = verify::python();
    let versions = versions(&libraries, python.as_deref(), &catalogue.versions)?;
    // One file tells the versions of all recordings: it must be true of each.
    let all = all || versions != catalogue.versions;

    let mut verifier = Verifier::new(libraries, Origin::Binaries);
    if let Some(python) = &python {
        verifier = verifier.with_python(python.clone());
    }
    let changed: Vec<&Listing> = catalogue
        .listings
        .values()
        .filter(|listing| all || !listing.stale_recordings().is_empty())
        .collect();
    let total = changed.len();
    let recordings = futures_util::stream::iter(changed).map(|listing| {
        let (verifier, python, root) = (&verifier, python.as_deref(), &root);
        async move { (listing, record(verifier, listing, python, root).await) }
    });
    let mut recordings = recordings.buffer_unordered(SIDE_BY_SIDE);
    let mut failures = Vec::new();
    let mut done = 0;
    while let Some((listing, recording)) = recordings.next().await {
        done += 1;
        println!("{done}/{total} {}", listing.slug);
        match recording {
            Ok(recording) => write(&listing.dir.join("enregistrement.json"), &recording.text())?,
            Err(failure) => failures.push(failure.to_string()),
        }
    }
    if !failures.is_empty() {
        bail!("{}", failures.join("\n"));
    }
    let text = serde_json::to_string_pretty(&versions)? + "\n";
    write(&catalogue.root.join("enregistrements.json"), &text)
}

/// A run of each program of a listing; a script without Python keeps the run that it has.
async fn record(
    verifier: &Verifier,
    listing: &Listing,
    python: Option<&Path>,
    root: &Path,
) -> Result<Recording, Failure> {
    let mut runs = BTreeMap::new();
    for program in listing.recordables() {
        let old =
            listing.recorded(&program).filter(|_| program.runtime.is_none() && python.is_none());
        let mut run = match old {
            Some(run) => run.clone(),
            None => attempt(|| verifier.record(listing, &program)).await?,
        };
        hide_place(&mut run, root);
        runs.insert(program.variant.to_owned(), run);
    }
    let date = chrono::Local::now().format("%Y-%m-%d").to_string();
    Ok(Recording { date, runs })
}

/// The shortest of the runs that do what is stated: what a loaded machine adds is not the program's.
async fn attempt<F: Future<Output = Result<Run, Failure>>>(
    run: impl Fn() -> F,
) -> Result<Run, Failure> {
    let mut best = run().await;
    for _ in 1..ATTEMPTS {
        best = match (best, run().await) {
            (Ok(best), Ok(other)) if other.ms < best.ms => Ok(other),
            (Err(_), other) => other,
            (best, _) => best,
        };
    }
    best
}

/// A panic tells its file: where the repository and cargo's registry lie concerns nobody.
fn hide_place(run: &mut Run, root: &Path) {
    let root = format!("{}/", root.display());
    for RunLine(.., text) in &mut run.lines {
        *text = text.replace(&root, "");
        let Some((before, after)) = text.split_once("/registry/src/") else { continue };
        let Some((_, package)) = after.split_once('/') else { continue };
        let kept = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        *text = before[..kept].to_owned() + package;
    }
}

/// What runs the programs, by name. Without Python, its version is that of the scripts' old runs.
fn versions(
    libraries: &Libraries,
    python: Option<&Path>,
    old: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>> {
    let mut versions: BTreeMap<String, String> = libraries
        .externs
        .iter()
        .filter(|library| ["tokio", "async-std", "smol"].contains(&library.package.as_str()))
        .map(|library| (library.package.clone(), library.version.clone()))
        .collect();
    versions.insert("rustc".to_owned(), version(&libraries.rustc)?);
    let python = match python {
        Some(python) => Some(version(python)?),
        None => old.get("python").cloned(),
    };
    versions.extend(python.map(|python| ("python".to_owned(), python)));
    Ok(versions)
}

/// The second word of what `--version` prints.
fn version(program: &Path) -> Result<String> {
    let printed = Command::new(program).arg("--version").output()?.stdout;
    let printed = String::from_utf8_lossy(&printed).into_owned();
    let version = printed.split_whitespace().nth(1);
    Ok(version.with_context(|| format!("{} ne dit pas sa version", program.display()))?.to_owned())
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("{} ne s'écrit pas", path.display()))
}
