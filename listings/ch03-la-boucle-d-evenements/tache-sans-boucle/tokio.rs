// ANCHOR: coeur
async fn ouvrir_le_guichet() {
    println!("Le guichet est ouvert");
}
// ANCHOR_END: coeur

fn main() {
    println!("Avant");
    let guichet = tokio::spawn(ouvrir_le_guichet()); // aucune boucle n'existe ici
    let boucle = tokio::runtime::Runtime::new().expect("tokio démarre");
    boucle.block_on(guichet).expect("le guichet ne panique pas");
}
