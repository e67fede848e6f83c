// ANCHOR: coeur
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

static RECUES: AtomicU32 = AtomicU32::new(0);

const DEMANDES: [(&str, u64); 3] = [("places", 700), ("audioguides", 500), ("vestiaire", 300)];

async fn demander(service: &str, millis: u64) {
    pause(Duration::from_millis(millis)).await; // le serveur réfléchit ; le fil est libre
    RECUES.fetch_add(1, Ordering::Relaxed);
    println!("Réponse : {service}");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    let debut = Instant::now();
    let taches = DEMANDES.map(|(service, millis)| tokio::spawn(demander(service, millis)));
    for tache in taches {
        tache.await.expect("la tâche n'a pas paniqué");
    }
    let recues = RECUES.load(Ordering::Relaxed);
    println!("Réponses comptées : {recues}. Durée : {:.2} s", debut.elapsed().as_secs_f64());
}
