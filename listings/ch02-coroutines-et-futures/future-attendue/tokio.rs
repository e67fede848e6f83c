use std::time::Duration;

// ANCHOR: coeur
async fn prevenir(client: &str) {
    // ANCHOR_END: coeur
    tokio::time::sleep(Duration::from_millis(100)).await; // le serveur de messagerie répond
    // ANCHOR: coeur
    println!("Message envoyé à {client}");
}

async fn fin_de_fournee() {
    for client in ["Mme Durand", "M. Petit", "Mme Leroy"] {
        prevenir(client).await;
    }
    println!("Tous les clients sont prévenus");
}
// ANCHOR_END: coeur

#[tokio::main]
async fn main() {
    fin_de_fournee().await;
}
