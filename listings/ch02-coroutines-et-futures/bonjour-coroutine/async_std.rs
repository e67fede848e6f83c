use std::time::{Duration, Instant};

use async_std::task;

// ANCHOR: coeur
async fn coroutine() {
    println!("Début de la coroutine");
    // ANCHOR_END: coeur
    task::sleep(Duration::from_secs(1)).await;
    // ANCHOR: coeur
    println!("Fin de la coroutine");
}
// ANCHOR_END: coeur

fn main() {
    // ANCHOR: coeur
    println!("Avant block_on");
    let depart = Instant::now();
    // ANCHOR_END: coeur
    task::block_on(coroutine());
    // ANCHOR: coeur
    println!("Après block_on : {:.2} s", depart.elapsed().as_secs_f64());
    // ANCHOR_END: coeur
}
