fn charge(a_la_fois: u32, attente_ms: u64, calcul_ms: u64, douteux: bool) -> Charge {
    Charge { nom: "essai", a_la_fois, attente_ms, calcul_ms, douteux }
}

/// Beaucoup d'attente, plusieurs à la fois : asynchrone
#[test]
fn les_attentes() {
    for (a_la_fois, attente_ms, calcul_ms) in [(2, 20, 10), (10_000, 5_000, 3), (50, 101, 100)] {
        assert_eq!(
            convient(&charge(a_la_fois, attente_ms, calcul_ms, false)),
            Moyen::Asynchrone,
            "{a_la_fois} à la fois, {attente_ms} ms d'attente, {calcul_ms} ms de calcul"
        );
    }
}

/// Plus de calcul que d'attente : des fils
#[test]
fn les_calculs() {
    for (a_la_fois, attente_ms, calcul_ms) in [(2, 0, 10), (8, 40, 900), (50, 100, 100)] {
        assert_eq!(
            convient(&charge(a_la_fois, attente_ms, calcul_ms, false)),
            Moyen::Fils,
            "{a_la_fois} à la fois, {attente_ms} ms d'attente, {calcul_ms} ms de calcul"
        );
    }
}

/// Un travail à la fois, ou aucun : séquentiel
#[test]
fn un_seul_a_la_fois() {
    for (a_la_fois, attente_ms, calcul_ms) in [(1, 900, 3), (1, 3, 900), (0, 5, 5)] {
        assert_eq!(
            convient(&charge(a_la_fois, attente_ms, calcul_ms, false)),
            Moyen::Sequentiel,
            "{a_la_fois} à la fois, {attente_ms} ms d'attente, {calcul_ms} ms de calcul"
        );
    }
}

/// Du code douteux : un processus, quoi qu'il fasse
#[test]
fn le_code_douteux() {
    for (a_la_fois, attente_ms, calcul_ms) in [(1, 900, 3), (40, 900, 3), (40, 3, 900)] {
        assert_eq!(
            convient(&charge(a_la_fois, attente_ms, calcul_ms, true)),
            Moyen::Processus,
            "code douteux, {a_la_fois} à la fois, {attente_ms} ms d'attente, {calcul_ms} ms de calcul"
        );
    }
}
