// ANCHOR: coeur
use std::time::{Duration, Instant};

struct Fichier {
    nom: &'static str,
    kio: u64,
    disponible: bool,
}

async fn telecharger(fichier: Fichier) -> Result<u64, String> {
    pause(Duration::from_millis(fichier.kio)).await;
    if fichier.disponible {
        println!("{} : reçu", fichier.nom);
        Ok(fichier.kio)
    } else {
        println!("{} : échec", fichier.nom);
        Err(format!("{} introuvable", fichier.nom))
    }
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

/// Télécharge tous les fichiers ensemble, et rend le total reçu (Kio) et les erreurs, dans l'ordre demandé.
async fn tout_telecharger(fichiers: Vec<Fichier>) -> (u64, Vec<String>) {
    // ANCHOR: solution
    //~ // Un fichier après l'autre, et la première erreur fait oublier les suivants.
    //~ let mut total = 0;
    //~ for fichier in fichiers {
    //~     match telecharger(fichier).await {
    //~         Ok(kio) => total += kio,
    //~         Err(erreur) => return (total, vec![erreur]),
    //~     }
    //~ }
    //~ (total, Vec::new())
    let mut total = 0;
    let mut erreurs = Vec::new();
    let telechargements = fichiers.into_iter().map(telecharger);
    for resultat in futures::future::join_all(telechargements).await {
        match resultat {
            Ok(kio) => total += kio,
            Err(erreur) => erreurs.push(erreur),
        }
    }
    (total, erreurs)
    // ANCHOR_END: solution
}

#[async_std::main]
async fn main() {
    let debut = Instant::now();
    let fichiers = vec![
        Fichier { nom: "photos.zip", kio: 400, disponible: true },
        Fichier { nom: "brouillon.txt", kio: 100, disponible: false },
        Fichier { nom: "musique.ogg", kio: 300, disponible: true },
        Fichier { nom: "plan.png", kio: 200, disponible: false },
    ];
    let (total, erreurs) = tout_telecharger(fichiers).await;
    println!("{total} Kio reçus, erreurs : {erreurs:?}");
    println!("Durée totale : {:.2} s", debut.elapsed().as_secs_f64());
}
