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
    let poignee = async_std::task::spawn_blocking(sauvegarder);
    // ANCHOR: coeur
    pause(Duration::from_millis(300)).await;
    println!("rédaction : plus que la sauvegarde");
    // ANCHOR_END: coeur
    poignee.await;
    // ANCHOR: coeur
    println!("rédaction : bonne nuit");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    soiree().await;
}
