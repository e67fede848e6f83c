// ANCHOR: coeur
use std::future::Future;
use std::time::{Duration, Instant};

use rayon::prelude::*;

/// Simule une élection aux votes tirés au sort, mais reproductibles. La liste A l'emporte-t-elle ?
fn a_gagne(simulation: u64) -> bool {
    let mut etat = simulation;
    let voter = |_: &u32| {
        etat = etat.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        etat >> 63 == 1
    };
    (0..5_001).filter(voter).count() > 2_500
}

const SIMULATIONS: u64 = 4_000;

/// Sur le fil qui l'appelle.
fn projeter() -> usize {
    (0..SIMULATIONS).filter(|n| a_gagne(*n)).count()
}

/// Sur tous les cœurs : rayon découpe l'intervalle.
fn projeter_ensemble() -> usize {
    (0..SIMULATIONS).into_par_iter().filter(|n| a_gagne(*n)).count()
}

/// Sonne toutes les 20 ms, trente fois, puis donne son pire retard.
async fn horloge() -> Duration {
    let mut pire = Duration::ZERO;
    for _ in 0..30 {
        let prevue = Instant::now() + Duration::from_millis(20);
        pause(Duration::from_millis(20)).await;
        pire = pire.max(prevue.elapsed());
    }
    pire
}

/// La valeur d'un calcul, et sa durée.
async fn chronometrer(calcul: impl Future<Output = usize>) -> (usize, Duration) {
    let debut = Instant::now();
    (calcul.await, debut.elapsed())
}

fn annoncer(lieu: &str, retard: Duration, (victoires, duree): (usize, Duration)) {
    let part = retard.as_secs_f64() / duree.as_secs_f64();
    println!("{lieu} : A gagne {victoires} fois sur {SIMULATIONS}. Retard / calcul : {part:.1}");
}

async fn comparer() {
    // ANCHOR_END: coeur
    let (retard, projection) =
        smol::future::zip(horloge(), chronometrer(async { projeter() })).await;
    // ANCHOR: coeur
    annoncer("Sur la boucle", retard, projection);
    // ANCHOR_END: coeur
    let (retard, projection) = smol::future::zip(horloge(), chronometrer(chez_rayon())).await;
    // ANCHOR: coeur
    annoncer("Chez rayon", retard, projection);
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

async fn chez_rayon() -> usize {
    let (envoi, recu) = smol::channel::bounded(1);
    rayon::spawn(move || {
        let _ = envoi.try_send(projeter_ensemble()); // échoue si plus personne n'attend : tant pis
    });
    recu.recv().await.expect("rayon a répondu")
}

fn main() {
    smol::block_on(comparer())
}
