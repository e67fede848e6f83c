fn paniers(durees: &[u64]) -> Vec<(String, u64)> {
    durees.iter().enumerate().map(|(rang, &millis)| (format!("panier {rang}"), millis)).collect()
}

/// Les machines tournent ensemble : la durée est celle du panier le plus long
#[test]
fn toutes_a_la_fois() {
    let debut = std::time::Instant::now();
    block_on(tout_laver(paniers(&[700, 900, 800, 900])));
    let millis = debut.elapsed().as_millis();
    assert!(
        millis >= 900,
        "le panier le plus long demande 900 ms ; vous avez fini après {millis} ms"
    );
    assert!(
        millis < 1_600,
        "ensemble, ces quatre paniers demandent environ 900 ms ; vous avez mis {millis} ms"
    );
}

/// Le linge est rendu dans l'ordre des paniers, non dans celui des fins
#[test]
fn dans_l_ordre_des_paniers() {
    let rendus = block_on(tout_laver(paniers(&[300, 200, 100])));
    assert_eq!(rendus, ["panier 0", "panier 1", "panier 2"], "à gauche, ce que vous rendez");
}

/// Sans panier, rien à rendre
#[test]
fn sans_panier() {
    assert!(block_on(tout_laver(Vec::new())).is_empty(), "aucun panier, aucun linge");
}
