use smol::future::try_zip;

// ANCHOR: coeur
use std::time::{Duration, Instant};

/// Une demande en cours ; la libérer avant la réponse, c'est l'abandonner.
struct Demande {
    nom: &'static str,
    close: bool,
}

impl Drop for Demande {
    fn drop(&mut self) {
        if !self.close {
            println!("{} : demande abandonnée", self.nom);
        }
    }
}

async fn reserver(nom: &'static str, millis: u64, libre: bool) -> Result<(), String> {
    let mut demande = Demande { nom, close: false };
    println!("{nom} : demande envoyée");
    pause(Duration::from_millis(millis)).await;
    demande.close = true;
    println!("{nom} : {}", if libre { "réservé" } else { "complet" });
    if libre { Ok(()) } else { Err(format!("{nom} complet")) }
}

async fn reserver_le_voyage() {
    let debut = Instant::now();
    // ANCHOR_END: coeur
    let voyage = try_zip(
        reserver("train", 300, true),
        try_zip(reserver("hôtel", 600, false), reserver("vélo", 900, true)),
    )
    .await;
    // ANCHOR: coeur
    let secondes = debut.elapsed().as_secs_f64();
    match voyage {
        Ok(_) => println!("Bon voyage !"),
        Err(motif) => println!("Voyage annulé après {secondes:.2} s : {motif}"),
    }
    pause(Duration::from_millis(600)).await;
    println!("Fin du programme");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(reserver_le_voyage())
}
