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
    smol::future::zip(addition(), lettre()).await;
    // ANCHOR: coeur
    println!("fin");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(courrier())
}
