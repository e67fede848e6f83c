// ANCHOR: coeur
use std::time::Duration;

/// La durée du cycle, en minutes.
async fn laver(kilos: u32) -> u32 {
    pause(Duration::from_millis(200)).await;
    assert!(kilos <= 8, "tambour trop plein, {kilos} kg");
    30 + 2 * kilos
}

async fn ronde() {
    println!("12 kg : machine lancée");
    // ANCHOR_END: coeur
    let ticket = async_std::task::spawn(laver(12));
    let minutes = ticket.await;
    println!("12 kg : {minutes} minutes");
    // ANCHOR: coeur
    println!("la ronde continue");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    ronde().await;
}
