// ANCHOR: coeur
use std::time::{Duration, Instant};

fn dire(debut: Instant, texte: &str) {
    println!("[{:.2} s] {texte}", debut.elapsed().as_secs_f64());
}

// Le panneau de la salle d'attente change de numéro toutes les 300 ms.
async fn panneau(debut: Instant) {
    for numero in 41..=44 {
        dire(debut, &format!("panneau : numéro {numero}"));
        pause(Duration::from_millis(300)).await;
    }
}

// La machine à affranchir met 750 ms à répondre.
async fn affranchir(debut: Instant) {
    dire(debut, "machine : colis posé");
    pause(Duration::from_millis(750)).await; // la main est rendue
    dire(debut, "machine : colis affranchi");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    let debut = Instant::now();
    // `spawn_local` : une boucle d'un seul fil, celui de `main`.
    let panneau = async_std::task::spawn_local(panneau(debut));
    let machine = async_std::task::spawn_local(affranchir(debut));
    machine.await;
    panneau.await;
}
