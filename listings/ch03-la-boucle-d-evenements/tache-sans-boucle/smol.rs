// ANCHOR: coeur
async fn ouvrir_le_guichet() {
    println!("Le guichet est ouvert");
}
// ANCHOR_END: coeur

fn main() {
    println!("Avant");
    let guichet = smol::spawn(ouvrir_le_guichet()); // démarre la boucle globale
    smol::block_on(guichet);
}
