// ANCHOR: coeur
async fn ouvrir_le_guichet() {
    println!("Le guichet est ouvert");
}
// ANCHOR_END: coeur

fn main() {
    println!("Avant");
    let boucle = tokio::runtime::Runtime::new().expect("tokio démarre");
    let guichet = boucle.spawn(ouvrir_le_guichet()); // sur cette boucle-ci
    boucle.block_on(guichet).expect("le guichet ne panique pas");
}
