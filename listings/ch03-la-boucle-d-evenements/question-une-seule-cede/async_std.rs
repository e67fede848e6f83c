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
    async_std::task::yield_now().await;
}

#[async_std::main]
async fn main() {
    let polie = async_std::task::spawn_local(polie());
    let pressee = async_std::task::spawn_local(pressee());
    polie.await;
    pressee.await;
}
