use std::time::Duration;

// ANCHOR: coeur
async fn prix(article: &str) -> u32 {
    println!("  prix : question posée à la caisse pour « {article} »");
    // ANCHOR_END: coeur
    async_std::task::sleep(Duration::from_millis(500)).await;
    // ANCHOR: coeur
    println!("  prix : réponse reçue");
    if article == "croissant" { 120 } else { 450 }
}

async fn total(article: &str, quantite: u32) -> u32 {
    println!("total : début");
    let unite = prix(article).await;
    println!("total : reprise avec {unite}");
    unite * quantite
}
// ANCHOR_END: coeur

#[async_std::main]
async fn main() {
    let montant = total("croissant", 4).await;
    // ANCHOR: coeur
    println!("À payer : {montant} centimes");
    // ANCHOR_END: coeur
}
