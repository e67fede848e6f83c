use futures_concurrency::prelude::*;

// ANCHOR: coeur
use std::time::Duration;

async fn thermometre() -> f64 {
    pause(Duration::from_millis(300)).await;
    21.5
}

async fn hygrometre() -> f64 {
    pause(Duration::from_millis(200)).await;
    64.0
}

async fn mesurer() {
    let instruments = vec![thermometre(), hygrometre()];
    // ANCHOR_END: coeur
    let mesures = instruments.join().await;
    // ANCHOR: coeur
    println!("{mesures:?}");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(mesurer())
}
