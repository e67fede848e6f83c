use std::collections::HashSet;
use std::sync::Mutex;
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

/// Ce que le banc observe. Chaque lecture s'y inscrit, au début et à la fin.
#[derive(Default)]
struct Observateur {
    en_cours: usize,
    maximum: usize,
    fils: HashSet<ThreadId>,
}

type Banc = Mutex<Observateur>;

fn entrer(banc: &Banc) {
    let mut banc = banc.lock().expect("aucune lecture ne panique");
    banc.en_cours += 1;
    banc.maximum = banc.maximum.max(banc.en_cours);
    banc.fils.insert(thread::current().id());
}

fn sortir(banc: &Banc) {
    let mut banc = banc.lock().expect("aucune lecture ne panique");
    banc.en_cours -= 1;
    banc.fils.insert(thread::current().id());
}

/// Une lecture bloquante de `millis` millisecondes. Elle rend le nombre d'octets lus.
fn lire(millis: u64, banc: &Banc) -> u64 {
    entrer(banc);
    thread::sleep(Duration::from_millis(millis));
    sortir(banc);
    millis * 1_024
}

/// La même, asynchrone.
async fn lire_async(millis: u64, banc: &Banc) -> u64 {
    entrer(banc);
    pause(Duration::from_millis(millis)).await;
    sortir(banc);
    millis * 1_024
}

#[derive(Debug)]
struct Mesure {
    octets: Vec<u64>, // dans l'ordre des lectures
    duree: Duration,
    maximum: usize, // lectures en cours à la fois, au plus
    fils: usize,    // fils qui ont lu
}

/// La mesure commencée à `debut`, terminée maintenant.
fn conclure(octets: Vec<u64>, debut: Instant, banc: &Banc) -> Mesure {
    let banc = banc.lock().expect("aucune lecture ne panique");
    Mesure { octets, duree: debut.elapsed(), maximum: banc.maximum, fils: banc.fils.len() }
}

/// L'une après l'autre.
fn en_sequence(lectures: &[u64]) -> Mesure {
    let (banc, debut) = (Banc::default(), Instant::now());
    let octets = lectures.iter().map(|millis| lire(*millis, &banc)).collect();
    conclure(octets, debut, &banc)
}

/// Un fil par lecture.
fn par_fils(lectures: &[u64]) -> Mesure {
    // ANCHOR: solution
    //~ // À vous : lancez tous les fils avant d'en attendre un seul.
    //~ en_sequence(lectures)
    let (banc, debut) = (Banc::default(), Instant::now());
    let octets = thread::scope(|ici| {
        let banc = &banc;
        let lancer = |millis: &u64| {
            let millis = *millis;
            ici.spawn(move || lire(millis, banc))
        };
        let fils: Vec<_> = lectures.iter().map(lancer).collect();
        fils.into_iter().map(|fil| fil.join().expect("aucune lecture ne panique")).collect()
    });
    conclure(octets, debut, &banc)
    // ANCHOR_END: solution
}

/// Les lectures avancent ensemble, sur le fil qui attend.
async fn en_asynchrone(lectures: &[u64]) -> Mesure {
    // ANCHOR: solution
    //~ // À vous : une future par lecture, et une attente commune.
    //~ en_sequence(lectures)
    let (banc, debut) = (Banc::default(), Instant::now());
    let octets =
        futures::future::join_all(lectures.iter().map(|millis| lire_async(*millis, &banc)));
    let octets = octets.await;
    conclure(octets, debut, &banc)
    // ANCHOR_END: solution
}

fn annoncer(nom: &str, mesure: &Mesure) {
    let Mesure { octets, duree, maximum, fils } = mesure;
    let (kio, duree) = (octets.iter().sum::<u64>() / 1_024, duree.as_secs_f64());
    println!("{nom} : {kio} Kio en {duree:.2} s, {maximum} à la fois, nombre de fils : {fils}");
}

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    let lectures = [400, 100, 200, 300];
    annoncer("Séquentiel", &en_sequence(&lectures));
    annoncer("Fils", &par_fils(&lectures));
    annoncer("Asynchrone", &en_asynchrone(&lectures).await);
}
