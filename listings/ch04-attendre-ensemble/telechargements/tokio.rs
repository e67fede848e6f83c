use tokio::task::JoinSet;

// ANCHOR: coeur
use std::time::{Duration, Instant};

const FICHIERS: [(&str, u64); 4] =
    [("photos.zip", 1_600), ("notes.txt", 400), ("musique.ogg", 1_200), ("plan.png", 800)];

// Le serveur simulé envoie 1 Kio par milliseconde à chaque client.
async fn telecharger(nom: &'static str, kio: u64) -> (&'static str, u64) {
    pause(Duration::from_millis(kio)).await;
    (nom, kio)
}

struct Avancement {
    debut: Instant,
    recus: usize,
    kio: u64,
}

impl Avancement {
    fn noter(&mut self, (nom, kio): (&str, u64)) {
        self.recus += 1;
        self.kio += kio;
        println!("{}/{} {nom} ({kio} Kio)", self.recus, FICHIERS.len());
    }

    fn conclure(&self) {
        println!("{} Kio en {:.2} s", self.kio, self.debut.elapsed().as_secs_f64());
    }
}

async fn tout_telecharger() {
    let mut avancement = Avancement { debut: Instant::now(), recus: 0, kio: 0 };
    // ANCHOR_END: coeur
    let mut ensemble = JoinSet::new();
    for (nom, kio) in FICHIERS {
        ensemble.spawn(telecharger(nom, kio));
    }
    while let Some(fini) = ensemble.join_next().await {
        avancement.noter(fini.expect("aucun téléchargement ne panique"));
    }
    // ANCHOR: coeur
    avancement.conclure();
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    tout_telecharger().await;
}
