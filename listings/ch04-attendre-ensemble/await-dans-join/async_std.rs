// ANCHOR: coeur
use std::time::Duration;

async fn horaires() -> &'static str {
    pause(Duration::from_millis(500)).await;
    "train de 7 h 28, voie 3"
}

async fn meteo() -> &'static str {
    pause(Duration::from_millis(300)).await;
    "pluie, 11 °C"
}

async fn ecran_d_accueil() {
    // ANCHOR_END: coeur
    let (train, temps) = futures::join!(horaires().await, meteo().await);
    // ANCHOR: coeur
    println!("{train} | {temps}");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    ecran_d_accueil().await;
}
