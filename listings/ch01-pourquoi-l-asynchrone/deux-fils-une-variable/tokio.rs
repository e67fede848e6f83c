// ANCHOR: coeur
use std::thread;

fn main() {
    let mut restants = 10;
    thread::scope(|caisses| {
        caisses.spawn(|| restants -= 4);
        caisses.spawn(|| restants -= 3);
    });
    println!("Il reste {restants} billets");
}
// ANCHOR_END: coeur
