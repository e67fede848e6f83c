use std::time::Duration;

// ANCHOR: coeur
async fn prix(article: &str) -> u32 {
    // ANCHOR_END: coeur
    smol::Timer::after(Duration::from_millis(100)).await;
    // ANCHOR: coeur
    if article == "croissant" { 120 } else { 450 }
}

async fn total(article: &str, quantite: u32) -> u32 {
    let unite: u32 = prix(article);
    unite * quantite
}
// ANCHOR_END: coeur

fn main() {
    println!("À payer : {} centimes", smol::block_on(total("croissant", 4)));
}
