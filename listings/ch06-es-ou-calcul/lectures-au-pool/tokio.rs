// ANCHOR: coeur
use std::thread;
use std::time::{Duration, Instant};

/// La bibliothèque des registres ne connaît que les appels bloquants.
fn lire_registre(commune: &str, millis: u64, debut: Instant) -> u32 {
    thread::sleep(Duration::from_millis(millis)); // le disque cherche
    println!("[{:.2} s] {commune} : registre lu", debut.elapsed().as_secs_f64());
    commune.len() as u32 * 1_000 // le nombre de votants
}

/// Sonne toutes les 20 ms, trente fois, puis donne son pire retard.
async fn horloge() -> Duration {
    let mut pire = Duration::ZERO;
    for _ in 0..30 {
        let prevue = Instant::now() + Duration::from_millis(20);
        pause(Duration::from_millis(20)).await;
        pire = pire.max(prevue.elapsed());
    }
    pire
}

async fn tout_lire() {
    let debut = Instant::now();
    // ANCHOR_END: coeur
    let (retard, brest, lille, nice) = tokio::join!(
        horloge(),
        confier("Brest", 600, debut),
        confier("Lille", 200, debut),
        confier("Nice", 400, debut)
    );
    // ANCHOR: coeur
    println!("Votants : {brest} + {lille} + {nice} = {}", brest + lille + nice);
    println!("Pire retard de l'horloge : {:.2} s", retard.as_secs_f64());
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

async fn confier(commune: &'static str, millis: u64, debut: Instant) -> u32 {
    let lecture = tokio::task::spawn_blocking(move || lire_registre(commune, millis, debut));
    lecture.await.expect("la lecture ne panique pas")
}

#[tokio::main]
async fn main() {
    tout_lire().await;
}
