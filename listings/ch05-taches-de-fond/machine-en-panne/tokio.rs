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
    let ticket = tokio::spawn(laver(12));
    match ticket.await {
        Ok(minutes) => println!("12 kg : {minutes} minutes"),
        Err(erreur) if erreur.is_panic() => println!("12 kg : en panne"),
        Err(_) => println!("12 kg : cycle annulé"),
    }
    // ANCHOR: coeur
    println!("la ronde continue");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    ronde().await;
}
