// ANCHOR: coeur
use std::process::{Child, Command};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{env, io, thread};

static RECUES: AtomicU32 = AtomicU32::new(0);

const DEMANDES: [(&str, u64); 3] = [("places", 700), ("audioguides", 500), ("vestiaire", 300)];

fn demander(service: &str, millis: u64) {
    thread::sleep(Duration::from_millis(millis)); // le serveur réfléchit ; le fil l'attend
    RECUES.fetch_add(1, Ordering::Relaxed);
    println!("Réponse : {service}");
}

/// Exécute une seconde fois ce programme, et lui dit par une variable quelle demande est la sienne.
fn enfant(demande: usize) -> io::Result<Child> {
    let programme = env::current_exe()?;
    Command::new(programme).args(env::args().skip(1)).env("DEMANDE", demande.to_string()).spawn()
}

fn main() -> io::Result<()> {
    if let Ok(demande) = env::var("DEMANDE") {
        let (service, millis) = DEMANDES[demande.parse::<usize>().expect("un numéro de demande")];
        demander(service, millis); // nous sommes dans un processus enfant
        return Ok(());
    }
    let debut = Instant::now();
    let mut enfants = [enfant(0)?, enfant(1)?, enfant(2)?];
    for enfant in &mut enfants {
        enfant.wait()?;
    }
    let recues = RECUES.load(Ordering::Relaxed);
    println!("Réponses comptées : {recues}. Durée : {:.2} s", debut.elapsed().as_secs_f64());
    Ok(())
}
// ANCHOR_END: coeur
