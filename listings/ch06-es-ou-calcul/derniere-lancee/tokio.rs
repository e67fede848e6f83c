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
    let (une, deux) = (tokio::spawn(depeche(debut)), tokio::spawn(depeche(debut)));
    // ANCHOR: coeur
    thread::sleep(Duration::from_millis(600)); // la faute : le fil est retenu
    // ANCHOR_END: coeur
    let (une, deux) = tokio::try_join!(une, deux).expect("aucune des deux ne panique");
    // ANCHOR: coeur
    annoncer(1, une);
    annoncer(2, deux);
}
// ANCHOR_END: coeur

// Deux fils, même sur une machine à un seul cœur : l'un bloque, l'autre est libre.
#[tokio::main(worker_threads = 2)]
async fn main() {
    tokio::spawn(bureau()).await.expect("le bureau ne panique pas");
}
