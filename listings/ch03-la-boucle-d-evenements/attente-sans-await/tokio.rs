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

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arrive = Drapeau::default();
    let facteur = tokio::spawn(facteur(arrive.clone()));
    let camion = tokio::spawn(camion(arrive));
    facteur.await.expect("le facteur ne panique pas");
    camion.await.expect("le camion ne panique pas");
}
