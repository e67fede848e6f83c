// ANCHOR: coeur
use std::future::Future;
use std::pin::Pin;

fn balance(precise: bool) -> Pin<Box<dyn Future<Output = u32>>> {
    if precise { Box::pin(async { 421 }) } else { Box::pin(async { 400 }) }
}
// ANCHOR_END: coeur

#[async_std::main]
async fn main() {
    let pesee = async_std::task::spawn(balance(true));
    println!("{} grammes", pesee.await);
}
