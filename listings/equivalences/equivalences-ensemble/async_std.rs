use async_std::prelude::FutureExt;
use async_std::stream::StreamExt;

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
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    let (un, deux) = futures::join!(apres(1), apres(2));
    println!("Deux : {un} et {deux}");

    let liste = futures::future::join_all([apres(1), apres(2), apres(3)]).await;
    println!("Une liste : {liste:?}");

    if let Err(erreur) = futures::try_join!(essayer(1), essayer(2)) {
        println!("La première erreur : {erreur}");
    }

    let premiere = apres(1).race(apres(2)).await;
    println!("La première finie : {premiere}");

    if async_std::future::timeout(DIXIEME, apres(2)).await.is_err() {
        println!("Délai dépassé");
    }

    let mut ensemble = futures::stream::FuturesUnordered::new();
    ensemble.push(apres(2));
    ensemble.push(apres(1));
    while let Some(finie) = ensemble.next().await {
        println!("Dès qu'elle finit : {finie}");
    }
}
