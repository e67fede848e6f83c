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
    smol::future::zip(bloquer(), bloquer()).await;
    // ANCHOR: coeur
    annoncer("Attendues ensemble, dans une seule tâche", debut);

    let debut = Instant::now();
    // ANCHOR_END: coeur
    let (gauche, droite) = (smol::spawn(bloquer()), smol::spawn(bloquer()));
    smol::future::zip(gauche, droite).await;
    // ANCHOR: coeur
    annoncer("Lancées, chacune dans sa tâche", debut);
}
// ANCHOR_END: coeur

fn main() {
    smol::block_on(comparer())
}
