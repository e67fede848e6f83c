// ANCHOR: coeur
use std::time::Duration;

async fn restaurer(objet: &str, millis: u64) {
    pause(millis).await;
    println!("{objet} restauré");
}
// ANCHOR_END: coeur

async fn pause(millis: u64) {
    tokio::time::sleep(Duration::from_millis(millis)).await;
}

#[tokio::main]
async fn main() {
    let bronze = tokio::spawn(restaurer("bronze", 600));
    let argent = tokio::spawn(restaurer("argent", 200));
    pause(400).await;
    println!("le conservateur passe");
    bronze.await.expect("la tâche n'a pas paniqué");
    argent.await.expect("la tâche n'a pas paniqué");
}
