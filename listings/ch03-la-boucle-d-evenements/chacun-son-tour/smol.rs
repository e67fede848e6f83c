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
    smol::future::yield_now().await;
}

fn main() {
    let boucle = smol::LocalExecutor::new();
    let nora = boucle.spawn(trier("Nora"));
    let paul = boucle.spawn(trier("Paul"));
    smol::block_on(boucle.run(async {
        nora.await;
        paul.await;
    }));
}
