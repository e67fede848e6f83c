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
    smol::Timer::after(duree).await;
}

fn main() {
    let boucle = smol::LocalExecutor::new();
    let bouilloire = boucle.spawn(bouilloire());
    let telephone = boucle.spawn(telephone());
    smol::block_on(boucle.run(async {
        bouilloire.await;
        telephone.await;
    }));
}
