use smol::future::zip;

// ANCHOR: coeur
use std::time::{Duration, Instant};

async fn demander(service: &str, millis: u64) {
    println!("Demande envoyée : {service}");
    pause(Duration::from_millis(millis)).await;
    println!("Réponse reçue : {service}");
}

async fn horaires() -> &'static str {
    demander("horaires", 500).await;
    "train de 7 h 28, voie 3"
}

async fn meteo() -> &'static str {
    demander("météo", 300).await;
    "pluie, 11 °C"
}

async fn messages() -> u32 {
    demander("messages", 400).await;
    2
}

async fn ecran_d_accueil() {
    let debut = Instant::now();
    // ANCHOR_END: coeur
    // `zip` attend deux futures : pour trois, on l'emboîte.
    let ((train, temps), non_lus) = zip(zip(horaires(), meteo()), messages()).await;
    // ANCHOR: coeur
    println!("{train} | {temps} | {non_lus} messages");
    println!("Écran prêt en {:.2} s", debut.elapsed().as_secs_f64());
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(ecran_d_accueil())
}
