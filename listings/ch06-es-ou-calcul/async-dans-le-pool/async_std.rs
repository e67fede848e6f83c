// ANCHOR: coeur
use std::time::Duration;

async fn envoyer(page: &str) {
    pause(Duration::from_millis(200)).await;
    println!("page {page} : envoyée");
}

async fn imprimer() {
    // ANCHOR_END: coeur
    async_std::task::spawn_blocking(|| envoyer("une")).await;
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
