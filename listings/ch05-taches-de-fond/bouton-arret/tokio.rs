// ANCHOR: coeur
use std::time::Duration;

/// Un cycle en cours ; le libérer avant la fin, c'est couper la machine.
struct Cycle {
    fini: bool,
}

impl Drop for Cycle {
    fn drop(&mut self) {
        if !self.fini {
            println!("machine : coupée en plein cycle");
        }
    }
}

async fn laver() {
    let mut cycle = Cycle { fini: false };
    println!("machine : le tambour tourne");
    pause(Duration::from_millis(600)).await;
    cycle.fini = true;
    println!("machine : linge propre");
}

async fn appuyer_sur_arret() {
    // ANCHOR_END: coeur
    let ticket = tokio::spawn(laver());
    // ANCHOR: coeur
    pause(Duration::from_millis(300)).await;
    println!("on appuie sur arrêt");
    // ANCHOR_END: coeur
    ticket.abort();
    let coupee = ticket.await.is_err_and(|erreur| erreur.is_cancelled());
    // ANCHOR: coeur
    println!("coupée avant la fin : {}", if coupee { "oui" } else { "non" });
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    appuyer_sur_arret().await;
}
