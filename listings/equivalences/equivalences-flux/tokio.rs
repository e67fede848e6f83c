use futures::StreamExt;

// ANCHOR: coeur
use std::time::Duration;

const DIXIEME: Duration = Duration::from_millis(100);

async fn apres(dixiemes: u32) -> u32 {
    pause(DIXIEME * dixiemes).await;
    dixiemes
}

/// L'état, puis la valeur qu'il donne et l'état suivant ; `None` pour finir.
async fn doubler(n: u32) -> Option<(u32, u32)> {
    (n < 16).then_some((n, 2 * n))
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    let mut flux = futures::stream::iter([1, 2, 3]);
    print!("Parcourir :");
    while let Some(n) = flux.next().await {
        print!(" {n}");
    }
    println!();

    let puissances = futures::stream::unfold(1, doubler);
    println!("Fabriquer : {:?}", puissances.collect::<Vec<_>>().await);

    let attentes = futures::stream::iter([1, 4, 2]).map(apres);
    println!("Deux à la fois : {:?}", attentes.buffer_unordered(2).collect::<Vec<_>>().await);

    let (pairs, impairs) = (futures::stream::iter([0, 2]), futures::stream::iter([1, 3]));
    let tous = futures::stream::select(pairs, impairs);
    assert_eq!(tous.count().await, 4);
}
