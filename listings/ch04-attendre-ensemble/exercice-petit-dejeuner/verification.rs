/// Les deux préparations se recouvrent : la durée est celle de la plus longue
#[test]
fn les_deux_ensemble() {
    let debut = std::time::Instant::now();
    block_on(petit_dejeuner(950, 900));
    let millis = debut.elapsed().as_millis();
    assert!(
        millis < 1_800,
        "950 et 900 ms, attendues ensemble, doivent durer environ 950 ms ; vous avez mis {millis} ms"
    );
}

/// Aucune des deux préparations n'est abandonnée en route
#[test]
fn jusqu_au_bout() {
    for (cafe, tartines) in [(100, 300), (300, 100)] {
        let debut = std::time::Instant::now();
        block_on(petit_dejeuner(cafe, tartines));
        let millis = debut.elapsed().as_millis();
        assert!(
            millis >= 300,
            "il faut attendre la plus longue des deux, 300 ms ; vous avez rendu la main après {millis} ms"
        );
    }
}

/// Le café est rendu en premier, les tartines en second
#[test]
fn dans_l_ordre() {
    let (premier, second) = block_on(petit_dejeuner(200, 50));
    assert_eq!(premier, "café à table", "le premier résultat doit être celui du café");
    assert_eq!(second, "tartines à table", "le second résultat doit être celui des tartines");
}
