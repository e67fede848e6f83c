use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::time::sleep;

fn main() -> std::io::Result<()> {
    let environnement = Runtime::new()?;
    // ANCHOR: coeur
    println!("Le four est réglé");
    // ANCHOR_END: coeur
    environnement.block_on(async { sleep(Duration::from_millis(300)).await });
    // ANCHOR: coeur
    println!("Le four sonne");
    // ANCHOR_END: coeur
    Ok(())
}
