//! The recorded runs, which the pages draw and replay, are those of today's programs.

#[path = "support.rs"]
mod support;

#[test]
fn every_recording_is_true_today() {
    let catalogue = support::catalogue();
    let problems: Vec<String> = catalogue
        .listings
        .values()
        .flat_map(catalogue::Listing::stale_recordings)
        .map(|problem| problem.to_string())
        .collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
    for name in ["rustc", "tokio", "async-std", "smol"] {
        assert!(catalogue.versions.contains_key(name), "listings/enregistrements.json : {name}");
    }
}

#[test]
fn a_changed_program_or_output_makes_its_recording_stale() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let dir = folder.path().join("ch04/trois-taches");
    std::fs::create_dir_all(&dir).expect("writable");
    let source = support::root().join("listings/ch04-attendre-ensemble/trois-taches");
    for file in std::fs::read_dir(&source).expect("the listing exists") {
        let file = file.expect("readable").path();
        std::fs::copy(&file, dir.join(file.file_name().expect("a file"))).expect("writable");
    }
    let stale = || -> Vec<String> {
        let catalogue = catalogue::Catalogue::load(folder.path()).expect("it loads");
        catalogue.listings["trois-taches"]
            .stale_recordings()
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    assert!(stale().is_empty(), "{:?}", stale());

    let program = dir.join("smol.rs");
    let text = std::fs::read_to_string(&program).expect("readable");
    std::fs::write(&program, format!("{text}// retouche\n")).expect("writable");
    let said = stale();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("smol.rs") && said[0].contains("cargo xtask enregistrer"), "{said:?}");

    std::fs::write(&program, text).expect("writable");
    let output = dir.join("sortie.txt");
    let text = std::fs::read_to_string(&output).expect("readable");
    std::fs::write(&output, text.replace("Démarrage", "Lancement")).expect("writable");
    let variants = 3 + usize::from(dir.join("asyncio.py").exists());
    assert_eq!(stale().len(), variants, "{:?}", stale());
}
