// ANCHOR: coeur
use std::time::Duration;

async fn tache_de_fond() {
    println!("[fond] La tâche de fond commence");
    pause(Duration::from_secs(2)).await;
    println!("[fond] La tâche de fond est terminée");
}

async fn programme_principal() {
    println!("Lancement de la tâche de fond");
    // ANCHOR_END: coeur
    let poignee = async_std::task::spawn(tache_de_fond());
    // ANCHOR: coeur
    println!("Le programme principal continue...");
    pause(Duration::from_secs(1)).await;
    println!("Le programme principal attend la fin");
    // ANCHOR_END: coeur
    poignee.await;
    // ANCHOR: coeur
    println!("Tout est terminé");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    programme_principal().await;
}
