// ANCHOR: coeur
fn afficher(verrou: u32, troisieme_permis: bool) {
    println!("Verrou : {verrou}");
    println!("Sémaphore : deux permis, puis {}", if troisieme_permis { "un" } else { "aucun" });
}
// ANCHOR_END: coeur

async_std::task_local! {
    static NOM: std::cell::Cell<&'static str> = std::cell::Cell::new("Ada");
}

#[async_std::main]
async fn main() {
    let verrou = async_std::sync::Mutex::new(0);
    for _ in 0..3 {
        *verrou.lock().await += 1;
    }

    // async-std n'a ni sémaphore ni cellule : ceux de smol conviennent à tous.
    let semaphore = smol::lock::Semaphore::new(2);
    let _permis = (semaphore.acquire().await, semaphore.acquire().await);
    afficher(verrou.into_inner(), semaphore.try_acquire().is_some());

    let barriere = async_std::sync::Barrier::new(2);
    futures::join!(barriere.wait(), barriere.wait());
    println!("Barrière : les deux sont là");

    let cellule = smol::lock::OnceCell::new();
    for _ in 0..2 {
        cellule.get_or_init(async || 42).await;
    }
    println!("Une seule fois : {}", cellule.get().expect("elle est pleine"));

    let partage = async_std::sync::RwLock::new("lu");
    assert_eq!(*partage.read().await, *partage.read().await); // deux lecteurs à la fois
    *partage.write().await = "écrit";

    assert_eq!(NOM.with(|nom| nom.get()), "Ada");
}
