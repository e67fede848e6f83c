//! Gathers every listing into one module tree a runtime: one link and one binary instead of
//! hundreds, while each program stays a file of its own.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use catalogue::{Catalogue, Runtime};

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
    for runtime in Runtime::ALL {
        let file = Path::new(&out).join(runtime.ident()).with_extension("rs");
        let text = modules(&catalogue, runtime);
        // An unchanged file keeps its date, and cargo its binary.
        if fs::read_to_string(&file).ok().as_ref() != Some(&text) {
            fs::write(&file, text).expect("OUT_DIR is writable");
        }
    }
    ExitCode::SUCCESS
}

fn modules(catalogue: &Catalogue, runtime: Runtime) -> String {
    let mut modules = String::new();
    let mut table = String::new();
    for listing in catalogue.listings.values() {
        let program = listing.programs.get(runtime);
        if !program.end.compiles() {
            continue;
        }
        let (slug, ident) = (&listing.slug, listing.ident());
        let path = &program.path;
        // Faulty listings warn on purpose; that they warn as stated has a test of its own.
        modules += &format!(
            "#[allow(warnings, clippy::all, clippy::pedantic)]\nmod {ident} {{\n    include!({path:?});\n    \
             pub fn run() -> std::process::ExitCode {{ std::process::Termination::report(main()) }}\n}}\n"
        );
        table += &format!("    ({slug:?}, {ident}::run),\n");
    }
    format!(
        "{modules}\ntype Run = fn() -> std::process::ExitCode;\nconst LISTINGS: &[(&str, Run)] = &[\n{table}];\n"
    )
}
