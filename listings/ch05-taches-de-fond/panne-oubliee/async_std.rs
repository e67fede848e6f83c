// ANCHOR: coeur
use std::time::Duration;

/// La durée du cycle, en minutes.
async fn laver(kilos: u32) -> u32 {
    pause(Duration::from_millis(200)).await;
    assert!(kilos <= 8, "tambour trop plein, {kilos} kg");
    30 + 2 * kilos
}

async fn partir() {
    println!("12 kg : machine lancée, personne n'attend");
    // ANCHOR_END: coeur
    async_std::task::spawn(laver(12));
    // ANCHOR: coeur
    pause(Duration::from_millis(500)).await;
    println!("la ronde continue, comme si de rien n'était");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    partir().await;
}
