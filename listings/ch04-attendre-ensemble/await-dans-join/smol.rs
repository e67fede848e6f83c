use smol::future::zip;

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
    let (train, temps) = zip(horaires().await, meteo().await).await;
    // ANCHOR: coeur
    println!("{train} | {temps}");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(ecran_d_accueil())
}
