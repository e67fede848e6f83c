// ANCHOR: coeur
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

type Drapeau = Arc<AtomicBool>;

// Un vrai calcul, sans rien à attendre : la clé de contrôle d'un sac.
fn controler(sac: u64) -> u64 {
    (1..=100_000).fold(sac, |cle, lettre| (cle * 31 + lettre) % 97)
}

async fn tri(annule: Drapeau, partage: bool) {
    for sac in 1..=5 {
        if annule.load(Ordering::Relaxed) {
            println!("  tri : arrêté avant le sac {sac}");
            return;
        }
        println!("  tri : sac {sac}, clé {}", controler(sac));
        if partage {
            rendre_la_main().await;
        }
    }
    println!("  tri : cinq sacs");
}

async fn bouton(annule: Drapeau) {
    annule.store(true, Ordering::Relaxed);
    println!("  bouton : annulation demandée");
}
// ANCHOR_END: coeur

async fn rendre_la_main() {
    smol::future::yield_now().await;
}

fn main() {
    for partage in [false, true] {
        println!("Le tri rend la main : {}", if partage { "oui" } else { "non" });
        let annule = Drapeau::default();
        let boucle = smol::LocalExecutor::new();
        let tri = boucle.spawn(tri(annule.clone(), partage));
        let bouton = boucle.spawn(bouton(annule));
        smol::block_on(boucle.run(async {
            tri.await;
            bouton.await;
        }));
    }
}
