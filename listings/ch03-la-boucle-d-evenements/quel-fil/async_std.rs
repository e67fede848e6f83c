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
    let tache = async_std::task::spawn(nom_du_fil());
    dire("tâche lancée", &tache.await);
}

async fn sur_un_seul_fil() {
    let tache = async_std::task::spawn_local(nom_du_fil());
    dire("boucle d'un seul fil", &tache.await);
}

fn main() {
    async_std::task::block_on(par_defaut());
    async_std::task::block_on(sur_un_seul_fil());
}
