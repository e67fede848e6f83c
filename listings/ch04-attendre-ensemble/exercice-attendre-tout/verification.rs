/// Les futures avancent ensemble : la durée est celle de la plus longue
#[test]
fn avancent_ensemble() {
    let debut = std::time::Instant::now();
    block_on(attendre_tout(vec![coureur("a", 800), coureur("b", 900), coureur("c", 850)]));
    let millis = debut.elapsed().as_millis();
    assert!(millis >= 900, "la plus longue dure 900 ms ; vous avez fini après {millis} ms");
    assert!(
        millis < 1_600,
        "trois futures de 800, 900 et 850 ms, ensemble, durent environ 900 ms ; vous avez mis {millis} ms"
    );
}

/// Les résultats sont rendus dans l'ordre de la liste
#[test]
fn dans_l_ordre_de_la_liste() {
    let noms =
        block_on(attendre_tout(vec![coureur("a", 150), coureur("b", 100), coureur("c", 50)]));
    assert_eq!(
        noms,
        ["a", "b", "c"],
        "l'ordre attendu est celui de la liste, non celui des arrivées"
    );
}

/// Une liste vide se termine aussitôt
#[test]
fn liste_vide() {
    let rien: Vec<std::future::Ready<u8>> = Vec::new();
    assert!(block_on(attendre_tout(rien)).is_empty(), "une liste vide donne une liste vide");
}

/// Une future terminée n'est plus jamais interrogée, et toutes commencent au premier passage
#[test]
fn jamais_apres_la_fin() {
    use std::cell::RefCell;
    use std::task::Poll;
    let journal = RefCell::new(Vec::new());
    // La future n° i répond `Ready` à sa (i + 1)e interrogation, et note chacune d'elles.
    let futures = (0..3_usize)
        .map(|i| {
            let (journal, mut reste) = (&journal, i);
            let mut finie = false;
            std::future::poll_fn(move |contexte: &mut std::task::Context<'_>| {
                assert!(!finie, "la future {i}, déjà terminée, a été interrogée de nouveau");
                journal.borrow_mut().push(i);
                if reste == 0 {
                    finie = true;
                    return Poll::Ready(i);
                }
                reste -= 1;
                contexte.waker().wake_by_ref();
                Poll::Pending
            })
        })
        .collect::<Vec<_>>();
    assert_eq!(block_on(attendre_tout(futures)), [0, 1, 2], "résultats attendus : 0, 1, 2");
    let mut premier_passage = journal.borrow()[..3].to_vec();
    premier_passage.sort_unstable();
    assert_eq!(
        premier_passage,
        [0, 1, 2],
        "au premier passage, chacune des trois futures doit être interrogée une fois"
    );
}

/// Pas d'attente active : on n'interroge que si quelqu'un a été réveillé
#[test]
fn pas_d_attente_active() {
    let interrogations = std::cell::Cell::new(0_u32);
    let lente = async {
        let mut attente = std::pin::pin!(coureur("lente", 200));
        std::future::poll_fn(|contexte| {
            interrogations.set(interrogations.get() + 1);
            attente.as_mut().poll(contexte)
        })
        .await
    };
    block_on(attendre_tout(vec![lente]));
    let fois = interrogations.get();
    assert!(
        fois < 20,
        "une future qui dort 200 ms ne demande que deux ou trois interrogations ; vous en avez fait {fois}"
    );
}
