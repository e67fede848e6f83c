fn main() -> std::process::ExitCode {
    let slug = std::env::args().nth(1).unwrap_or_default();
    if let Some((_, run)) = LISTINGS.iter().find(|(name, _)| *name == slug) {
        return run();
    }
    eprintln!("Aucun listing ne s'appelle `{slug}`. Ils s'appellent :");
    for (name, _) in LISTINGS {
        eprintln!("  {name}");
    }
    std::process::ExitCode::from(2)
}
