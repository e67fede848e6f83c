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
    futures::join!(bloquer(), bloquer());
    // ANCHOR: coeur
    annoncer("Attendues ensemble, dans une seule tâche", debut);

    let debut = Instant::now();
    // ANCHOR_END: coeur
    let gauche = async_std::task::spawn(bloquer());
    let droite = async_std::task::spawn(bloquer());
    futures::join!(gauche, droite);
    // ANCHOR: coeur
    annoncer("Lancées, chacune dans sa tâche", debut);
}
// ANCHOR_END: coeur

fn main() {
    // Par défaut, un fil par cœur : on en demande deux, même sur une machine à un seul cœur.
    // async-std lit cette variable à son premier usage. La modifier est sûr ici, et ici
    // seulement : aucun autre fil n'existe encore.
    unsafe { std::env::set_var("ASYNC_STD_THREAD_COUNT", "2") };
    async_std::task::block_on(comparer());
}
