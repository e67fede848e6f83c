/// Les cinq tâches se recouvrent : la durée totale est celle de la plus longue
#[test]
fn toutes_ensemble() {
    let debut = std::time::Instant::now();
    block_on(cinq_taches([900; 5]));
    let millis = debut.elapsed().as_millis();
    assert!(millis >= 900, "chaque tâche dure 900 ms ; vous avez fini après {millis} ms");
    assert!(
        millis < 1_700,
        "ensemble, cinq tâches de 900 ms doivent durer environ 900 ms ; vous avez mis {millis} ms"
    );
}

/// Les comptes rendus sont dans l'ordre des numéros, pas dans celui des fins
#[test]
fn dans_l_ordre_des_numeros() {
    let comptes_rendus = block_on(cinq_taches([250, 200, 150, 100, 50]));
    let attendus: Vec<String> = (1..=5).map(|numero| format!("compte rendu {numero}")).collect();
    assert_eq!(comptes_rendus, attendus, "la liste doit aller de la tâche 1 à la tâche 5");
}

/// Chaque tâche reçoit sa propre durée
#[test]
fn chacune_sa_duree() {
    for place in 0..5 {
        let mut durees = [0; 5];
        durees[place] = 250;
        let debut = std::time::Instant::now();
        block_on(cinq_taches(durees));
        let millis = debut.elapsed().as_millis();
        assert!(
            millis >= 250,
            "la tâche {} dure 250 ms ; vous avez fini après {millis} ms",
            place + 1
        );
    }
}
