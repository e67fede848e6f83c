// ANCHOR: coeur
use std::time::Duration;

async fn lettre() {
    println!("lettre : envoyée");
    pause(Duration::from_millis(300)).await;
    println!("lettre : réponse");
}

async fn addition() {
    println!("addition : posée");
    let total: u64 = (1..=1_000).sum();
    println!("addition : {total}");
}

async fn courrier() {
    // ANCHOR_END: coeur
    futures::join!(addition(), lettre());
    // ANCHOR: coeur
    println!("fin");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    courrier().await;
}
