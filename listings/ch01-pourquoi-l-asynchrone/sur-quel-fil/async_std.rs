use async_std::task;

// ANCHOR: coeur
use std::thread;

async fn ou_suis_je(quoi: &str) {
    println!("{quoi} : {}", thread::current().name().unwrap_or("un fil sans nom"));
}
// ANCHOR_END: coeur

#[async_std::main]
async fn main() {
    ou_suis_je("main").await;
    task::spawn(ou_suis_je("une tâche")).await;
    task::spawn_local(ou_suis_je("une tâche locale")).await;
}
