use futures_concurrency::prelude::*;

// ANCHOR: coeur
use std::time::Duration;

async fn tache(nom: &str, secondes: u64) -> String {
    println!("[{nom}] Début");
    pause(Duration::from_secs(secondes)).await;
    println!("[{nom}] Fin");
    format!("Résultat de {nom}")
}

async fn trois_taches() {
    println!("Démarrage des tâches...");
    // ANCHOR_END: coeur
    let taches = (tache("Tâche 1", 2), tache("Tâche 2", 1), tache("Tâche 3", 3));
    let (un, deux, trois) = taches.join().await;
    // ANCHOR: coeur
    for resultat in [un, deux, trois] {
        println!("{resultat}");
    }
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(trois_taches())
}
