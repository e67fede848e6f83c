// ANCHOR: coeur
use std::time::Duration;

/// Un cycle en cours ; le libérer avant la fin, c'est couper la machine.
struct Cycle {
    fini: bool,
}

impl Drop for Cycle {
    fn drop(&mut self) {
        if !self.fini {
            println!("machine : coupée en plein cycle");
        }
    }
}

async fn laver() {
    let mut cycle = Cycle { fini: false };
    println!("machine : le tambour tourne");
    pause(Duration::from_millis(600)).await;
    cycle.fini = true;
    println!("machine : linge propre");
}

async fn jeter_le_ticket() {
    // ANCHOR_END: coeur
    let ticket = smol::spawn(laver());
    // ANCHOR: coeur
    pause(Duration::from_millis(300)).await;
    println!("on jette le ticket");
    drop(ticket);
    pause(Duration::from_millis(600)).await;
    println!("on rentre");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(jeter_le_ticket())
}
