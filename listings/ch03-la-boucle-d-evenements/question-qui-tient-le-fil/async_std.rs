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
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    let bouilloire = async_std::task::spawn_local(bouilloire());
    let telephone = async_std::task::spawn_local(telephone());
    bouilloire.await;
    telephone.await;
}
