use std::future::Future;
use std::time::{Duration, Instant};

use smol::Timer;

// ANCHOR: coeur
async fn repas(titre: &str, cuisson: impl Future, table: impl Future) {
    let depart = Instant::now();
    table.await; // 600 ms pour mettre la table
    let table_mise = depart.elapsed().as_secs_f64();
    cuisson.await; // le four était réglé sur 600 ms
    let a_table = depart.elapsed().as_secs_f64();
    println!("{titre} : table à {table_mise:.2} s, repas à {a_table:.2} s");
}
// ANCHOR_END: coeur

fn main() {
    let d = Duration::from_millis(600);
    smol::block_on(async {
        repas("minuterie nue", Timer::after(d), Timer::after(d)).await;
        repas("dans un bloc async", async { Timer::after(d).await }, Timer::after(d)).await;
    });
}
