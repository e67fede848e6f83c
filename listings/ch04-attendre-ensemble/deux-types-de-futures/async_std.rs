use futures::future::join_all;

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
    let mesures = join_all(instruments).await;
    // ANCHOR: coeur
    println!("{mesures:?}");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    mesurer().await;
}
