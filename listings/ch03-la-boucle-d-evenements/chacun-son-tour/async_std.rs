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
    async_std::task::yield_now().await;
}

#[async_std::main]
async fn main() {
    let nora = async_std::task::spawn_local(trier("Nora"));
    let paul = async_std::task::spawn_local(trier("Paul"));
    nora.await;
    paul.await;
}
