use smol::LocalExecutor;

// ANCHOR: coeur
use std::thread;

async fn ou_suis_je(quoi: &str) {
    println!("{quoi} : {}", thread::current().name().unwrap_or("un fil sans nom"));
}
// ANCHOR_END: coeur

fn main() {
    smol::block_on(async {
        ou_suis_je("main").await;
        smol::spawn(ou_suis_je("une tâche")).await;
        let local = LocalExecutor::new();
        local.run(local.spawn(ou_suis_je("une tâche locale"))).await;
    });
}
