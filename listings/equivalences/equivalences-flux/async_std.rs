use async_std::stream::StreamExt;

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
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    let mut flux = async_std::stream::from_iter([1, 2, 3]);
    print!("Parcourir :");
    while let Some(n) = flux.next().await {
        print!(" {n}");
    }
    println!();

    let puissances = futures::stream::unfold(1, doubler);
    println!("Fabriquer : {:?}", puissances.collect::<Vec<_>>().await);

    let attentes = async_std::stream::from_iter([1, 4, 2]).map(apres);
    let deux = futures::StreamExt::buffer_unordered(attentes, 2);
    println!("Deux à la fois : {:?}", deux.collect::<Vec<_>>().await);

    let (pairs, impairs) =
        (async_std::stream::from_iter([0, 2]), async_std::stream::from_iter([1, 3]));
    let tous = pairs.merge(impairs);
    assert_eq!(tous.count().await, 4);
}
