// ANCHOR: coeur
// Trois sacs de courrier à trier ; entre deux sacs, on laisse passer l'autre.
async fn trier(nom: &str) {
    for sac in 1..=3 {
        println!("{nom} : sac {sac}");
        rendre_la_main().await;
    }
    println!("{nom} : terminé");
}
// ANCHOR_END: coeur

async fn rendre_la_main() {
    tokio::task::yield_now().await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let nora = tokio::spawn(trier("Nora"));
    let paul = tokio::spawn(trier("Paul"));
    nora.await.expect("aucune tâche ne panique");
    paul.await.expect("aucune tâche ne panique");
}
