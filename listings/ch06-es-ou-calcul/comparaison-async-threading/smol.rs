use futures_concurrency::future::Join;

// ANCHOR: coeur
use std::thread;
use std::time::{Duration, Instant};

const ATTENTE: Duration = Duration::from_secs(1);

async fn telecharger(nom: &str) {
    println!("[Async] Début téléchargement {nom}");
    pause(ATTENTE).await; // le fil est rendu
    println!("[Async] Fin téléchargement {nom}");
}

fn telecharger_par_fil(nom: &str) {
    println!("[Thread] Début téléchargement {nom}");
    thread::sleep(ATTENTE); // le fil est gardé
    println!("[Thread] Fin téléchargement {nom}");
}

async fn version_async() -> Duration {
    let debut = Instant::now();
    // ANCHOR_END: coeur
    let fichiers = [telecharger("Fichier 1"), telecharger("Fichier 2"), telecharger("Fichier 3")];
    fichiers.join().await;
    // ANCHOR: coeur
    debut.elapsed()
}

fn version_fils() -> Duration {
    let debut = Instant::now();
    thread::scope(|ici| {
        for nom in ["Fichier 1", "Fichier 2", "Fichier 3"] {
            ici.spawn(move || telecharger_par_fil(nom));
        }
    }); // ici, les trois ont fini
    debut.elapsed()
}

async fn comparer() {
    println!("=== Comparaison Async vs Threading ===");
    let (asynchrone, fils) = (version_async().await, version_fils());
    println!("Temps async : {:.2} s", asynchrone.as_secs_f64());
    println!("Temps threading : {:.2} s", fils.as_secs_f64());
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(comparer())
}
