//! The renderer as a command: mdBook writes the book to its standard input.

use std::io;
use std::process::ExitCode;

use mdbook_renderer::{RenderContext, Renderer as _};
use mdbook_site::Site;

fn main() -> ExitCode {
    let done = RenderContext::from_json(io::stdin().lock())
        .map_err(|error| {
            error.context(
                "mdbook-site est lancé par mdBook : déclarez-le dans book.toml, section \
                 [output.site]",
            )
        })
        .and_then(|context| Site.render(&context));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
