/// Après un succès immédiat, elle ne recommence pas et n'attend pas
#[test]
fn succes_immediat() {
    let pause = std::time::Duration::from_secs(2);
    let appels = std::cell::Cell::new(0);
    let depart = std::time::Instant::now();
    let resultat: Result<u32, String> = block_on(reessayer(5, pause, || {
        appels.set(appels.get() + 1);
        async { Ok(7) }
    }));
    assert_eq!(resultat, Ok(7), "le premier succès doit être rendu");
    assert_eq!(appels.get(), 1, "après un succès, il ne faut plus appeler `operation`");
    assert!(depart.elapsed() < pause, "après un succès, il ne faut plus attendre");
}

/// Elle recommence jusqu'au premier succès
#[test]
fn recommence_jusqu_au_succes() {
    let appels = std::cell::Cell::new(0);
    let resultat: Result<u32, u32> =
        block_on(reessayer(9, std::time::Duration::from_millis(10), || {
            appels.set(appels.get() + 1);
            let essai = appels.get();
            async move { if essai == 4 { Ok(essai * 10) } else { Err(essai) } }
        }));
    assert_eq!(resultat, Ok(40), "le quatrième essai réussit : son résultat était attendu");
    assert_eq!(appels.get(), 4, "quatre appels étaient attendus");
}

/// Quand tout échoue, elle rend la dernière erreur, après le bon nombre d'essais
#[test]
fn rend_la_derniere_erreur() {
    for (essais, attendus) in [(3, 3), (1, 1), (0, 1)] {
        let appels = std::cell::Cell::new(0);
        let resultat: Result<(), u32> =
            block_on(reessayer(essais, std::time::Duration::from_millis(10), || {
                appels.set(appels.get() + 1);
                let essai = appels.get();
                async move { Err(essai) }
            }));
        assert_eq!(
            appels.get(),
            attendus,
            "avec `essais` à {essais}, `operation` doit être appelée {attendus} fois"
        );
        assert_eq!(resultat, Err(attendus), "la dernière erreur était attendue");
    }
}

/// Elle attend entre deux essais
#[test]
fn attend_entre_deux_essais() {
    let pause = std::time::Duration::from_millis(300);
    let depart = std::time::Instant::now();
    let resultat: Result<(), ()> = block_on(reessayer(3, pause, || async { Err(()) }));
    let duree = depart.elapsed();
    assert!(resultat.is_err(), "tous les essais échouent : une erreur était attendue");
    assert!(
        duree >= 2 * pause,
        "trois essais, donc deux pauses de 300 ms : il faut au moins 600 ms, vous avez mis {} ms",
        duree.as_millis()
    );
}

/// Elle n'attend pas après le dernier essai
#[test]
fn pas_de_pause_apres_le_dernier() {
    let pause = std::time::Duration::from_secs(2);
    let depart = std::time::Instant::now();
    let resultat: Result<(), ()> = block_on(reessayer(1, pause, || async { Err(()) }));
    assert!(resultat.is_err(), "l'unique essai échoue : une erreur était attendue");
    assert!(depart.elapsed() < pause, "un seul essai, donc aucune pause");
}

/// Pendant la pause, le fil d'exécution reste libre
#[test]
fn laisse_le_fil_libre() {
    let pause = std::time::Duration::from_millis(500);
    let mut essais = std::pin::pin!(reessayer(2, pause, || async { Err::<(), ()>(()) }));
    let en_pause = block_on(std::future::poll_fn(|contexte| {
        let etat = std::future::Future::poll(essais.as_mut(), contexte);
        std::task::Poll::Ready(etat.is_pending())
    }));
    assert!(
        en_pause,
        "après le premier échec, `reessayer` doit rendre la main : attendez avec la pause de votre environnement et `.await`"
    );
}
