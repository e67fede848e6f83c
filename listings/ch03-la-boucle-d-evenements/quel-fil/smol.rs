// ANCHOR: coeur
use std::thread;

async fn nom_du_fil() -> String {
    thread::current().name().unwrap_or("sans nom").to_string()
}

fn dire(quoi: &str, fil: &str) {
    println!("{quoi} : fil « {fil} »");
}
// ANCHOR_END: coeur

async fn par_defaut() {
    dire("block_on", &nom_du_fil().await);
    let tache = smol::spawn(nom_du_fil());
    dire("tâche lancée", &tache.await);
}

async fn sur_un_seul_fil() {
    let boucle = smol::LocalExecutor::new();
    let tache = boucle.spawn(nom_du_fil());
    dire("boucle d'un seul fil", &boucle.run(tache).await);
}

fn main() {
    smol::block_on(par_defaut());
    smol::block_on(sur_un_seul_fil());
}
