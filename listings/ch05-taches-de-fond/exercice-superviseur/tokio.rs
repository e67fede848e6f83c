// ANCHOR: coeur
use std::any::Any;
use std::future::Future;
use std::time::Duration;

/// Ce qu'il est advenu d'un ouvrier surveillé.
#[derive(Debug, PartialEq)]
struct Bilan {
    /// `None` si tous les essais ont échoué.
    resultat: Option<String>,
    relances: u32,
    /// La raison de chaque échec, dans l'ordre.
    motifs: Vec<String>,
}

/// Le message d'une panique : un texte figé ou mis en forme.
fn motif(panique: Box<dyn Any + Send>) -> String {
    match panique.downcast::<String>() {
        Ok(texte) => *texte,
        Err(autre) => match autre.downcast::<&str>() {
            Ok(texte) => texte.to_string(),
            Err(_) => "raison inconnue".to_string(),
        },
    }
}

/// La pompe à eau de la laverie : elle ne démarre qu'au troisième essai.
async fn pompe(essai: u32) -> Result<String, String> {
    println!("essai {essai}");
    pause(Duration::from_millis(100)).await;
    match essai {
        0 => Err("filtre bouché".to_string()),
        1 => panic!("courroie cassée"),
        _ => Ok("eau claire".to_string()),
    }
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

/// Lance `ouvrier(0)`, puis `ouvrier(1)`… chacun dans une tâche à lui, jusqu'à une réussite,
/// ou jusqu'à ce que `relances_max` relances aient échoué.
async fn superviser<F, O>(ouvrier: F, relances_max: u32) -> Bilan
where
    F: Fn(u32) -> O,
    O: Future<Output = Result<String, String>> + Send + 'static,
{
    // ANCHOR: solution
    //~ // Un seul essai, dans la tâche même du superviseur : une panique les emporte tous les deux.
    //~ let _ = (motif, relances_max);
    //~ match ouvrier(0).await {
    //~     Ok(valeur) => Bilan { resultat: Some(valeur), relances: 0, motifs: Vec::new() },
    //~     Err(echec) => Bilan { resultat: None, relances: 0, motifs: vec![echec] },
    //~ }
    let (mut relances, mut motifs) = (0, Vec::new());
    loop {
        let echec = match tokio::spawn(ouvrier(relances)).await {
            Ok(Ok(valeur)) => return Bilan { resultat: Some(valeur), relances, motifs },
            Ok(Err(echec)) => echec,
            Err(erreur) => motif(erreur.into_panic()),
        };
        motifs.push(echec);
        if relances == relances_max {
            return Bilan { resultat: None, relances, motifs };
        }
        relances += 1;
    }
    // ANCHOR_END: solution
}

#[tokio::main]
async fn main() {
    let bilan = superviser(pompe, 5).await;
    println!("{:?}, {} relances", bilan.resultat, bilan.relances);
    for motif in bilan.motifs {
        println!("- {motif}");
    }
}
