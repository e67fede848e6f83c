// ANCHOR: coeur
async fn nettoyer(quoi: &str) {
    println!("on nettoie : {quoi}");
}
// ANCHOR_END: coeur

fn main() {
    let boucle = smol::LocalExecutor::new();
    smol::block_on(boucle.run(async {
        let sol = boucle.spawn(nettoyer("le sol"));
        let vitre = boucle.spawn(nettoyer("la vitre"));
        println!("on ouvre");
        vitre.await;
        println!("on ferme");
        sol.await;
    }));
}
