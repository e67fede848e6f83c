// ANCHOR: coeur
use std::thread;
use std::time::Duration;

async fn envoyer(page: &str) {
    pause(Duration::from_millis(200)).await;
    println!("page {page} : envoyée");
}

/// La même, dans une bibliothèque qui ne connaît pas l'asynchrone.
fn envoyer_bloquant(page: &str) {
    thread::sleep(Duration::from_millis(200));
    println!("page {page} : envoyée");
}

async fn imprimer() {
    envoyer("une").await;
    // ANCHOR_END: coeur
    async_std::task::spawn_blocking(|| envoyer_bloquant("deux")).await;
    // ANCHOR: coeur
    println!("imprimerie : prête");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    imprimer().await;
}
