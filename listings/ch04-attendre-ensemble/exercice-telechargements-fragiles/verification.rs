/// Une erreur n'empêche pas de recevoir les autres fichiers
#[test]
fn une_erreur_n_arrete_pas_les_autres() {
    let (total, erreurs) = block_on(tout_telecharger(vec![
        Fichier { nom: "a", kio: 40, disponible: false },
        Fichier { nom: "b", kio: 200, disponible: true },
        Fichier { nom: "c", kio: 300, disponible: true },
    ]));
    assert_eq!(total, 500, "les fichiers b et c (500 Kio) doivent être reçus malgré l'échec de a");
    assert_eq!(erreurs.len(), 1, "un seul fichier est introuvable");
}

/// Toutes les erreurs sont rendues, dans l'ordre de la demande
#[test]
fn erreurs_dans_l_ordre() {
    let (total, erreurs) = block_on(tout_telecharger(vec![
        Fichier { nom: "lent", kio: 250, disponible: false },
        Fichier { nom: "bon", kio: 30, disponible: true },
        Fichier { nom: "rapide", kio: 50, disponible: false },
    ]));
    assert_eq!(total, 30, "seul le fichier « bon » (30 Kio) est reçu");
    assert_eq!(
        erreurs,
        ["lent introuvable", "rapide introuvable"],
        "les erreurs doivent suivre l'ordre de la demande, non celui des fins"
    );
}

/// Les téléchargements se recouvrent
#[test]
fn tous_ensemble() {
    let fichiers = ["a", "b", "c", "d"];
    let fichiers = fichiers.map(|nom| Fichier { nom, kio: 900, disponible: true });
    let debut = std::time::Instant::now();
    let (total, _) = block_on(tout_telecharger(fichiers.into()));
    let millis = debut.elapsed().as_millis();
    assert_eq!(total, 3_600, "quatre fichiers de 900 Kio");
    assert!(
        millis < 1_700,
        "quatre fichiers de 900 ms chacun, ensemble, durent environ 900 ms ; vous avez mis {millis} ms"
    );
}

/// Une liste vide donne zéro Kio et aucune erreur
#[test]
fn liste_vide() {
    assert_eq!(block_on(tout_telecharger(Vec::new())), (0, Vec::new()), "rien à télécharger");
}
