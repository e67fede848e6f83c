// ANCHOR: coeur
use std::time::{Duration, Instant};

async fn tache(numero: usize, millis: u64) -> String {
    println!("[Tâche {numero}] Début");
    pause(Duration::from_millis(millis)).await;
    println!("[Tâche {numero}] Fin");
    format!("compte rendu {numero}")
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

/// Exécute ensemble cinq tâches, numérotées de 1 à 5, et rend leurs comptes rendus, de la première à la dernière.
async fn cinq_taches(durees: [u64; 5]) -> Vec<String> {
    // ANCHOR: solution
    //~ // Correct, mais les cinq attentes s'ajoutent.
    //~ let mut comptes_rendus = Vec::new();
    //~ for (indice, millis) in durees.into_iter().enumerate() {
    //~     comptes_rendus.push(tache(indice + 1, millis).await);
    //~ }
    //~ comptes_rendus
    use futures_concurrency::prelude::*;
    let taches = durees.into_iter().enumerate().map(|(indice, millis)| tache(indice + 1, millis));
    taches.collect::<Vec<_>>().join().await
    // ANCHOR_END: solution
}

fn main() {
    smol::block_on(async {
        let debut = Instant::now();
        let comptes_rendus = cinq_taches([500, 100, 400, 200, 300]).await;
        println!("{}", comptes_rendus.join(", "));
        println!("Durée totale : {:.2} s", debut.elapsed().as_secs_f64());
    })
}
