use std::future::Future;
use std::time::{Duration, Instant};

use async_std::task::sleep;

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

#[async_std::main]
async fn main() {
    let d = Duration::from_millis(600);
    repas("minuterie nue", sleep(d), sleep(d)).await;
    repas("dans un bloc async", async { sleep(d).await }, sleep(d)).await;
}
