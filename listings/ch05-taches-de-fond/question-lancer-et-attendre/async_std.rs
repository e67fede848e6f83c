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
        async_std::task::spawn(laver(linge)).await;
        // ANCHOR: coeur
    }
    println!("fini");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    matin().await;
}
