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
    tokio::task::yield_now().await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let polie = tokio::spawn(polie());
    let pressee = tokio::spawn(pressee());
    polie.await.expect("aucune tâche ne panique");
    pressee.await.expect("aucune tâche ne panique");
}
