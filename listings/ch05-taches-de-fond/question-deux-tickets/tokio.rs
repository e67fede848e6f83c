// ANCHOR: coeur
use std::time::Duration;

async fn laver(linge: &str, millis: u64) -> usize {
    pause(Duration::from_millis(millis)).await;
    println!("{linge} : propre");
    linge.len()
}

async fn matin() {
    // ANCHOR_END: coeur
    let couette = tokio::spawn(laver("couette", 600));
    let bas = tokio::spawn(laver("bas", 200));
    // ANCHOR: coeur
    pause(Duration::from_millis(400)).await;
    println!("attente");
    // ANCHOR_END: coeur
    let couette = couette.await.expect("elle ne panique pas");
    let bas = bas.await.expect("elle ne panique pas");
    // ANCHOR: coeur
    println!("{couette} {bas}");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    matin().await;
}
