// ANCHOR: coeur
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

static RECUES: AtomicU32 = AtomicU32::new(0);

const DEMANDES: [(&str, u64); 3] = [("places", 700), ("audioguides", 500), ("vestiaire", 300)];

fn demander(service: &str, millis: u64) {
    thread::sleep(Duration::from_millis(millis)); // le serveur réfléchit ; le fil l'attend
    RECUES.fetch_add(1, Ordering::Relaxed);
    println!("Réponse : {service}");
}

fn main() {
    let debut = Instant::now();
    let fils = DEMANDES.map(|(service, millis)| thread::spawn(move || demander(service, millis)));
    for fil in fils {
        fil.join().expect("le fil n'a pas paniqué");
    }
    let recues = RECUES.load(Ordering::Relaxed);
    println!("Réponses comptées : {recues}. Durée : {:.2} s", debut.elapsed().as_secs_f64());
}
// ANCHOR_END: coeur
