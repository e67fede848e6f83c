use std::time::Duration;

// ANCHOR: coeur
async fn prix(article: &str) -> u32 {
    // ANCHOR_END: coeur
    tokio::time::sleep(Duration::from_millis(100)).await;
    // ANCHOR: coeur
    if article == "croissant" { 120 } else { 450 }
}

fn total(panier: &[&str]) -> u32 {
    let mut somme = 0;
    for article in panier {
        somme += prix(article).await;
    }
    somme
}

async fn encaisser() {
    println!("À payer : {} centimes", total(&["croissant", "brioche"]));
}
// ANCHOR_END: coeur

#[tokio::main]
async fn main() {
    encaisser().await;
}
