const PERIODE: Duration = Duration::from_millis(200);

/// La valeur du travail est rendue, même s'il emprunte une variable locale
#[test]
fn valeur_rendue() {
    let linge = String::from("laine");
    let travail = async { linge.len() };
    assert_eq!(block_on(avec_voyant(travail, PERIODE, Arc::default())), 5, "« laine » a 5 lettres");
}

/// Le voyant clignote pendant le travail
#[test]
fn clignote_pendant() {
    let eclats = Arc::new(AtomicU32::new(0));
    block_on(avec_voyant(pause(PERIODE * 6), PERIODE, Arc::clone(&eclats)));
    let vus = eclats.load(Ordering::SeqCst);
    assert!(
        (2..=7).contains(&vus),
        "six périodes de travail donnent cinq ou six éclats ; il y en a eu {vus}"
    );
}

/// Le voyant est éteint après le travail
#[test]
fn eteint_apres() {
    let eclats = Arc::new(AtomicU32::new(0));
    let (avant, apres) = block_on(async {
        avec_voyant(pause(PERIODE * 3), PERIODE, Arc::clone(&eclats)).await;
        pause(PERIODE / 2).await; // un éclat commencé a le temps de finir
        let avant = eclats.load(Ordering::SeqCst);
        pause(PERIODE * 4).await;
        (avant, eclats.load(Ordering::SeqCst))
    });
    assert!(avant > 0, "le voyant n'a jamais clignoté");
    assert_eq!(
        avant, apres,
        "à gauche les éclats à la fin du travail, à droite quatre périodes plus tard"
    );
}

/// Le voyant ne retarde pas le travail
#[test]
fn sans_retard() {
    let debut = std::time::Instant::now();
    block_on(avec_voyant(pause(PERIODE), PERIODE * 20, Arc::default()));
    let millis = debut.elapsed().as_millis();
    assert!(
        millis < 2_000,
        "le travail dure 200 ms et la période 4 s ; vous avez mis {millis} ms : n'attendez pas le voyant"
    );
}
