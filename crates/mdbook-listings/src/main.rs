//! The preprocessor as a command: mdBook writes the book to its standard input.

use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use mdbook_listings::Listings;
use mdbook_preprocessor::{Preprocessor as _, parse_input};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        // Every renderer gets at least plain fences.
        ["supports", _] => return ExitCode::SUCCESS,
        [] => preprocess(),
        _ => Err(anyhow::anyhow!(
            "mdbook-listings est lancé par mdBook : déclarez-le dans book.toml, section [preprocessor.listings]."
        )),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn preprocess() -> Result<()> {
    let (context, book) =
        parse_input(io::stdin().lock()).context("ce n'est pas un livre envoyé par mdBook")?;
    let book = Listings.run(&context, book)?;
    let mut out = BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &book)?;
    Ok(out.flush()?)
}
