use std::time::Duration;

// ANCHOR: coeur
async fn cuire(pain: &str) {
    println!("{pain} au four");
    // ANCHOR_END: coeur
    smol::Timer::after(Duration::from_millis(200)).await;
    // ANCHOR: coeur
    println!("{pain} cuit");
}

async fn fournee() {
    let seigle = cuire("seigle");
    let levain = cuire("levain");
    levain.await;
    println!("on sert un client");
    seigle.await;
}
// ANCHOR_END: coeur

fn main() {
    smol::block_on(fournee());
}
