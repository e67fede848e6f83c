fn bureaux(noms: &[&str]) -> Vec<String> {
    noms.iter().map(|nom| nom.to_string()).collect()
}

/// Les empreintes sont justes, et dans l'ordre des bureaux
#[test]
fn dans_l_ordre() {
    let noms = ["Metz 3", "Pau 1", "Albi 12", "Metz 1"];
    let attendues: Vec<u32> = noms.iter().map(|nom| empreinte(nom)).collect();
    assert_eq!(
        block_on(empreintes(bureaux(&noms))),
        attendues,
        "empreintes de {noms:?}, dans cet ordre"
    );
    assert!(block_on(empreintes(Vec::new())).is_empty(), "aucun bureau, aucune empreinte");
}

/// Les lectures se recouvrent : huit bureaux prennent le temps d'un seul, ou presque
#[test]
fn se_recouvrent() {
    let debut = std::time::Instant::now();
    block_on(empreintes(bureaux(&["a", "b", "c", "d", "e", "f", "g", "h"])));
    let millis = debut.elapsed().as_millis();
    assert!(
        millis < 1_000,
        "huit lectures de 200 ms, ensemble, durent environ 200 ms ; vous avez mis {millis} ms"
    );
}

/// Pendant les lectures, la coroutine est en pause : elle ne garde pas le fil
#[test]
fn rend_la_main() {
    // Trois essais : sur une machine très occupée, une lecture finit parfois avant la question.
    let en_pause = (0..3).any(|_| {
        let mut lectures = std::pin::pin!(empreintes(bureaux(&["a", "b"])));
        block_on(std::future::poll_fn(|contexte| {
            let etat = std::future::Future::poll(lectures.as_mut(), contexte);
            std::task::Poll::Ready(etat.is_pending())
        }))
    });
    assert!(
        en_pause,
        "à la première interrogation, `empreintes` a gardé le fil jusqu'à la dernière empreinte : attendez les poignées avec `.await`"
    );
}

/// Un voisin de la coroutine avance pendant les lectures
#[test]
fn le_voisin_avance() {
    let debut = std::time::Instant::now();
    let voisin = async {
        pause(std::time::Duration::from_millis(20)).await;
        debut.elapsed().as_millis()
    };
    // L'ordre compte : `empreintes` est interrogée la première.
    let lectures = empreintes(bureaux(&["a", "b", "c", "d"]));
    let (_, millis) = block_on(async { futures::join!(lectures, voisin) });
    assert!(
        millis < 400,
        "un voisin qui devait reprendre après 20 ms a repris après {millis} ms : le fil était bloqué"
    );
}
