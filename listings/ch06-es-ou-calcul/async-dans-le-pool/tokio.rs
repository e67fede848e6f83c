// ANCHOR: coeur
use std::time::Duration;

async fn envoyer(page: &str) {
    pause(Duration::from_millis(200)).await;
    println!("page {page} : envoyée");
}

async fn imprimer() {
    // ANCHOR_END: coeur
    tokio::task::spawn_blocking(|| envoyer("une")).await.expect("l'envoi ne panique pas");
    // ANCHOR: coeur
    println!("imprimerie : prête");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    imprimer().await;
}
