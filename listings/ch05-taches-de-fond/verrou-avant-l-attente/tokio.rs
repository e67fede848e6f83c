// ANCHOR: coeur
use std::sync::{Arc, Mutex};
use std::time::Duration;

async fn laver(carte: Arc<Mutex<u32>>) {
    let reste = {
        let mut jetons = carte.lock().expect("nul ne panique, verrou en main");
        *jetons -= 3;
        *jetons
    }; // le verrou est rendu ici, avant l'attente
    pause(Duration::from_millis(200)).await;
    println!("lavé, il reste {reste} jetons");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    let ticket = tokio::spawn(laver(Arc::new(Mutex::new(10))));
    ticket.await.expect("la machine ne panique pas");
}
