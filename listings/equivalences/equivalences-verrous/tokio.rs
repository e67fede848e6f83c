// ANCHOR: coeur
fn afficher(verrou: u32, troisieme_permis: bool) {
    println!("Verrou : {verrou}");
    println!("Sémaphore : deux permis, puis {}", if troisieme_permis { "un" } else { "aucun" });
}
// ANCHOR_END: coeur

tokio::task_local! {
    static NOM: &'static str;
}

#[tokio::main]
async fn main() {
    let verrou = tokio::sync::Mutex::new(0);
    for _ in 0..3 {
        *verrou.lock().await += 1;
    }

    let semaphore = tokio::sync::Semaphore::new(2);
    let _permis = (semaphore.acquire().await, semaphore.acquire().await);
    afficher(verrou.into_inner(), semaphore.try_acquire().is_ok());

    let barriere = tokio::sync::Barrier::new(2);
    tokio::join!(barriere.wait(), barriere.wait());
    println!("Barrière : les deux sont là");

    let cellule = tokio::sync::OnceCell::new();
    for _ in 0..2 {
        cellule.get_or_init(async || 42).await;
    }
    println!("Une seule fois : {}", cellule.get().expect("elle est pleine"));

    let partage = tokio::sync::RwLock::new("lu");
    assert_eq!(*partage.read().await, *partage.read().await); // deux lecteurs à la fois
    *partage.write().await = "écrit";

    let signal = tokio::sync::Notify::new();
    signal.notify_one();
    signal.notified().await;

    NOM.scope("Ada", async { assert_eq!(NOM.get(), "Ada") }).await;
}
