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

fn deux_fils() {
    async_std::task::block_on(async {
        let tache = async_std::task::spawn(laver());
        occuper_main();
        tache.await;
    });
}

fn un_seul_fil() {
    async_std::task::block_on(async {
        let tache = async_std::task::spawn_local(laver());
        occuper_main();
        tache.await;
    });
}
