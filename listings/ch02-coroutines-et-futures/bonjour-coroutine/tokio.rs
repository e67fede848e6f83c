use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tokio::time::sleep;

// ANCHOR: coeur
async fn coroutine() {
    println!("Début de la coroutine");
    // ANCHOR_END: coeur
    sleep(Duration::from_secs(1)).await;
    // ANCHOR: coeur
    println!("Fin de la coroutine");
}
// ANCHOR_END: coeur

fn main() -> std::io::Result<()> {
    let environnement = Runtime::new()?;
    // ANCHOR: coeur
    println!("Avant block_on");
    let depart = Instant::now();
    // ANCHOR_END: coeur
    environnement.block_on(coroutine());
    // ANCHOR: coeur
    println!("Après block_on : {:.2} s", depart.elapsed().as_secs_f64());
    // ANCHOR_END: coeur
    Ok(())
}
