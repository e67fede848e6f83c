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
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    let (un, deux) = tokio::join!(apres(1), apres(2));
    println!("Deux : {un} et {deux}");

    let liste = futures::future::join_all([apres(1), apres(2), apres(3)]).await;
    println!("Une liste : {liste:?}");

    if let Err(erreur) = tokio::try_join!(essayer(1), essayer(2)) {
        println!("La première erreur : {erreur}");
    }

    let premiere = tokio::select! { n = apres(1) => n, n = apres(2) => n };
    println!("La première finie : {premiere}");

    if tokio::time::timeout(DIXIEME, apres(2)).await.is_err() {
        println!("Délai dépassé");
    }

    let mut ensemble = tokio::task::JoinSet::new();
    ensemble.spawn(apres(2));
    ensemble.spawn(apres(1));
    while let Some(finie) = ensemble.join_next().await {
        println!("Dès qu'elle finit : {}", finie.expect("elle ne panique pas"));
    }
}
