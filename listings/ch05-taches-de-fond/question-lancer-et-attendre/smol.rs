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
        smol::spawn(laver(linge)).await;
        // ANCHOR: coeur
    }
    println!("fini");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(matin())
}
