/// Les fils : autant de lectures à la fois que de fils, un fil par lecture
#[test]
fn un_fil_par_lecture() {
    let mesure = par_fils(&[300; 6]);
    assert_eq!(mesure.maximum, 6, "six lectures doivent être en cours à la fois");
    assert_eq!(mesure.fils, 6, "six fils doivent lire");
}

/// Les fils : les octets sont rendus dans l'ordre des lectures
#[test]
fn fils_dans_l_ordre() {
    assert_eq!(
        par_fils(&[60, 10, 40]).octets,
        [60 * 1_024, 10 * 1_024, 40 * 1_024],
        "l'ordre attendu est celui des lectures, non celui des fins"
    );
    assert!(par_fils(&[]).octets.is_empty(), "aucune lecture, aucun octet");
}

/// L'asynchrone : toutes les lectures à la fois, sur un seul fil
#[test]
fn un_seul_fil() {
    let mesure = block_on(en_asynchrone(&[300; 6]));
    assert_eq!(mesure.maximum, 6, "six lectures doivent être en cours à la fois");
    assert_eq!(mesure.fils, 1, "un seul fil doit lire : ne lancez ni fil ni tâche");
}

/// L'asynchrone : les octets sont rendus dans l'ordre des lectures
#[test]
fn asynchrone_dans_l_ordre() {
    assert_eq!(
        block_on(en_asynchrone(&[60, 10, 40])).octets,
        [60 * 1_024, 10 * 1_024, 40 * 1_024],
        "l'ordre attendu est celui des lectures, non celui des fins"
    );
    assert!(block_on(en_asynchrone(&[])).octets.is_empty(), "aucune lecture, aucun octet");
}

/// L'asynchrone : deux mille lectures à la fois, toujours sur un seul fil
#[test]
fn deux_mille() {
    // L'une après l'autre, deux mille lectures ne finiraient pas à temps : trois suffisent à le voir.
    let essai = block_on(en_asynchrone(&[50; 3]));
    assert_eq!(essai.maximum, 3, "trois lectures doivent être en cours à la fois");
    let mesure = block_on(en_asynchrone(&vec![1_000; 2_000]));
    assert_eq!(mesure.octets.len(), 2_000, "deux mille lectures, deux mille réponses");
    assert_eq!(mesure.maximum, 2_000, "deux mille lectures doivent être en cours à la fois");
    assert_eq!(mesure.fils, 1, "un seul fil doit lire");
}

/// Les durées mesurées sont celles de la plus longue lecture
#[test]
fn les_durees() {
    let lectures = [500, 400, 450, 480];
    for (nom, mesure) in
        [("les fils", par_fils(&lectures)), ("l'asynchrone", block_on(en_asynchrone(&lectures)))]
    {
        let millis = mesure.duree.as_millis();
        assert!(
            (500..1_400).contains(&millis),
            "{nom} : la plus longue lecture dure 500 ms, vous avez mesuré {millis} ms"
        );
    }
}
