// ANCHOR: coeur
use std::sync::{Arc, Mutex};
use std::time::Duration;

async fn laver(machine: u64, prix: u32, carte: Arc<Mutex<u32>>) {
    pause(Duration::from_millis(200 * machine)).await;
    let mut jetons = carte.lock().expect("personne ne panique, carte en main");
    *jetons -= prix;
    println!("machine {machine} : {prix} jetons pris, il en reste {jetons}");
}

async fn trois_machines() {
    let carte = Arc::new(Mutex::new(10));
    let mut poignees = Vec::new();
    for (machine, prix) in [(1, 3), (2, 2), (3, 4)] {
        // Une copie de l'`Arc`, non de la carte : elle part avec la tâche.
        let carte = Arc::clone(&carte);
        // ANCHOR_END: coeur
        poignees.push(async_std::task::spawn(laver(machine, prix, carte)));
        // ANCHOR: coeur
    }
    for poignee in poignees {
        // ANCHOR_END: coeur
        poignee.await;
        // ANCHOR: coeur
    }
    println!("De retour à la maison : {} jeton", carte.lock().expect("idem"));
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    trois_machines().await;
}
