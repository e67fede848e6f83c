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
    let train = horaires().await;
    let temps = meteo().await;
    let non_lus = messages().await;
    println!("{train} | {temps} | {non_lus} messages");
    println!("Écran prêt en {:.2} s", debut.elapsed().as_secs_f64());
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    ecran_d_accueil().await;
}
