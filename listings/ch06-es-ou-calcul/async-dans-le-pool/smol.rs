// ANCHOR: coeur
use std::time::Duration;

async fn envoyer(page: &str) {
    pause(Duration::from_millis(200)).await;
    println!("page {page} : envoyée");
}

async fn imprimer() {
    // ANCHOR_END: coeur
    smol::unblock(|| envoyer("une")).await;
    // ANCHOR: coeur
    println!("imprimerie : prête");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(imprimer())
}
