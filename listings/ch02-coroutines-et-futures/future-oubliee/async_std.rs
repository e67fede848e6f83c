use std::time::Duration;

// ANCHOR: coeur
async fn prevenir(client: &str) {
    // ANCHOR_END: coeur
    async_std::task::sleep(Duration::from_millis(100)).await; // le serveur de messagerie répond
    // ANCHOR: coeur
    println!("Message envoyé à {client}");
}

async fn fin_de_fournee() {
    for client in ["Mme Durand", "M. Petit", "Mme Leroy"] {
        prevenir(client);
    }
    println!("Tous les clients sont prévenus");
}
// ANCHOR_END: coeur

#[async_std::main]
async fn main() {
    fin_de_fournee().await;
}
