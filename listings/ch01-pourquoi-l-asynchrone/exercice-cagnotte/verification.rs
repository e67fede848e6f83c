/// Aucun don ne se perd, quel que soit l'ordre des réponses
#[test]
fn aucun_don_perdu() {
    use futures::future::join;
    for (premier, second) in [(100, 300), (300, 100), (200, 200)] {
        let cagnotte = std::cell::Cell::new(5);
        block_on(join(donner(&cagnotte, 10, premier), donner(&cagnotte, 200, second)));
        assert_eq!(
            cagnotte.get(),
            215,
            "5 euros, puis 10 (réponse après {premier} ms) et 200 (après {second} ms)"
        );
    }
}

/// Chaque don rend ce que contient la cagnotte juste après lui
#[test]
fn rend_le_contenu() {
    use futures::future::join;
    let cagnotte = std::cell::Cell::new(0);
    let rendus = block_on(join(donner(&cagnotte, 1, 400), donner(&cagnotte, 30, 200)));
    assert_eq!(rendus, (31, 30), "le don de 30 est validé le premier, celui de 1 ensuite");
}

/// L'argent n'entre pas avant la réponse de la banque
#[test]
fn pas_avant_la_banque() {
    use futures::future::join;
    let cagnotte = std::cell::Cell::new(7);
    let (_, vu) = block_on(join(donner(&cagnotte, 10, 400), async {
        pause(std::time::Duration::from_millis(150)).await;
        cagnotte.get()
    }));
    assert_eq!(vu, 7, "à 150 ms, la banque n'a pas encore validé le don");
}

/// Les deux dons se valident en même temps
#[test]
fn en_meme_temps() {
    use futures::future::join;
    let cagnotte = std::cell::Cell::new(0);
    let debut = std::time::Instant::now();
    block_on(join(donner(&cagnotte, 1, 500), donner(&cagnotte, 1, 500)));
    let millis = debut.elapsed().as_millis();
    assert!(
        (500..950).contains(&millis),
        "deux réponses de 500 ms, ensemble : 500 ms étaient attendues, vous avez mis {millis} ms"
    );
}
