use tokio::runtime::Runtime;

// ANCHOR: coeur
async fn prix(article: &str) -> u32 {
    if article == "croissant" { 120 } else { 450 }
}
// ANCHOR_END: coeur

// Une façade synchrone, pour un appelant qui ne connaît pas l'asynchrone.
fn prix_synchrone(article: &str) -> u32 {
    let environnement = Runtime::new().expect("tokio démarre");
    environnement.block_on(prix(article))
}

// ANCHOR: coeur
async fn etiqueter(article: &str) {
    println!("On cherche le prix du {article}");
    let montant = prix_synchrone(article); // un `block_on` se cache ici
    println!("Étiquette : {montant} centimes");
}
// ANCHOR_END: coeur

#[tokio::main]
async fn main() {
    etiqueter("croissant").await;
}
