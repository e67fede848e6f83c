// ANCHOR: coeur
use std::time::{Duration, Instant};

async fn preparer(quoi: &str, millis: u64) {
    println!("{quoi} : début");
    pause(Duration::from_millis(millis)).await;
    println!("{quoi} : fin");
}

fn annoncer(debut: Instant) {
    println!("Servi en {:.2} s", debut.elapsed().as_secs_f64());
}

async fn servir_mal() {
    let debut = Instant::now();
    let cafe = preparer("café", 900);
    let tartines = preparer("tartines", 600);
    println!("Deux futures créées");
    cafe.await;
    tartines.await;
    annoncer(debut);
}

async fn servir_bien() {
    let debut = Instant::now();
    let cafe = preparer("café", 900);
    let tartines = preparer("tartines", 600);
    println!("Deux futures créées, attendues ensemble");
    // ANCHOR_END: coeur
    futures::join!(cafe, tartines);
    // ANCHOR: coeur
    annoncer(debut);
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    servir_mal().await;
    servir_bien().await;
}
