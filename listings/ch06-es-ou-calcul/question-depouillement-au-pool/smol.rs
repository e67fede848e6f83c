// ANCHOR: coeur
use std::thread;
use std::time::Duration;

fn depouiller() {
    thread::sleep(Duration::from_millis(600));
    println!("dépouillement : fini");
}

async fn depeches() {
    for numero in 1..=2 {
        pause(Duration::from_millis(200)).await;
        println!("dépêche n° {numero}");
    }
}

async fn soiree() {
    // ANCHOR_END: coeur
    smol::future::zip(smol::unblock(depouiller), depeches()).await;
    // ANCHOR: coeur
    println!("générique de fin");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(soiree())
}
