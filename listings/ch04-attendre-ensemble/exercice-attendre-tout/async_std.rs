async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::{Duration, Instant};

/// Fait avancer toutes les futures ensemble, et rend leurs résultats dans l'ordre de la liste.
async fn attendre_tout<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    // ANCHOR: solution
    //~ // Une future après l'autre. À vous de les faire avancer ensemble.
    //~ let mut resultats = Vec::new();
    //~ for future in futures {
    //~     let mut future: Pin<Box<F>> = Box::pin(future);
    //~     // Ceci fait ce que ferait `future.await`, mais à la main.
    //~     let attente = poll_fn(|contexte| match future.as_mut().poll(contexte) {
    //~         Poll::Ready(valeur) => Poll::Ready(valeur),
    //~         Poll::Pending => Poll::Pending,
    //~     });
    //~     resultats.push(attente.await);
    //~ }
    //~ resultats
    let mut futures: Vec<Pin<Box<F>>> = futures.into_iter().map(Box::pin).collect();
    let mut resultats: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    poll_fn(|contexte| {
        let mut tout_est_la = true;
        for (future, resultat) in futures.iter_mut().zip(&mut resultats) {
            // Une future terminée ne s'interroge plus.
            if resultat.is_none() {
                match future.as_mut().poll(contexte) {
                    Poll::Ready(valeur) => *resultat = Some(valeur),
                    Poll::Pending => tout_est_la = false,
                }
            }
        }
        if tout_est_la { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    resultats.into_iter().flatten().collect()
    // ANCHOR_END: solution
}

async fn coureur(nom: &str, millis: u64) -> String {
    pause(Duration::from_millis(millis)).await;
    println!("{nom} arrive");
    nom.to_string()
}

#[async_std::main]
async fn main() {
    let debut = Instant::now();
    let course = vec![coureur("Inès", 500), coureur("Malo", 200), coureur("Zoé", 400)];
    let noms = attendre_tout(course).await;
    println!("Au départ : {}", noms.join(", "));
    println!("Course finie en {:.2} s", debut.elapsed().as_secs_f64());
}
