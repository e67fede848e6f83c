// ANCHOR: coeur
use std::future::Future;
use std::pin::Pin;

fn balance(precise: bool) -> Pin<Box<dyn Future<Output = u32> + Send>> {
    if precise { Box::pin(async { 421 }) } else { Box::pin(async { 400 }) }
}
// ANCHOR_END: coeur

fn main() {
    smol::block_on(async {
        let pesee = smol::spawn(balance(true));
        println!("{} grammes", pesee.await);
    })
}
