use std::time::Duration;

use smol::Timer;

fn main() {
    // ANCHOR: coeur
    println!("Le four est réglé");
    // ANCHOR_END: coeur
    smol::block_on(Timer::after(Duration::from_millis(300)));
    // ANCHOR: coeur
    println!("Le four sonne");
    // ANCHOR_END: coeur
}
