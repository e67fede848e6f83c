// ANCHOR: coeur
use std::thread;
use std::time::Duration;

fn sauvegarder() {
    println!("sauvegarde : commencée");
    thread::sleep(Duration::from_millis(600));
    println!("sauvegarde : écrite");
}

async fn soiree() {
    // ANCHOR_END: coeur
    let _poignee = tokio::task::spawn_blocking(sauvegarder);
    // ANCHOR: coeur
    pause(Duration::from_millis(300)).await;
    println!("rédaction : bonne nuit");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    soiree().await;
}
