//! Gathers the listings into a few module trees a runtime: a few links and binaries instead of
//! hundreds, while each program stays a file of its own.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use catalogue::{Catalogue, Listing, Runtime};

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../listings")
        .canonicalize()
        .expect("listings/ stands at the root of the workspace");
    println!("cargo:rerun-if-changed={}", root.display());
    let catalogue = match Catalogue::load(&root) {
        Ok(catalogue) => catalogue,
        Err(problems) => {
            eprintln!("{problems}");
            return ExitCode::FAILURE;
        }
    };
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    for (binary, listings) in share_out(&catalogue) {
        let file = Path::new(&out).join(binary).with_extension("rs");
        let text = program(&listings);
        // An unchanged file keeps its date, and cargo its binary.
        if fs::read_to_string(&file).ok().as_ref() != Some(&text) {
            fs::write(&file, text).expect("OUT_DIR is writable");
        }
    }
    ExitCode::SUCCESS
}

/// What each binary holds: listings and the paths of their programs.
fn share_out(catalogue: &Catalogue) -> BTreeMap<String, Vec<(&Listing, &Path)>> {
    // A book of few listings leaves some empty.
    let mut binaries: BTreeMap<_, Vec<_>> = Runtime::binaries().map(|it| (it, vec![])).collect();
    for listing in catalogue.listings.values() {
        for (runtime, program) in listing.programs.iter() {
            if program.end.compiles() {
                let held = binaries.entry(runtime.binary(&listing.slug)).or_default();
                held.push((listing, program.path.as_path()));
            }
        }
    }
    binaries
}

fn program(listings: &[(&Listing, &Path)]) -> String {
    let mut modules = String::new();
    let mut table = String::new();
    for (listing, path) in listings {
        let (slug, ident) = (&listing.slug, listing.ident());
        // Faulty listings warn on purpose; that they warn as stated has a test of its own.
        modules += &format!(
            "#[allow(warnings, clippy::all, clippy::pedantic)]\nmod {ident} {{\n    include!({path:?});\n    \
             pub fn run() -> std::process::ExitCode {{ std::process::Termination::report(main()) }}\n}}\n"
        );
        table += &format!("    ({slug:?}, {ident}::run),\n");
    }
    format!(
        "{modules}\nfn main() -> std::process::ExitCode {{\n    programs::choose(&[\n{table}])\n}}\n"
    )
}
