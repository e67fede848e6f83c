//! What the test targets share; each uses a part of it.
#![allow(dead_code, unreachable_pub)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use catalogue::Catalogue;
use libtest_mimic::{Arguments, Failed, Trial};
use sandbox::{Libraries, LibrariesRequest, Toolchain, build_libraries};
use tokio::runtime::Runtime;
use verify::{Bench, Ledger, Origin, Passed, Task, Verifier};

/// The workspace, whichever of its packages this is compiled for.
pub fn root() -> PathBuf {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above.find(|directory| directory.join("book.toml").is_file()).expect("a workspace").to_owned()
}

/// The book's listings, or the list of what is wrong with them.
pub fn catalogue() -> Catalogue {
    Catalogue::load(&root().join("listings")).unwrap_or_else(|problems| panic!("\n{problems}"))
}

/// What the listings are linked with, built if need be; with `executables`, the binaries that hold
/// them too.
pub fn libraries(runtime: &Runtime, executables: bool) -> Libraries {
    let request = LibrariesRequest { executables, ..cours::Settings::new(root()).libraries() };
    let built = runtime.block_on(async {
        let toolchain = Toolchain::find(&root()).await?;
        build_libraries(&toolchain, &request, |_| {}).await
    });
    built.unwrap_or_else(|error| panic!("\n{error}"))
}

/// Whether nothing may be skipped, as in .ci/run.
pub fn nothing_skipped() -> bool {
    std::env::var_os("EXIGER_TOUT").is_some()
}

/// What passed and need not be done again: nothing, where `EXIGER_TOUT` or `VERIFIER_TOUT` is set.
pub fn ledger() -> Ledger {
    let everything = nothing_skipped() || std::env::var_os("VERIFIER_TOUT").is_some();
    Ledger::open(&root(), everything).expect("rustc tells its version")
}

/// Says in one line what is not done again.
pub fn unchanged(number: usize, all: usize) {
    if number > 0 {
        eprintln!(
            "INCHANGÉ : {number} sur {all} ont déjà réussi telles quelles. VERIFIER_TOUT=1 les rejoue."
        );
    }
}

/// The trial of what passed already.
pub fn passed(name: String) -> Trial {
    Trial::test(name, || Ok(())).with_kind("inchangé")
}

/// Verifies these tasks, those that passed and have not changed apart.
pub fn verify(tasks: Vec<Task>) -> ExitCode {
    let all = tasks.len();
    let bench = Arc::new(Bench::new(ledger(), tasks));
    unchanged(bench.unchanged.len(), all);
    let mut trials: Vec<_> = bench.unchanged.iter().map(|task| passed(task.name())).collect();
    let (mut compiled, mut run) = (Vec::new(), Vec::new());
    if !bench.open.is_empty() {
        let runtime = Arc::new(Runtime::new().expect("tokio starts"));
        let origin = bench.origin();
        let libraries = libraries(&runtime, origin == Origin::Binaries);
        let mut verifier = Verifier::new(libraries, origin);
        if let Some(python) = verify::python() {
            verifier = verifier.with_python(python);
        }
        let verifier = Arc::new(verifier);
        for (task, key) in bench.open.clone() {
            let (runtime, verifier, bench) = (runtime.clone(), verifier.clone(), bench.clone());
            let compiles = task.compiles();
            let trial = Trial::test(task.name(), move || {
                let result = runtime.block_on(bench.verify(&verifier, &task, &key));
                if let Passed::Alone(failure) = result.map_err(Failed::from)? {
                    eprintln!("{}", verify::disturbed(&failure));
                }
                Ok(())
            });
            if compiles { &mut compiled } else { &mut run }.push(trial);
        }
    }
    // What must be compiled by itself goes first, so that rustc disturbs no duration.
    trials.extend(compiled);
    let first = conclude(trials, verify::SIDE_BY_SIDE);
    if run.is_empty() {
        return first;
    }
    let second = conclude(run, verify::SIDE_BY_SIDE);
    if first == ExitCode::SUCCESS { second } else { first }
}

/// What a test needs and the machine does not have: said in one line, and a failure where
/// `EXIGER_TOUT` is set, as it is in .ci/run.
pub fn skip(what: &str, why: &str) -> ExitCode {
    eprintln!("SAUTÉ : {what} ({why}).");
    if nothing_skipped() {
        eprintln!("EXIGER_TOUT interdit de sauter une vérification.");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Runs the trials, `side_by_side` of them at once unless the command line says otherwise.
pub fn conclude(trials: Vec<Trial>, side_by_side: usize) -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(side_by_side);
    libtest_mimic::run(&arguments, trials).exit_code()
}
