// ANCHOR: coeur
async fn client(nom: &str) {
    println!("{nom} prend son pain");
}

async fn matinee() {
    let ada = client("Ada");
    let basile = client("Basile");
    println!("La boutique ouvre");
    basile.await;
    ada.await;
}
// ANCHOR_END: coeur

#[tokio::main]
async fn main() {
    matinee().await;
}
