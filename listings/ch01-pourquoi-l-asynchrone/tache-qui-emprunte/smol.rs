// ANCHOR: coeur
async fn visite(salle: &str) {
    println!("Visite de la salle {salle}");
}
// ANCHOR_END: coeur

fn main() {
    smol::block_on(async {
        let salle = String::from("égyptienne");
        let tache = smol::spawn(async { visite(&salle).await });
        tache.await;
    })
}
