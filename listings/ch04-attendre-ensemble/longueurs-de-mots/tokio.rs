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
    let (hello, world, asynchrone) =
        tokio::join!(afficher("hello", 1_000), afficher("world", 2_000), afficher("async", 500));
    let longueurs = [hello, world, asynchrone];
    // ANCHOR: coeur
    println!("Résultats : {longueurs:?}");
    println!("Durée totale : {:.2} s", debut.elapsed().as_secs_f64());
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    trois_mots().await;
}
