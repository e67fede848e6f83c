// ANCHOR: coeur
use std::env;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

// Une faute commise exprès : elle occupe un fil, quel que soit le nombre de cœurs.
async fn occuper_un_fil() {
    thread::sleep(Duration::from_millis(500));
}

// Une variable d'environnement est lue au démarrage : ce programme se relance donc lui-même,
// comme vous le feriez dans un terminal.
fn relancer_avec(fils: &str) {
    let moi = env::current_exe().expect("le chemin de ce programme");
    let code = Command::new(moi).args(env::args_os().skip(1)).env(VARIABLE, fils).status();
    assert!(code.expect("ce programme se relance").success());
}

fn main() {
    let Ok(fils) = env::var(VARIABLE) else {
        relancer_avec("1");
        relancer_avec("2");
        return;
    };
    let debut = Instant::now();
    deux_taches();
    println!("{fils} fil(s) : {:.2} s", debut.elapsed().as_secs_f64());
}
// ANCHOR_END: coeur

const VARIABLE: &str = "SMOL_THREADS";

fn deux_taches() {
    smol::block_on(async {
        let premiere = smol::spawn(occuper_un_fil());
        let seconde = smol::spawn(occuper_un_fil());
        premiere.await;
        seconde.await;
    });
}
