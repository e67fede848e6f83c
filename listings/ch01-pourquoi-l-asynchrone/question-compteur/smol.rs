use smol::future::zip;

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
    smol::Timer::after(Duration::from_millis(millis)).await;
}

fn main() {
    smol::block_on(async {
        let entrees = Cell::new(0);
        zip(passer(&entrees, 200), passer(&entrees, 400)).await;
        println!("{} au compteur", entrees.get());
    })
}
