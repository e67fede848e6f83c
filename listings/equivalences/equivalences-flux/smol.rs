use futures_concurrency::stream::Merge;
use smol::stream::StreamExt;

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
    smol::Timer::after(duree).await;
}

async fn comparer() {
    let mut flux = smol::stream::iter([1, 2, 3]);
    print!("Parcourir :");
    while let Some(n) = flux.next().await {
        print!(" {n}");
    }
    println!();

    let puissances = smol::stream::unfold(1, doubler);
    println!("Fabriquer : {:?}", puissances.collect::<Vec<_>>().await);

    let attentes = smol::stream::iter([1, 4, 2]).map(apres);
    let deux = futures::StreamExt::buffer_unordered(attentes, 2);
    println!("Deux à la fois : {:?}", deux.collect::<Vec<_>>().await);

    let (pairs, impairs) = (smol::stream::iter([0, 2]), smol::stream::iter([1, 3]));
    let tous = (pairs, impairs).merge();
    assert_eq!(tous.count().await, 4);

    // La course de deux flux épuisés n'est pas épuisée : elle répond « pas encore », pour toujours.
    let course = smol::stream::race(smol::stream::iter([0]), smol::stream::iter([1]));
    assert_eq!(smol::future::poll_once(course.count()).await, None);
}

fn main() {
    smol::block_on(comparer());
}
