// ANCHOR: coeur
use std::time::{Duration, Instant};

fn est_premier(n: u32) -> bool {
    n >= 2 && (2..).take_while(|d| d * d <= n).all(|d| n % d != 0)
}

// Chaque branche rend la durée de son propre travail.
async fn compter(nom: &str) -> Duration {
    let debut = Instant::now();
    println!("{nom} : début");
    let premiers = (0..60_000).filter(|n| est_premier(*n)).count();
    println!("{nom} : {premiers} nombres premiers");
    debut.elapsed()
}

async fn patienter(nom: &str, millis: u64) -> Duration {
    let debut = Instant::now();
    println!("{nom} : début");
    pause(Duration::from_millis(millis)).await;
    println!("{nom} : fin");
    debut.elapsed()
}

fn comparer(total: Duration, somme: Duration) {
    println!("Durée totale / somme des deux : {:.1}", total.as_secs_f64() / somme.as_secs_f64());
}

async fn mesurer() {
    let debut = Instant::now();
    // ANCHOR_END: coeur
    let (a, b) =
        tokio::join!(patienter("Première attente", 600), patienter("Seconde attente", 400));
    // ANCHOR: coeur
    comparer(debut.elapsed(), a + b);

    let debut = Instant::now();
    // ANCHOR_END: coeur
    let (a, b) = tokio::join!(compter("Premier calcul"), compter("Second calcul"));
    // ANCHOR: coeur
    comparer(debut.elapsed(), a + b);
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    mesurer().await;
}
