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
    tokio::time::sleep(duree).await;
}

// Une boucle d'un seul fil.
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let debut = Instant::now();
    let panneau = tokio::spawn(panneau(debut));
    let machine = tokio::spawn(affranchir(debut));
    machine.await.expect("la machine ne panique pas");
    panneau.await.expect("le panneau ne panique pas");
}
