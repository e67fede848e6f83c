// ANCHOR: coeur
fn choisir() -> &'static str {
    println!("choix fait");
    "seigle"
}

async fn petrir(farine: &str) {
    println!("pétrin : {farine}");
}

async fn nuit() {
    let pate = petrir(choisir());
    println!("la nuit passe");
    pate.await;
}
// ANCHOR_END: coeur

#[async_std::main]
async fn main() {
    nuit().await;
}
