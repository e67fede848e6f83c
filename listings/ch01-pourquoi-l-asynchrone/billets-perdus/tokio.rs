use tokio::task::{LocalSet, spawn_local};

// ANCHOR: coeur
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

async fn vendre(nom: &str, billets: u32, restants: Rc<Cell<u32>>) {
    let lus = restants.get();
    println!("{nom} : je lis {lus}");
    pause(Duration::from_millis(400)).await; // la banque valide le paiement
    restants.set(lus - billets);
    println!("{nom} : j'écris {}", lus - billets);
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let un_seul_fil = LocalSet::new();
    un_seul_fil.run_until(caisses()).await;
}

async fn caisses() {
    let restants = Rc::new(Cell::new(10));
    let ada = spawn_local(vendre("Ada", 4, restants.clone()));
    pause(Duration::from_millis(200)).await;
    let basile = spawn_local(vendre("Basile", 3, restants.clone()));
    ada.await.expect("la vente n'a pas paniqué");
    basile.await.expect("la vente n'a pas paniqué");
    println!("10 billets, 7 vendus, il en reste {}", restants.get());
}
