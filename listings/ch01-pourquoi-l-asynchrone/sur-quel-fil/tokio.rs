use tokio::task::{LocalSet, spawn_local};

// ANCHOR: coeur
use std::thread;

async fn ou_suis_je(quoi: &str) {
    println!("{quoi} : {}", thread::current().name().unwrap_or("un fil sans nom"));
}
// ANCHOR_END: coeur

#[tokio::main]
async fn main() {
    ou_suis_je("main").await;
    let tache = tokio::spawn(ou_suis_je("une tâche"));
    tache.await.expect("la tâche n'a pas paniqué");
    LocalSet::new()
        .run_until(async {
            let tache = spawn_local(ou_suis_je("une tâche locale"));
            tache.await.expect("la tâche n'a pas paniqué");
        })
        .await;
}
