// ANCHOR: coeur
use std::time::Duration;

async fn laver(linge: &str) {
    println!("{linge} : départ");
    pause(Duration::from_millis(200)).await;
    println!("{linge} : propre");
}

async fn matin() {
    for linge in ["draps", "laine"] {
        // ANCHOR_END: coeur
        tokio::spawn(laver(linge)).await.expect("elle ne panique pas");
        // ANCHOR: coeur
    }
    println!("fini");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    matin().await;
}
