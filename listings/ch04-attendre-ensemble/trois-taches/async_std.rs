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
    let (un, deux, trois) =
        futures::join!(tache("Tâche 1", 2), tache("Tâche 2", 1), tache("Tâche 3", 3));
    // ANCHOR: coeur
    for resultat in [un, deux, trois] {
        println!("{resultat}");
    }
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    trois_taches().await;
}
