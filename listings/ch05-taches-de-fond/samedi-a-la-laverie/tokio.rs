// ANCHOR: coeur
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

struct Panier {
    linge: &'static str,
    kilos: u32,
    millis: u64,
}

/// Ce que se partagent les machines et l'écran.
struct Laverie {
    ouverture: Instant,
    file: Mutex<VecDeque<Panier>>,
}

impl Laverie {
    fn noter(&self, qui: &str, quoi: &str) {
        println!("{:.2} s | {qui} : {quoi}", self.ouverture.elapsed().as_secs_f64());
    }

    // Le verrou est rendu au retour de la fonction : il n'est jamais tenu pendant un `await`.
    fn panier_suivant(&self) -> Option<Panier> {
        self.file.lock().expect("nul ne panique, verrou en main").pop_front()
    }

    fn en_attente(&self) -> usize {
        self.file.lock().expect("nul ne panique, verrou en main").len()
    }
}

/// Lave tant qu'il y a des paniers, et rend les kilos lavés.
async fn machine(numero: u32, laverie: Arc<Laverie>) -> u32 {
    let nom = format!("machine {numero}");
    let mut kilos = 0;
    while let Some(panier) = laverie.panier_suivant() {
        laverie.noter(&nom, panier.linge);
        pause(Duration::from_millis(panier.millis)).await;
        kilos += panier.kilos;
    }
    laverie.noter(&nom, "la file est vide");
    kilos
}

/// L'écran ne finit jamais de lui-même.
async fn ecran(laverie: Arc<Laverie>) {
    loop {
        pause(Duration::from_secs(1)).await;
        laverie.noter("écran", &format!("en attente, {}", laverie.en_attente()));
    }
}

fn paniers() -> VecDeque<Panier> {
    VecDeque::from([
        Panier { linge: "serviettes", kilos: 3, millis: 1_200 },
        Panier { linge: "draps", kilos: 5, millis: 2_000 },
        Panier { linge: "chemises", kilos: 2, millis: 1_200 },
        Panier { linge: "jeans", kilos: 4, millis: 1_400 },
        Panier { linge: "couette", kilos: 6, millis: 1_600 },
        Panier { linge: "laine", kilos: 2, millis: 600 },
    ])
}

async fn samedi() {
    let laverie = Arc::new(Laverie { ouverture: Instant::now(), file: Mutex::new(paniers()) });
    // ANCHOR_END: coeur
    let affichage = tokio::spawn(ecran(Arc::clone(&laverie)));
    // ANCHOR: coeur
    let mut tickets = Vec::new();
    for numero in 1..=3 {
        // ANCHOR_END: coeur
        tickets.push(tokio::spawn(machine(numero, Arc::clone(&laverie))));
        // ANCHOR: coeur
        pause(Duration::from_millis(200)).await; // le temps d'aller à la machine suivante
    }
    let mut kilos = 0;
    for ticket in tickets {
        // ANCHOR_END: coeur
        kilos += ticket.await.expect("aucune machine ne panique");
        // ANCHOR: coeur
    }
    // ANCHOR_END: coeur
    affichage.abort();
    let _ = affichage.await; // l'arrêt est fait, et non seulement demandé
    // ANCHOR: coeur
    laverie.noter("gérant", &format!("{kilos} kg lavés, on ferme"));
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    samedi().await;
}
