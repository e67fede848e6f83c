use std::sync::LazyLock;

use tokio::runtime::Runtime;

// ANCHOR: coeur
use std::future::Future;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, thread};

/// La meilleure de cinq mesures : les autres comptent aussi ce que fait le reste de la machine.
fn chronometrer(mut action: impl FnMut()) -> f64 {
    let mesures = (0..5).map(|_| {
        let debut = Instant::now();
        action();
        debut.elapsed().as_secs_f64()
    });
    mesures.fold(f64::INFINITY, f64::min)
}

/// Cent à la fois : mille fils vivants ensemble, c'est plus que ce que permet le bac à sable.
fn mille_fils() {
    for lot in 0..10 {
        let creer = |n| thread::spawn(move || black_box(lot * 100 + n));
        let fils: Vec<_> = (0..100).map(creer).collect();
        fils.into_iter().for_each(|fil| drop(fil.join()));
    }
}

/// Exécute une seconde fois ce programme, qui se termine aussitôt.
fn un_processus() {
    let programme = env::current_exe().expect("ce programme est un fichier");
    let arguments = env::args().skip(1);
    let fin = Command::new(programme).args(arguments).env("ENFANT", "1").status();
    assert!(fin.is_ok_and(|statut| statut.success()));
}

fn main() {
    if env::var_os("ENFANT").is_some() {
        return;
    }
    let tache = chronometrer(mille_taches) / 1_000.0;
    let fil = chronometrer(mille_fils) / 1_000.0;
    let processus = chronometrer(un_processus);
    println!("Créer un fil : {:.0} fois le prix d'une tâche", fil / tache);
    println!("Créer un processus : {:.0} fois le prix d'un fil", processus / fil);
    println!("Une attente : {} octets", size_of_val(&attente()));
}
// ANCHOR_END: coeur

// Démarré une fois pour toutes, comme le sont ceux des deux autres onglets.
static TOKIO: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("tokio démarre"));

fn mille_taches() {
    TOKIO.block_on(async {
        let taches: Vec<_> =
            (0..1_000).map(|n| tokio::spawn(async move { black_box(n) })).collect();
        for tache in taches {
            tache.await.expect("la tâche n'a pas paniqué");
        }
    })
}

fn attente() -> impl Future {
    async { tokio::time::sleep(Duration::from_secs(1)).await }
}
