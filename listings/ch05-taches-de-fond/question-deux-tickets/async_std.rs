// ANCHOR: coeur
use std::time::Duration;

async fn laver(linge: &str, millis: u64) -> usize {
    pause(Duration::from_millis(millis)).await;
    println!("{linge} : propre");
    linge.len()
}

async fn matin() {
    // ANCHOR_END: coeur
    let couette = async_std::task::spawn(laver("couette", 600));
    let bas = async_std::task::spawn(laver("bas", 200));
    // ANCHOR: coeur
    pause(Duration::from_millis(400)).await;
    println!("attente");
    // ANCHOR_END: coeur
    let couette = couette.await;
    let bas = bas.await;
    // ANCHOR: coeur
    println!("{couette} {bas}");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    matin().await;
}
