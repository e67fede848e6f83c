// ANCHOR: coeur
fn afficher(verrou: u32, troisieme_permis: bool) {
    println!("Verrou : {verrou}");
    println!("Sémaphore : deux permis, puis {}", if troisieme_permis { "un" } else { "aucun" });
}
// ANCHOR_END: coeur

async fn comparer() {
    let verrou = smol::lock::Mutex::new(0);
    for _ in 0..3 {
        *verrou.lock().await += 1;
    }

    let semaphore = smol::lock::Semaphore::new(2);
    let _permis = (semaphore.acquire().await, semaphore.acquire().await);
    afficher(verrou.into_inner(), semaphore.try_acquire().is_some());

    let barriere = smol::lock::Barrier::new(2);
    smol::future::zip(barriere.wait(), barriere.wait()).await;
    println!("Barrière : les deux sont là");

    let cellule = smol::lock::OnceCell::new();
    for _ in 0..2 {
        cellule.get_or_init(async || 42).await;
    }
    println!("Une seule fois : {}", cellule.get().expect("elle est pleine"));

    let partage = smol::lock::RwLock::new("lu");
    assert_eq!(*partage.read().await, *partage.read().await); // deux lecteurs à la fois
    *partage.write().await = "écrit";
}

fn main() {
    smol::block_on(comparer());
}
