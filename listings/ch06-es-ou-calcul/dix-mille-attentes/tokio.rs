// ANCHOR: coeur
use std::collections::HashSet;
use std::future::Future;
use std::sync::Mutex;
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};
use std::{fs, io};

const TACHES: usize = 10_000;
const FILS: usize = 100; // le bac à sable de la page n'en permet pas mille
const ATTENTE: Duration = Duration::from_secs(2);

static QUI: Mutex<Option<HashSet<ThreadId>>> = Mutex::new(None);

/// Une attente, puis la tâche note sur quel fil elle s'est réveillée.
async fn attendre() {
    pause(ATTENTE).await;
    let mut qui = QUI.lock().expect("aucune tâche ne panique");
    qui.get_or_insert_default().insert(thread::current().id());
}

/// La mémoire vive que tient ce programme, en Kio. Linux la donne dans ce fichier.
fn memoire() -> io::Result<f64> {
    let bilan = fs::read_to_string("/proc/self/smaps_rollup")?;
    let ligne = bilan.lines().find_map(|ligne| ligne.strip_prefix("Rss:"));
    let nombre = ligne.and_then(|ligne| ligne.split_whitespace().next()?.parse().ok());
    nombre.ok_or(io::ErrorKind::InvalidData.into())
}

/// La mémoire par fil, en Kio, quand `FILS` fils dorment.
fn peser_les_fils() -> io::Result<f64> {
    let avant = memoire()?;
    thread::scope(|ici| {
        for _ in 0..FILS {
            thread::Builder::new().spawn_scoped(ici, || thread::sleep(ATTENTE / 4))?;
        }
        thread::sleep(ATTENTE / 8);
        Ok((memoire()? - avant) / FILS as f64)
    })
}

async fn comparer<T: Future>(lancer: impl Fn() -> T) -> io::Result<()> {
    let (avant, debut) = (memoire()?, Instant::now());
    let taches: Vec<T> = (0..TACHES).map(|_| lancer()).collect();
    pause(ATTENTE / 2).await; // toutes dorment
    let une_tache = (memoire()? - avant) / TACHES as f64;
    for tache in taches {
        tache.await;
    }
    let duree = debut.elapsed().as_secs_f64();
    let fils = QUI.lock().expect("aucune tâche ne panique").as_ref().map_or(0, HashSet::len);
    println!("{TACHES} attentes de 2 s : {duree:.2} s, nombre de fils : {fils}");

    let un_fil = peser_les_fils()?;
    println!("Une tâche : {une_tache:.2} Kio");
    println!("Un fil : {un_fil:.1} Kio");
    println!("Un fil pèse {:.0} tâches", un_fil / une_tache);
    Ok(())
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    comparer(|| tokio::spawn(attendre())).await
}
