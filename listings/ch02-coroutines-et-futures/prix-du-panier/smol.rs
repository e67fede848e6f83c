use std::time::Duration;

// ANCHOR: coeur
async fn prix(article: &str) -> u32 {
    println!("  prix : question posée à la caisse pour « {article} »");
    // ANCHOR_END: coeur
    smol::Timer::after(Duration::from_millis(500)).await;
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

fn main() {
    let montant = smol::block_on(total("croissant", 4));
    // ANCHOR: coeur
    println!("À payer : {montant} centimes");
    // ANCHOR_END: coeur
}
