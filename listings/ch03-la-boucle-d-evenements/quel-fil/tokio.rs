// ANCHOR: coeur
use std::thread;

async fn nom_du_fil() -> String {
    thread::current().name().unwrap_or("sans nom").to_string()
}

fn dire(quoi: &str, fil: &str) {
    println!("{quoi} : fil « {fil} »");
}
// ANCHOR_END: coeur

#[tokio::main]
async fn par_defaut() {
    dire("block_on", &nom_du_fil().await);
    let tache = tokio::spawn(nom_du_fil());
    dire("tâche lancée", &tache.await.expect("elle ne panique pas"));
}

#[tokio::main(flavor = "current_thread")]
async fn sur_un_seul_fil() {
    let tache = tokio::spawn(nom_du_fil());
    dire("boucle d'un seul fil", &tache.await.expect("elle ne panique pas"));
}

fn main() {
    par_defaut();
    sur_un_seul_fil();
}
