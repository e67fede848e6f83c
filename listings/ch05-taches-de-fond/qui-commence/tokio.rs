// ANCHOR: coeur
use std::thread;
use std::time::Duration;

async fn laver() {
    println!("- la tâche commence");
}

// Une faute commise exprès : 0,3 s sans un seul `await`.
fn occuper_main() {
    thread::sleep(Duration::from_millis(300));
    println!("- main continue");
}

fn main() {
    println!("La tâche a un autre fil que main :");
    deux_fils();
    println!("La tâche et main ont le même fil :");
    un_seul_fil();
}
// ANCHOR_END: coeur

#[tokio::main]
async fn deux_fils() {
    let tache = tokio::spawn(laver());
    occuper_main();
    tache.await.expect("elle ne panique pas");
}

#[tokio::main(flavor = "current_thread")]
async fn un_seul_fil() {
    let tache = tokio::spawn(laver());
    occuper_main();
    tache.await.expect("elle ne panique pas");
}
