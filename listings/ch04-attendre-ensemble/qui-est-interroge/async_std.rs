// ANCHOR: coeur
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::time::{Duration, Instant};

// Observe une future, et affiche une ligne chaque fois qu'elle est interrogée.
async fn observer<F: Future>(nom: &str, debut: Instant, future: F) -> F::Output {
    let mut future = pin!(future);
    poll_fn(|contexte| {
        println!("{:.1} s : {nom} ?", debut.elapsed().as_secs_f64());
        future.as_mut().poll(contexte)
    })
    .await
}

async fn cuire(plat: &str, debut: Instant, millis: u64) {
    observer(plat, debut, pause(Duration::from_millis(millis))).await;
}

async fn repas() {
    let debut = Instant::now();
    // ANCHOR_END: coeur
    futures::join!(
        cuire("soupe", debut, 200),
        cuire("gratin", debut, 400),
        cuire("tarte", debut, 600)
    );
    // ANCHOR: coeur
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    repas().await;
}
