//! What the binaries share. With this library alone, cargo builds what the programs are linked with
//! and none of them.

use std::process::ExitCode;

/// The name of a listing, and its `main`.
pub type Listing = (&'static str, fn() -> ExitCode);

/// Runs the listing that the first argument names; with another, says what there is.
pub fn choose(listings: &[Listing]) -> ExitCode {
    let slug = std::env::args().nth(1).unwrap_or_default();
    if let Some((_, run)) = listings.iter().find(|(name, _)| *name == slug) {
        return run();
    }
    eprintln!("Aucun listing ne s'appelle `{slug}` ici. Ceux-ci s'appellent :");
    for (name, _) in listings {
        eprintln!("  {name}");
    }
    ExitCode::from(2)
}
