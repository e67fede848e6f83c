use futures::future::join_all;

// ANCHOR: coeur
use std::time::Duration;

// Nom de la planche, temps de réponse de son capteur (ms), température.
const PLANCHES: [(&str, u64, f64); 4] =
    [("tomates", 400, 24.5), ("salades", 100, 18.0), ("semis", 300, 22.0), ("fraises", 200, 19.5)];

async fn relever(planche: &str, millis: u64, degres: f64) -> f64 {
    pause(Duration::from_millis(millis)).await;
    println!("{planche} : {degres:.1} °C");
    degres
}

async fn tournee() {
    let releves =
        PLANCHES.iter().map(|(planche, millis, degres)| relever(planche, *millis, *degres));
    // ANCHOR_END: coeur
    let temperatures = join_all(releves).await;
    // ANCHOR: coeur
    let moyenne = temperatures.iter().sum::<f64>() / temperatures.len() as f64;
    println!("Relevés : {temperatures:?}");
    println!("Moyenne : {moyenne:.1} °C");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    tournee().await;
}
