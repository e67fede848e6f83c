use std::time::Duration;

use async_std::task;

fn main() {
    // ANCHOR: coeur
    println!("Le four est réglé");
    // ANCHOR_END: coeur
    task::block_on(task::sleep(Duration::from_millis(300)));
    // ANCHOR: coeur
    println!("Le four sonne");
    // ANCHOR_END: coeur
}
