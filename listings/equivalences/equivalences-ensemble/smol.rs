use futures_concurrency::future::Join;
use smol::stream::StreamExt;

// ANCHOR: coeur
use std::time::Duration;

const DIXIEME: Duration = Duration::from_millis(100);

async fn apres(dixiemes: u32) -> u32 {
    pause(DIXIEME * dixiemes).await;
    dixiemes
}

async fn essayer(dixiemes: u32) -> Result<u32, &'static str> {
    pause(DIXIEME * dixiemes).await;
    if dixiemes == 1 { Err("panne") } else { Ok(dixiemes) }
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

async fn comparer() {
    let (un, deux) = smol::future::zip(apres(1), apres(2)).await;
    println!("Deux : {un} et {deux}");

    let liste = vec![apres(1), apres(2), apres(3)].join().await;
    println!("Une liste : {liste:?}");

    if let Err(erreur) = smol::future::try_zip(essayer(1), essayer(2)).await {
        println!("La première erreur : {erreur}");
    }

    let premiere = smol::future::or(apres(1), apres(2)).await;
    println!("La première finie : {premiere}");

    let limite = async {
        smol::Timer::after(DIXIEME).await;
        None
    };
    if smol::future::or(async { Some(apres(2).await) }, limite).await.is_none() {
        println!("Délai dépassé");
    }

    let mut ensemble = futures_concurrency::future::FutureGroup::new();
    ensemble.insert(apres(2));
    ensemble.insert(apres(1));
    let mut ensemble = std::pin::pin!(ensemble);
    while let Some(finie) = ensemble.next().await {
        println!("Dès qu'elle finit : {finie}");
    }
}

fn main() {
    smol::block_on(comparer());
}
