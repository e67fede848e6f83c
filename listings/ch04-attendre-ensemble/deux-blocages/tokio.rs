// ANCHOR: coeur
use std::thread;
use std::time::{Duration, Instant};

// Une fonction bloquante dans une fonction asynchrone : aucun `await` ici.
async fn bloquer() {
    thread::sleep(Duration::from_millis(600));
}

fn annoncer(cas: &str, debut: Instant) {
    println!("{cas} : {:.2} s", debut.elapsed().as_secs_f64());
}

async fn comparer() {
    let debut = Instant::now();
    // ANCHOR_END: coeur
    tokio::join!(bloquer(), bloquer());
    // ANCHOR: coeur
    annoncer("Attendues ensemble, dans une seule tâche", debut);

    let debut = Instant::now();
    // ANCHOR_END: coeur
    let (gauche, droite) = (tokio::spawn(bloquer()), tokio::spawn(bloquer()));
    let (gauche, droite) = tokio::join!(gauche, droite);
    gauche.and(droite).expect("aucune des deux ne panique");
    // ANCHOR: coeur
    annoncer("Lancées, chacune dans sa tâche", debut);
}
// ANCHOR_END: coeur

// Par défaut, un fil par cœur : on en demande deux, même sur une machine à un seul cœur.
#[tokio::main(worker_threads = 2)]
async fn main() {
    comparer().await;
}
