/// La prédiction est celle que l'exécution confirme
#[test]
fn prediction_confirmee() {
    let journal = Journal::default();
    block_on(service(&journal));
    let reel = journal.0.borrow().clone();
    assert_eq!(prediction(), reel, "à gauche votre prédiction, à droite ce que `service` a noté");
}

/// Les pains cuisent du dernier au premier, après l'entrée du client
#[test]
fn pains_a_rebours() {
    let journal = Journal::default();
    block_on(service_a_rebours(&journal, &["tourte", "ficelle", "miche"]));
    let reel = journal.0.borrow().clone();
    let voulu = [
        "le client entre",
        "miche au four",
        "miche hors du four",
        "ficelle au four",
        "ficelle hors du four",
        "tourte au four",
        "tourte hors du four",
    ];
    assert_eq!(reel, voulu, "à gauche votre journal, à droite l'ordre demandé");
}

/// Sans pain, le client entre et rien ne cuit
#[test]
fn aucun_pain() {
    let journal = Journal::default();
    block_on(service_a_rebours(&journal, &[]));
    assert_eq!(*journal.0.borrow(), ["le client entre"], "une seule ligne était attendue");
}
