// ANCHOR: coeur
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

type Drapeau = Arc<AtomicBool>;

async fn facteur(arrive: Drapeau) {
    println!("facteur : la tournée commence");
    while !arrive.load(Ordering::Acquire) {
        // On ménage le processeur, mais pas la boucle.
        thread::sleep(Duration::from_millis(20));
    }
    println!("facteur : la tournée part");
}

async fn camion(arrive: Drapeau) {
    println!("camion : j'arrive");
    arrive.store(true, Ordering::Release);
}
// ANCHOR_END: coeur

fn main() {
    let arrive = Drapeau::default();
    let boucle = smol::LocalExecutor::new();
    let facteur = boucle.spawn(facteur(arrive.clone()));
    let camion = boucle.spawn(camion(arrive));
    smol::block_on(boucle.run(async {
        facteur.await;
        camion.await;
    }));
}
