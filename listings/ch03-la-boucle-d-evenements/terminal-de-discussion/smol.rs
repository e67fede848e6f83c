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
    smol::Timer::after(duree).await;
}

type Boite = smol::channel::Sender<Evenement>;

async fn deposer(boite: &Boite, evenement: Evenement) {
    boite.send(evenement).await.unwrap_or_else(|_| println!("terminal fermé"));
}

fn main() {
    let boucle = smol::LocalExecutor::new();
    smol::block_on(boucle.run(async {
        let (boite, courrier) = smol::channel::bounded(8);
        // Libérer la poignée annulerait la tâche : `detach` y renonce.
        boucle.spawn(clavier(boite.clone())).detach();
        boucle.spawn(reseau(boite.clone())).detach();
        boucle.spawn(horloge(boite)).detach();
        let mut terminal = Terminal { debut: Instant::now(), saisie: String::new() };
        while let Ok(evenement) = courrier.recv().await {
            terminal.traiter(evenement);
        }
        println!("Plus personne n'écrit : le terminal se ferme");
    }));
}
