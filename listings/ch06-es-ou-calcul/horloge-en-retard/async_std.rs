// ANCHOR: coeur
use std::thread;
use std::time::{Duration, Instant};

/// Sonne toutes les 20 ms, trente fois, puis donne son pire retard.
async fn horloge() -> Duration {
    let mut pire = Duration::ZERO;
    for _ in 0..30 {
        let prevue = Instant::now() + Duration::from_millis(20);
        pause(Duration::from_millis(20)).await;
        pire = pire.max(prevue.elapsed());
    }
    pire
}

async fn attendre(millis: u64) {
    pause(Duration::from_millis(millis)).await; // la main est rendue
}

async fn bloquer(millis: u64) {
    thread::sleep(Duration::from_millis(millis)); // le fil est gardé
}

fn annoncer(voisin: &str, retard: Duration) {
    println!("{voisin} : l'horloge sonne {:.2} s trop tard", retard.as_secs_f64());
}

async fn comparer() {
    // ANCHOR_END: coeur
    let (retard, ()) = futures::join!(horloge(), attendre(400));
    // ANCHOR: coeur
    annoncer("Un voisin attend 0,40 s", retard);
    // ANCHOR_END: coeur
    let (retard, ()) = futures::join!(horloge(), bloquer(200));
    // ANCHOR: coeur
    annoncer("Un voisin bloque 0,20 s", retard);
    // ANCHOR_END: coeur
    let (retard, ()) = futures::join!(horloge(), bloquer(400));
    // ANCHOR: coeur
    annoncer("Un voisin bloque 0,40 s", retard);
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    comparer().await;
}
