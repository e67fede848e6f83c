use std::panic::AssertUnwindSafe;

use smol::future::FutureExt;

// ANCHOR: coeur
use std::any::Any;
use std::time::Duration;

/// La durée du cycle, en minutes.
async fn laver(kilos: u32) -> u32 {
    pause(Duration::from_millis(200)).await;
    assert!(kilos <= 8, "tambour trop plein, {kilos} kg");
    30 + 2 * kilos
}

/// Le message d'une panique. `assert!` et `panic!`, quand ils mettent une valeur en forme,
/// donnent une `String`.
fn motif(panique: Box<dyn Any + Send>) -> String {
    match panique.downcast::<String>() {
        Ok(message) => *message,
        Err(_) => "raison inconnue".to_string(),
    }
}

async fn ronde() {
    for kilos in [5, 12, 7] {
        match surveiller(kilos).await {
            Ok(minutes) => println!("{kilos} kg : {minutes} minutes"),
            Err(motif) => println!("{kilos} kg : en panne ({motif})"),
        }
    }
    println!("la ronde est finie");
}
// ANCHOR_END: coeur

async fn surveiller(kilos: u32) -> Result<u32, String> {
    // La panique est arrêtée à l'intérieur de la tâche, et devient une valeur.
    let ticket = smol::spawn(AssertUnwindSafe(laver(kilos)).catch_unwind());
    ticket.await.map_err(motif)
}

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(ronde())
}
