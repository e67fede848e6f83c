//! The preprocessor that gives a served book its Run button; see [`cours::beside`].

use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use cours::beside::{self, Executer, Order};
use mdbook_preprocessor::{Preprocessor as _, parse_input};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["supports", renderer] => match Executer.supports_renderer(renderer) {
            Ok(true) => return ExitCode::SUCCESS,
            _ => return ExitCode::FAILURE,
        },
        [] => preprocess(),
        [beside::ARGUMENT] => run(),
        _ => usage(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> Result<()> {
    bail!(
        "mdbook-executer est lancé par mdBook : déclarez-le dans book.toml, section [preprocessor.executer]."
    )
}

fn preprocess() -> Result<()> {
    let (context, book) =
        parse_input(io::stdin().lock()).context("ce n'est pas un livre envoyé par mdBook")?;
    // mdBook reads the standard output to its end: the runner must not inherit it.
    #[cfg(windows)]
    let out = private_stdout()?;
    #[cfg(not(windows))]
    let out = io::stdout().lock();
    let book = Executer.run(&context, book)?;
    let mut out = BufWriter::new(out);
    serde_json::to_writer(&mut out, &book)?;
    Ok(out.flush()?)
}

/// Windows lets a child inherit every handle that this process inherited: a copy is not one of
/// them, and the original is closed.
#[cfg(windows)]
#[allow(unsafe_code)]
fn private_stdout() -> io::Result<std::fs::File> {
    use std::os::windows::io::{AsHandle as _, AsRawHandle as _, FromRawHandle as _, OwnedHandle};
    let copy = io::stdout().as_handle().try_clone_to_owned()?;
    // SAFETY: this process writes to the copy, and never to its standard output.
    drop(unsafe { OwnedHandle::from_raw_handle(io::stdout().as_raw_handle()) });
    Ok(copy.into())
}

fn run() -> Result<()> {
    let order: Order = serde_json::from_reader(io::stdin().lock())
        .context("seul mdbook-executer lance son serveur")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(beside::run(order))
}
