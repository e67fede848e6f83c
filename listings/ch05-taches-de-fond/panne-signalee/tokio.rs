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
    let ticket = tokio::spawn(laver(kilos));
    // Personne n'annule cette tâche : une erreur ne peut venir que d'une panique.
    ticket.await.map_err(|erreur| motif(erreur.into_panic()))
}

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    ronde().await;
}
