// ANCHOR: coeur
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Un éclat à la fin de chaque période, sans fin.
async fn clignoter(periode: Duration, eclats: Arc<AtomicU32>) {
    loop {
        pause(periode).await;
        eclats.fetch_add(1, Ordering::SeqCst);
        println!("voyant : un éclat");
    }
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

/// La valeur de `travail` ; tant qu'il dure, et pas après, le voyant clignote.
async fn avec_voyant<T>(
    travail: impl Future<Output = T>,
    periode: Duration,
    eclats: Arc<AtomicU32>,
) -> T {
    // ANCHOR: solution
    //~ // Le travail se fait, mais aucun voyant ne clignote.
    //~ let _ = (clignoter, periode, eclats);
    //~ travail.await
    let voyant = smol::spawn(clignoter(periode, eclats));
    let resultat = travail.await;
    voyant.cancel().await;
    resultat
    // ANCHOR_END: solution
}

fn main() {
    smol::block_on(async {
        let eclats = Arc::new(AtomicU32::new(0));
        let essorage = async {
            pause(Duration::from_millis(1_000)).await;
            "linge essoré"
        };
        println!(
            "{}",
            avec_voyant(essorage, Duration::from_millis(300), Arc::clone(&eclats)).await
        );
        pause(Duration::from_millis(500)).await;
        println!("{} éclats, et plus aucun ensuite", eclats.load(Ordering::SeqCst));
    })
}
