/// Elle affiche chaque étape, dans l'ordre
#[test]
fn affiche_chaque_etape() {
    let etapes = ["battre les œufs", "ajouter le sucre"];
    // Le programme s'exécute une seconde fois : l'enfant affiche, le parent lit.
    if std::env::var_os("ENFANT").is_some() {
        block_on(annoncer(&etapes, std::time::Duration::from_millis(10)));
        return;
    }
    let programme = std::env::current_exe().expect("ce programme est un fichier");
    let enfant = std::process::Command::new(programme)
        .args(["affiche_chaque_etape", "--nocapture"])
        .env("ENFANT", "1")
        .output()
        .expect("ce programme s'exécute une seconde fois");
    let affiche = String::from_utf8_lossy(&enfant.stdout);
    let lues: Vec<&str> =
        affiche.lines().filter_map(|l| etapes.into_iter().find(|e| l.ends_with(e))).collect();
    assert_eq!(lues, etapes, "à gauche les étapes affichées, à droite celles de la recette");
}

/// La coroutine rend le nombre d'étapes
#[test]
fn rend_le_nombre_d_etapes() {
    let pause = std::time::Duration::from_millis(10);
    let faites = block_on(annoncer(&["pesée", "pétrissage", "levée", "cuisson"], pause));
    assert_eq!(faites, 4, "avec quatre étapes, `annoncer` doit rendre 4, et a rendu {faites}");
}

/// Elle attend une pause après chaque étape
#[test]
fn attend_apres_chaque_etape() {
    let pause = std::time::Duration::from_millis(300);
    let depart = std::time::Instant::now();
    block_on(annoncer(&["pesée", "levée"], pause));
    let duree = depart.elapsed();
    assert!(
        duree >= 2 * pause,
        "deux étapes et 300 ms de pause : il faut au moins 600 ms, vous avez mis {} ms",
        duree.as_millis()
    );
}

/// Elle n'attend pas une pause de plus
#[test]
fn pas_de_pause_en_trop() {
    let pause = std::time::Duration::from_secs(1);
    let depart = std::time::Instant::now();
    block_on(annoncer(&["levée"], pause));
    let duree = depart.elapsed();
    assert!(
        duree < 2 * pause,
        "une étape et une pause d'une seconde : une seconde suffit, vous avez mis {} ms",
        duree.as_millis()
    );
}

/// Pendant chaque pause, le fil d'exécution reste libre
#[test]
fn laisse_le_fil_libre() {
    let pause = std::time::Duration::from_millis(300);
    let mut coroutine = std::pin::pin!(annoncer(&["pesée", "pétrissage", "levée"], pause));
    let mut mises_en_pause = 0;
    let mut fil_occupe = std::time::Duration::ZERO;
    block_on(std::future::poll_fn(|contexte| {
        let depart = std::time::Instant::now();
        let etat = std::future::Future::poll(coroutine.as_mut(), contexte);
        fil_occupe += depart.elapsed();
        mises_en_pause += u32::from(etat.is_pending());
        etat
    }));
    assert!(
        fil_occupe < 2 * pause,
        "`annoncer` a occupé le fil pendant {} ms : attendez avec la pause de votre environnement et `.await`",
        fil_occupe.as_millis()
    );
    assert!(
        mises_en_pause >= 3,
        "trois étapes : `annoncer` doit se mettre en pause trois fois, et l'a fait {mises_en_pause} fois"
    );
}
