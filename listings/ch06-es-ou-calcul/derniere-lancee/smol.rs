// ANCHOR: coeur
use std::thread;
use std::time::{Duration, Instant};

/// Renvoie l'instant où la dépêche commence.
async fn depeche(debut: Instant) -> Duration {
    debut.elapsed()
}

fn annoncer(numero: u32, instant: Duration) {
    println!("Dépêche {numero} : commencée à {:.2} s", instant.as_secs_f64());
}

async fn bureau() {
    let debut = Instant::now();
    // ANCHOR_END: coeur
    let (une, deux) = (smol::spawn(depeche(debut)), smol::spawn(depeche(debut)));
    // ANCHOR: coeur
    thread::sleep(Duration::from_millis(600)); // la faute : le fil est retenu
    // ANCHOR_END: coeur
    let (une, deux) = smol::future::zip(une, deux).await;
    // ANCHOR: coeur
    annoncer(1, une);
    annoncer(2, deux);
}
// ANCHOR_END: coeur

fn main() {
    smol::block_on(smol::spawn(bureau()))
}
