// ANCHOR: coeur
async fn nettoyer(quoi: &str) {
    println!("on nettoie : {quoi}");
}
// ANCHOR_END: coeur

#[async_std::main]
async fn main() {
    let sol = async_std::task::spawn_local(nettoyer("le sol"));
    let vitre = async_std::task::spawn_local(nettoyer("la vitre"));
    println!("on ouvre");
    vitre.await;
    println!("on ferme");
    sol.await;
}
