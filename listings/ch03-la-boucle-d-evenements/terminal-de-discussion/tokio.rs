// ANCHOR: coeur
use std::time::{Duration, Instant};

enum Evenement {
    Touche(char),
    Message(&'static str),
    Tic,
}

struct Terminal {
    debut: Instant,
    saisie: String,
}

impl Terminal {
    // Une fonction ordinaire : traiter un évènement n'attend rien.
    fn traiter(&mut self, evenement: Evenement) {
        let texte = match evenement {
            Evenement::Touche('\n') => format!("envoyé « {} »", std::mem::take(&mut self.saisie)),
            Evenement::Touche(lettre) => {
                self.saisie.push(lettre);
                format!("saisie « {} »", self.saisie)
            }
            Evenement::Message(message) => format!("reçu « {message} »"),
            Evenement::Tic => format!("horloge, {} lettre(s) en cours", self.saisie.len()),
        };
        println!("[{:.2} s] {texte}", self.debut.elapsed().as_secs_f64());
    }
}

async fn clavier(boite: Boite) {
    for touche in ['o', 'k', '\n'] {
        pause(Duration::from_millis(300)).await;
        deposer(&boite, Evenement::Touche(touche)).await;
    }
}

async fn reseau(boite: Boite) {
    for (delai, message) in [(450, "Tu viens ?"), (750, "À tout de suite")] {
        pause(Duration::from_millis(delai)).await;
        deposer(&boite, Evenement::Message(message)).await;
    }
}

async fn horloge(boite: Boite) {
    for _ in 0..2 {
        pause(Duration::from_millis(750)).await;
        deposer(&boite, Evenement::Tic).await;
    }
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

type Boite = tokio::sync::mpsc::Sender<Evenement>;

async fn deposer(boite: &Boite, evenement: Evenement) {
    boite.send(evenement).await.unwrap_or_else(|_| println!("terminal fermé"));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (boite, mut courrier) = tokio::sync::mpsc::channel(8);
    tokio::spawn(clavier(boite.clone()));
    tokio::spawn(reseau(boite.clone()));
    tokio::spawn(horloge(boite));
    let mut terminal = Terminal { debut: Instant::now(), saisie: String::new() };
    while let Some(evenement) = courrier.recv().await {
        terminal.traiter(evenement);
    }
    println!("Plus personne n'écrit : le terminal se ferme");
}
