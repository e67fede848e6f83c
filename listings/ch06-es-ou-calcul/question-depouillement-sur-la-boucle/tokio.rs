// ANCHOR: coeur
use std::thread;
use std::time::Duration;

fn depouiller() {
    thread::sleep(Duration::from_millis(600));
    println!("dépouillement : fini");
}

async fn depeches() {
    for numero in 1..=2 {
        pause(Duration::from_millis(200)).await;
        println!("dépêche n° {numero}");
    }
}

async fn soiree() {
    // ANCHOR_END: coeur
    tokio::join!(async { depouiller() }, depeches());
    // ANCHOR: coeur
    println!("générique de fin");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    soiree().await;
}
