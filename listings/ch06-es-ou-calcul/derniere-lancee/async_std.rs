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
    let une = async_std::task::spawn(depeche(debut));
    let deux = async_std::task::spawn(depeche(debut));
    // ANCHOR: coeur
    thread::sleep(Duration::from_millis(600)); // la faute : le fil est retenu
    // ANCHOR_END: coeur
    let (une, deux) = futures::join!(une, deux);
    // ANCHOR: coeur
    annoncer(1, une);
    annoncer(2, deux);
}
// ANCHOR_END: coeur

fn main() {
    // Deux fils, même sur une machine à un seul cœur : l'un bloque, l'autre est libre. async-std
    // lit cette variable à son premier usage. La modifier est sûr ici, et ici seulement : aucun
    // autre fil n'existe encore.
    unsafe { std::env::set_var("ASYNC_STD_THREAD_COUNT", "2") };
    async_std::task::block_on(async_std::task::spawn(bureau()));
}
