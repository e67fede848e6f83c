use futures::future::join_all;

// ANCHOR: coeur
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

async fn thermometre() -> f64 {
    pause(Duration::from_millis(300)).await;
    21.5
}

async fn hygrometre() -> f64 {
    pause(Duration::from_millis(200)).await;
    64.0
}

/// Une future, quel que soit son type, pourvu qu'elle rende un `f64`.
type Mesure = Pin<Box<dyn Future<Output = f64>>>;

fn instruments() -> Vec<Mesure> {
    vec![Box::pin(thermometre()), Box::pin(hygrometre())]
}

async fn mesurer() {
    // ANCHOR_END: coeur
    let mesures = join_all(instruments()).await;
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
