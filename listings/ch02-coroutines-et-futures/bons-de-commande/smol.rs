use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use smol::{Timer, fs};

// ANCHOR: coeur
type Resultat<T> = Result<T, Box<dyn Error>>;

// Une fonction ordinaire : découper une ligne n'attend rien ni personne.
fn analyser(ligne: &str) -> Resultat<(u32, &str)> {
    let (quantite, article) = ligne.split_once(' ').ok_or("il manque la quantité")?;
    Ok((quantite.parse()?, article))
}

async fn prix(article: &str) -> Resultat<u32> {
    // ANCHOR_END: coeur
    Timer::after(Duration::from_millis(300)).await; // la caisse répond
    // ANCHOR: coeur
    match article {
        "croissants" => Ok(120),
        "baguettes" => Ok(110),
        _ => Err(format!("« {article} » n'est pas à la carte").into()),
    }
}

async fn facturer(bon: &Path, depart: Instant) -> Resultat<u32> {
    let texte = fs::read_to_string(bon).await?;
    let mut total = 0;
    for ligne in texte.lines() {
        let (quantite, article) = analyser(ligne)?;
        println!("[{:.2} s] {ligne} : à quel prix ?", depart.elapsed().as_secs_f64());
        total += quantite * prix(article).await?;
        println!("[{:.2} s] {ligne} : cumul {total}", depart.elapsed().as_secs_f64());
    }
    Ok(total)
}

async fn caisse() -> Resultat<()> {
    let bon = std::env::temp_dir().join(format!("bon-de-commande-{}", std::process::id()));
    let depart = Instant::now();
    for commande in ["4 croissants\n3 baguettes\n", "2 dragées\n5 baguettes\n"] {
        fs::write(&bon, commande).await?;
        match facturer(&bon, depart).await {
            Ok(total) => println!("Total : {total} centimes"),
            Err(erreur) => println!("[{:.2} s] Refusé : {erreur}", depart.elapsed().as_secs_f64()),
        }
    }
    Ok(fs::remove_file(&bon).await?)
}
// ANCHOR_END: coeur

fn main() -> Resultat<()> {
    smol::block_on(caisse())
}
