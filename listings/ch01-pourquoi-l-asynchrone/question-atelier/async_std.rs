use async_std::task;

// ANCHOR: coeur
use std::time::Duration;

async fn restaurer(objet: &str, millis: u64) {
    pause(millis).await;
    println!("{objet} restauré");
}
// ANCHOR_END: coeur

async fn pause(millis: u64) {
    async_std::task::sleep(Duration::from_millis(millis)).await;
}

#[async_std::main]
async fn main() {
    let bronze = task::spawn(restaurer("bronze", 600));
    let argent = task::spawn(restaurer("argent", 200));
    pause(400).await;
    println!("le conservateur passe");
    bronze.await;
    argent.await;
}
