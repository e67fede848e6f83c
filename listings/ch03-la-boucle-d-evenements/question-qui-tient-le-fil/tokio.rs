// ANCHOR: coeur
use std::thread;
use std::time::Duration;

async fn bouilloire() {
    println!("bouilloire : allumée");
    pause(Duration::from_millis(100)).await;
    println!("bouilloire : elle siffle");
}

async fn telephone() {
    println!("téléphone : allô ?");
    thread::sleep(Duration::from_millis(300));
    println!("téléphone : au revoir");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let bouilloire = tokio::spawn(bouilloire());
    let telephone = tokio::spawn(telephone());
    bouilloire.await.expect("aucune tâche ne panique");
    telephone.await.expect("aucune tâche ne panique");
}
