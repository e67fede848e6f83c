use std::future::poll_fn;
use std::time::{Duration, Instant};

/// Les urgentes passent avant les ordinaires, dans l'ordre de leur arrivée
#[test]
fn urgentes_d_abord() {
    let tours = tourner(vec![
        client(Rang::Ordinaire, 1),
        client(Rang::Urgent, 1),
        client(Rang::Ordinaire, 1),
        client(Rang::Urgent, 1),
    ]);
    assert_eq!(tours, [1, 3, 0, 2], "à gauche vos passages ; les tâches 1 et 3 sont urgentes");
}

/// Après deux urgentes de suite, une ordinaire passe
#[test]
fn personne_n_attend_toujours() {
    let tours = tourner(vec![client(Rang::Urgent, 6), client(Rang::Ordinaire, 2)]);
    assert_eq!(
        tours,
        [0, 0, 1, 0, 0, 1, 0, 0],
        "à gauche vos passages ; la tâche 0, urgente, en demande six, la tâche 1 deux"
    );
}

/// Sans urgente, c'est chacun son tour
#[test]
fn chacun_son_tour() {
    let tours = tourner(vec![
        client(Rang::Ordinaire, 3),
        client(Rang::Ordinaire, 2),
        client(Rang::Ordinaire, 1),
    ]);
    assert_eq!(tours, [0, 1, 2, 0, 1, 0], "à gauche vos passages");
}

/// Réveillée trois fois avant son tour, une tâche ne passe qu'une fois
#[test]
fn reveils_multiples() {
    // Chacune répond `Ready` à son n-ième passage, et se réveille trois fois à chacun des autres.
    let nerveuse = |passages: u32| {
        let mut reste = passages;
        poll_fn(move |contexte: &mut Context<'_>| {
            reste -= 1;
            if reste == 0 {
                return Poll::Ready(());
            }
            for _ in 0..3 {
                contexte.waker().wake_by_ref();
            }
            Poll::Pending
        })
    };
    let tours = tourner(vec![
        (Rang::Ordinaire, Box::pin(nerveuse(2))),
        (Rang::Ordinaire, Box::pin(nerveuse(3))),
    ]);
    assert_eq!(
        tours,
        [0, 1, 0, 1, 1],
        "à gauche vos passages ; chaque tâche se réveille trois fois par passage"
    );
}

/// Deux urgentes ont passé sans qu'une ordinaire soit prête : dès qu'une l'est, elle passe
#[test]
fn une_ordinaire_qui_revient() {
    // Les passages de l'urgente, et le réveil que l'ordinaire a laissé.
    let guichet = Arc::new(std::sync::Mutex::new((0, None::<Waker>)));
    let comptoir = guichet.clone();
    let urgente = poll_fn(move |contexte: &mut Context<'_>| {
        let mut guichet = guichet.lock().expect("personne ne panique au guichet");
        guichet.0 += 1;
        if guichet.0 == 5 {
            guichet.1.take().into_iter().for_each(Waker::wake);
        }
        if guichet.0 == 7 {
            return Poll::Ready(());
        }
        contexte.waker().wake_by_ref();
        Poll::Pending
    });
    let ordinaire = poll_fn(move |contexte: &mut Context<'_>| {
        let mut guichet = comptoir.lock().expect("personne ne panique au guichet");
        if guichet.0 >= 5 {
            return Poll::Ready(());
        }
        guichet.1 = Some(contexte.waker().clone());
        Poll::Pending
    });
    let tours =
        tourner(vec![(Rang::Urgent, Box::pin(urgente)), (Rang::Ordinaire, Box::pin(ordinaire))]);
    assert_eq!(
        tours,
        [0, 0, 1, 0, 0, 0, 1, 0, 0],
        "à gauche vos passages ; la tâche 1, ordinaire, est réveillée au cinquième passage de la tâche 0"
    );
}

/// Le temps de processeur de ce fil, en nanosecondes, là où Linux le donne.
fn processeur() -> Option<u64> {
    let temps = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    temps.split_whitespace().next()?.parse().ok()
}

/// Quand personne n'est prêt, le fil dort, et un réveil venu d'ailleurs suffit
#[test]
fn reveil_venu_d_ailleurs() {
    let (mut fini, mut interrogations) = (None::<Instant>, 0_u32);
    let attente = poll_fn(move |contexte: &mut Context<'_>| {
        interrogations += 1;
        assert!(
            interrogations < 10,
            "la boucle interroge sans fin une tâche que nul n'a réveillée"
        );
        match fini {
            Some(instant) if Instant::now() >= instant => Poll::Ready(()),
            Some(_) => Poll::Pending,
            None => {
                fini = Some(Instant::now() + Duration::from_millis(200));
                let reveil = contexte.waker().clone();
                std::thread::spawn(move || {
                    std::thread::sleep(Duration::from_millis(250));
                    reveil.wake();
                });
                Poll::Pending
            }
        }
    });
    let avant = processeur();
    let tours = tourner(vec![(Rang::Ordinaire, Box::pin(attente)), client(Rang::Urgent, 2)]);
    let apres = processeur();
    assert_eq!(
        tours,
        [1, 1, 0, 0],
        "à gauche vos passages ; la tâche 0 attend un quart de seconde"
    );
    if let (Some(avant), Some(apres)) = (avant, apres) {
        let millis = (apres - avant) / 1_000_000;
        assert!(
            millis < 50,
            "en un quart de seconde d'attente, {millis} ms de processeur : `recv` endort le fil, `try_recv` non"
        );
    }
}

/// Aucune tâche : la boucle revient aussitôt
#[test]
fn salle_vide() {
    assert!(tourner(Vec::new()).is_empty(), "sans tâche, aucun passage");
}
