use async_std::task;

// ANCHOR: coeur
async fn visite(salle: &str) {
    println!("Visite de la salle {salle}");
}
// ANCHOR_END: coeur

#[async_std::main]
async fn main() {
    let salle = String::from("égyptienne");
    let tache = task::spawn(async move { visite(&salle).await });
    tache.await;
}
