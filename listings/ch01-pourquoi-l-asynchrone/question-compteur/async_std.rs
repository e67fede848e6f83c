// ANCHOR: coeur
use std::cell::Cell;
use std::time::Duration;

async fn passer(entrees: &Cell<u32>, millis: u64) {
    entrees.set(entrees.get() + 1);
    pause(millis).await; // le vestiaire
    entrees.set(entrees.get() + 10);
}
// ANCHOR_END: coeur

async fn pause(millis: u64) {
    async_std::task::sleep(Duration::from_millis(millis)).await;
}

#[async_std::main]
async fn main() {
    let entrees = Cell::new(0);
    futures::join!(passer(&entrees, 200), passer(&entrees, 400));
    println!("{} au compteur", entrees.get());
}
