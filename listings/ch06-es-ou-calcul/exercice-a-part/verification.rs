use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// Elle rend la valeur du travail, quel que soit son type
#[test]
fn rend_la_valeur() {
    assert_eq!(block_on(a_part(|| 6 * 7)), 42, "le travail rend 42");
    let mot = String::from("urne");
    assert_eq!(block_on(a_part(move || mot.to_uppercase())), "URNE", "le travail rend URNE");
}

/// Le travail s'exécute sur un autre fil
#[test]
fn un_autre_fil() {
    let ici = std::thread::current().id();
    let ailleurs = block_on(a_part(|| std::thread::current().id()));
    assert_ne!(ici, ailleurs, "le travail s'est exécuté sur le fil qui l'attend");
}

/// Un voisin de la coroutine avance pendant le travail
#[test]
fn le_voisin_avance() {
    let debut = std::time::Instant::now();
    let voisin = async {
        pause(std::time::Duration::from_millis(20)).await;
        debut.elapsed().as_millis()
    };
    let travail = a_part(|| std::thread::sleep(std::time::Duration::from_millis(900)));
    let ((), millis) = block_on(async { futures::join!(travail, voisin) });
    assert!(
        millis < 600,
        "un voisin qui devait reprendre après 20 ms a repris après {millis} ms : le fil était bloqué"
    );
}

/// Deux travaux confiés ensemble s'exécutent ensemble
#[test]
fn ensemble() {
    let debut = std::time::Instant::now();
    let dormir = || std::thread::sleep(std::time::Duration::from_millis(700));
    block_on(async { futures::join!(a_part(dormir), a_part(dormir)) });
    let millis = debut.elapsed().as_millis();
    assert!(
        millis < 1_300,
        "deux travaux de 700 ms, ensemble, durent environ 700 ms ; vous avez mis {millis} ms"
    );
}

/// Si personne n'attend plus, le travail finit sans paniquer
#[test]
fn abandonnee() {
    // Seule compte une panique du fil du travail : les autres essais peuvent avoir les leurs.
    let (fil, panique) = (Arc::new(OnceLock::new()), Arc::new(AtomicBool::new(false)));
    let (fil_du_travail, vue, autres) = (fil.clone(), panique.clone(), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |infos| {
        if fil_du_travail.get() == Some(&std::thread::current().id()) {
            vue.store(true, Ordering::SeqCst);
        }
        autres(infos);
    }));
    let fini = Arc::new(AtomicBool::new(false));
    let fin = fini.clone();
    block_on(async {
        let mut travail = Box::pin(a_part(move || {
            let _ = fil.set(std::thread::current().id());
            std::thread::sleep(std::time::Duration::from_millis(200));
            fin.store(true, Ordering::SeqCst);
        }));
        // Interrogée une fois, pour que le fil parte, puis abandonnée.
        std::future::poll_fn(|contexte| {
            let _ = travail.as_mut().poll(contexte);
            std::task::Poll::Ready(())
        })
        .await;
    });
    for _ in 0..100 {
        if fini.load(Ordering::SeqCst) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(fini.load(Ordering::SeqCst), "le travail abandonné n'a pas fini");
    std::thread::sleep(std::time::Duration::from_millis(200)); // le fil rend sa valeur, puis finit
    assert!(!panique.load(Ordering::SeqCst), "le fil a paniqué en rendant une valeur inutile");
}
