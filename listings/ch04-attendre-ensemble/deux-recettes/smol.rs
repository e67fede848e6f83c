// ANCHOR: coeur
use std::time::Duration;

async fn crepes() {
    println!("crêpes : la pâte repose");
    pause(Duration::from_millis(200)).await;
    println!("crêpes : la poêle chauffe");
    pause(Duration::from_millis(500)).await;
    println!("crêpes : à table");
}

async fn compote() {
    println!("compote : les pommes cuisent");
    pause(Duration::from_millis(400)).await;
    println!("compote : on mixe");
    pause(Duration::from_millis(100)).await;
    println!("compote : à table");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(async {
        smol::future::zip(crepes(), compote()).await;
    })
}
