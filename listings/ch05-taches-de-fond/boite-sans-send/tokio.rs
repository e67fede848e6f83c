// ANCHOR: coeur
use std::future::Future;
use std::pin::Pin;

fn balance(precise: bool) -> Pin<Box<dyn Future<Output = u32>>> {
    if precise { Box::pin(async { 421 }) } else { Box::pin(async { 400 }) }
}
// ANCHOR_END: coeur

#[tokio::main]
async fn main() {
    let pesee = tokio::spawn(balance(true));
    println!("{} grammes", pesee.await.expect("la balance ne panique pas"));
}
