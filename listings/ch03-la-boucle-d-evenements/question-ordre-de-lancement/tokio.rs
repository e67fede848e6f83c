// ANCHOR: coeur
async fn nettoyer(quoi: &str) {
    println!("on nettoie : {quoi}");
}
// ANCHOR_END: coeur

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let sol = tokio::spawn(nettoyer("le sol"));
    let vitre = tokio::spawn(nettoyer("la vitre"));
    println!("on ouvre");
    vitre.await.expect("aucune panique");
    println!("on ferme");
    sol.await.expect("aucune panique");
}
