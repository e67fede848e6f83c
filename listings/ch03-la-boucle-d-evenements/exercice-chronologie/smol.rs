use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// L'instant en millisecondes, la tâche, l'évènement.
type Ligne = (u64, &'static str, &'static str);

struct Journal {
    debut: Instant,
    lignes: Mutex<Vec<Ligne>>,
}

impl Journal {
    fn nouveau() -> Arc<Self> {
        Arc::new(Self { debut: Instant::now(), lignes: Mutex::default() })
    }

    fn noter(&self, tache: &'static str, evenement: &'static str) {
        // Les durées sont des multiples de 300 ms : le retard d'une vraie machine est effacé.
        let instant = (self.debut.elapsed().as_millis() as u64 + 10) / 300 * 300;
        self.lignes.lock().expect("aucune panique").push((instant, tache, evenement));
    }

    fn lignes(&self) -> Vec<Ligne> {
        self.lignes.lock().expect("aucune panique").clone()
    }
}

async fn lettre(journal: Arc<Journal>) {
    journal.noter("lettre", "pesée");
    pause(Duration::from_millis(300)).await;
    journal.noter("lettre", "timbrée");
    pause(Duration::from_millis(600)).await;
    journal.noter("lettre", "postée");
}

async fn colis(journal: Arc<Journal>, bloquant: bool) {
    journal.noter("colis", "posé");
    if bloquant {
        thread::sleep(Duration::from_millis(600));
    } else {
        pause(Duration::from_millis(600)).await;
    }
    journal.noter("colis", "affranchi");
}

/// La chronologie de `service(false)`.
fn chronologie() -> Vec<Ligne> {
    // ANCHOR: solution
    //~ // Instant en millisecondes, tâche, évènement : cinq lignes, dans l'ordre.
    //~ vec![(0, "lettre", "pesée")]
    vec![
        (0, "lettre", "pesée"),
        (0, "colis", "posé"),
        (300, "lettre", "timbrée"),
        (600, "colis", "affranchi"),
        (900, "lettre", "postée"),
    ]
    // ANCHOR_END: solution
}

/// La chronologie de `service(true)`.
fn chronologie_bloquante() -> Vec<Ligne> {
    // ANCHOR: solution
    //~ // Les mêmes lignes, mais ni dans le même ordre, ni aux mêmes instants.
    //~ vec![(0, "lettre", "pesée")]
    vec![
        (0, "lettre", "pesée"),
        (0, "colis", "posé"),
        (600, "colis", "affranchi"),
        (600, "lettre", "timbrée"),
        (1200, "lettre", "postée"),
    ]
    // ANCHOR_END: solution
}

fn main() {
    let verdict = |juste| if juste { "juste" } else { "à revoir" };
    println!("Sans blocage : {}", verdict(service(false) == chronologie()));
    println!("Avec blocage : {}", verdict(service(true) == chronologie_bloquante()));
}

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

/// Lance la lettre, puis le colis, sur une boucle d'un seul fil.
fn service(bloquant: bool) -> Vec<Ligne> {
    let boucle = smol::LocalExecutor::new();
    smol::block_on(boucle.run(async {
        let journal = Journal::nouveau();
        let lettre = boucle.spawn(lettre(journal.clone()));
        let colis = boucle.spawn(colis(journal.clone(), bloquant));
        lettre.await;
        colis.await;
        journal.lignes()
    }))
}
