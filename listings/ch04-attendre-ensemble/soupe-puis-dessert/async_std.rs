// ANCHOR: coeur
use std::time::Duration;

async fn preparer(plat: &str, millis: u64) {
    println!("{plat} : début");
    pause(Duration::from_millis(millis)).await;
    println!("{plat} : fin");
}

async fn diner() {
    let soupe = preparer("soupe", 100);
    println!("table mise");
    preparer("dessert", 400).await;
    soupe.await;
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    diner().await;
}
