fn ouvrir() -> std::net::SocketAddr {
    let guichet = std::net::TcpListener::bind("127.0.0.1:0").expect("un port est libre");
    let adresse = guichet.local_addr().expect("le guichet a une adresse");
    std::thread::spawn(|| demarrer(guichet));
    adresse
}

fn ensemble(adresse: std::net::SocketAddr, visiteurs: usize) -> Vec<String> {
    let visites: Vec<_> =
        (0..visiteurs).map(|_| std::thread::spawn(move || visiter(adresse))).collect();
    let mut tickets = Vec::new();
    for visite in visites {
        let visite = visite.join().expect("la visite n'a pas paniqué");
        tickets.push(visite.expect("le guichet doit répondre").0);
    }
    tickets
}

/// Quatre visiteurs ensemble n'attendent pas plus qu'un seul
#[test]
fn servis_ensemble() {
    let adresse = ouvrir();
    let debut = std::time::Instant::now();
    ensemble(adresse, 4);
    let millis = debut.elapsed().as_millis();
    assert!(millis >= 500, "la recherche dure 500 ms ; vous avez répondu en {millis} ms");
    assert!(
        millis < 1_400,
        "4 visiteurs ensemble doivent attendre environ 500 ms ; ils ont attendu {millis} ms"
    );
}

/// Douze visiteurs : les numéros vont de 1 en 1, sans trou ni doublon
#[test]
fn ni_trou_ni_doublon() {
    let adresse = ouvrir();
    let debut = std::time::Instant::now();
    for (servis, visiteurs) in [(0, 3), (3, 9)] {
        // Un guichet qui sert un par un échoue ailleurs : les neuf suivants dureraient trop.
        if debut.elapsed().as_millis() > 1_400 {
            break;
        }
        let mut tickets = ensemble(adresse, visiteurs);
        tickets.sort_by_key(|ticket| (ticket.len(), ticket.clone())); // 2 avant 10
        let attendus: Vec<String> =
            (1..=visiteurs).map(|rang| format!("ticket {}", servis + rang)).collect();
        assert_eq!(tickets, attendus, "{visiteurs} visiteurs ensemble, après {servis} autres");
    }
}

/// Les numéros suivent l'ordre d'arrivée
#[test]
fn dans_l_ordre() {
    let adresse = ouvrir();
    for numero in 1..=3 {
        assert_eq!(
            ensemble(adresse, 1),
            [format!("ticket {numero}")],
            "ce visiteur est arrivé en position {numero}"
        );
    }
}

/// Un visiteur parti sans son ticket n'arrête pas le guichet
#[test]
fn un_visiteur_parti() {
    let adresse = ouvrir();
    drop(std::net::TcpStream::connect(adresse));
    assert_eq!(ensemble(adresse, 1), ["ticket 2"], "le visiteur parti avait le numéro 1");
}
