// ANCHOR: coeur
async fn polie() {
    println!("polie : un");
    rendre_la_main().await;
    println!("polie : deux");
    rendre_la_main().await;
    println!("polie : trois");
}

async fn pressee() {
    println!("pressée : un");
    println!("pressée : deux");
    println!("pressée : trois");
}
// ANCHOR_END: coeur

async fn rendre_la_main() {
    smol::future::yield_now().await;
}

fn main() {
    let boucle = smol::LocalExecutor::new();
    let polie = boucle.spawn(polie());
    let pressee = boucle.spawn(pressee());
    smol::block_on(boucle.run(async {
        polie.await;
        pressee.await;
    }));
}
