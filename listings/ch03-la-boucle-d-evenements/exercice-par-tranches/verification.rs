/// Le total est le même, quelle que soit la tranche
#[test]
fn total_exact() {
    for tranche in [1, 7, 100, 5_000] {
        let plis = sac(1_000);
        let attendu: u32 = plis.iter().map(|&grammes| prix(grammes)).sum();
        assert_eq!(
            block_on(affranchir(&plis, tranche)),
            attendu,
            "mille plis, par tranches de {tranche} : à gauche votre total"
        );
    }
}

/// Une interrogation par tranche
#[test]
fn une_interrogation_par_tranche() {
    for (nombre, tranche, attendues) in [(40, 10, 4), (41, 10, 5), (12, 1, 12)] {
        let (_, fois) = block_on(affranchir_et_compter(&sac(nombre), tranche));
        assert_eq!(
            fois, attendues,
            "{nombre} plis par tranches de {tranche} : à gauche vos interrogations"
        );
    }
}

/// Si tout tient dans une tranche, la main n'est pas rendue
#[test]
fn une_seule_tranche() {
    let (_, fois) = block_on(affranchir_et_compter(&sac(10), 10));
    assert_eq!(fois, 1, "dix plis par tranches de dix : une seule interrogation suffit");
}

/// Un sac vide coûte 0, en une interrogation
#[test]
fn sac_vide() {
    assert_eq!(
        block_on(affranchir_et_compter(&[], 10)),
        (0, 1),
        "à gauche : total, interrogations"
    );
}
