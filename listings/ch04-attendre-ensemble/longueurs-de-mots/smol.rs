use futures_concurrency::prelude::*;

// ANCHOR: coeur
use std::time::{Duration, Instant};

async fn afficher(mot: &str, millis: u64) -> usize {
    println!("Début de '{mot}'");
    pause(Duration::from_millis(millis)).await;
    println!("{mot}");
    mot.chars().count()
}

async fn trois_mots() {
    let debut = Instant::now();
    // ANCHOR_END: coeur
    // Trois futures du même type : un tableau, et un tableau en retour.
    let mots = [afficher("hello", 1_000), afficher("world", 2_000), afficher("async", 500)];
    let longueurs = mots.join().await;
    // ANCHOR: coeur
    println!("Résultats : {longueurs:?}");
    println!("Durée totale : {:.2} s", debut.elapsed().as_secs_f64());
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(trois_mots())
}
