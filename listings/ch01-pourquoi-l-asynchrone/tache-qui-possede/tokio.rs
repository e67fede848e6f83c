// ANCHOR: coeur
async fn visite(salle: &str) {
    println!("Visite de la salle {salle}");
}
// ANCHOR_END: coeur

#[tokio::main]
async fn main() {
    let salle = String::from("égyptienne");
    let tache = tokio::spawn(async move { visite(&salle).await });
    tache.await.expect("la tâche n'a pas paniqué");
}
