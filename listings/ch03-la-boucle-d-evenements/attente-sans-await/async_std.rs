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

#[async_std::main]
async fn main() {
    let arrive = Drapeau::default();
    let facteur = async_std::task::spawn_local(facteur(arrive.clone()));
    let camion = async_std::task::spawn_local(camion(arrive));
    facteur.await;
    camion.await;
}
