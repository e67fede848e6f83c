// ANCHOR: coeur
use std::time::Duration;

async fn restaurer(objet: &str, millis: u64) {
    pause(millis).await;
    println!("{objet} restauré");
}
// ANCHOR_END: coeur

async fn pause(millis: u64) {
    smol::Timer::after(Duration::from_millis(millis)).await;
}

fn main() {
    smol::block_on(async {
        let bronze = smol::spawn(restaurer("bronze", 600));
        let argent = smol::spawn(restaurer("argent", 200));
        pause(400).await;
        println!("le conservateur passe");
        bronze.await;
        argent.await;
    })
}
