// ANCHOR: coeur
use std::time::Duration;

async fn tache_de_fond() {
    println!("[fond] La tâche de fond commence");
    pause(Duration::from_secs(2)).await;
    println!("[fond] La tâche de fond est terminée");
}
// ANCHOR_END: coeur

async fn programme_principal() {
    // ANCHOR: coeur
    println!("Lancement de la tâche de fond");
    // ANCHOR_END: coeur
    let poignee = tokio::spawn(tache_de_fond());
    // ANCHOR: coeur
    println!("Le programme principal continue...");
    pause(Duration::from_secs(1)).await;
    println!("Le programme principal attend la fin");
    // ANCHOR_END: coeur
    poignee.await.expect("la tâche de fond ne panique pas");
    // ANCHOR: coeur
    println!("Tout est terminé");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    programme_principal().await;
}
