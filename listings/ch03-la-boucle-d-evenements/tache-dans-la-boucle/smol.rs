// ANCHOR: coeur
async fn ouvrir_le_guichet() {
    println!("Le guichet est ouvert");
}
// ANCHOR_END: coeur

fn main() {
    println!("Avant");
    let boucle = smol::Executor::new();
    let guichet = boucle.spawn(ouvrir_le_guichet()); // sur cette boucle-ci
    smol::block_on(boucle.run(guichet));
}
