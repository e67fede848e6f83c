// ANCHOR: coeur
use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::task::Poll;

static TOURS: AtomicU32 = AtomicU32::new(0);
static FERME: AtomicBool = AtomicBool::new(false);

// Une main rendue, une seule : la tâche redevient prête aussitôt.
async fn ceder() {
    let mut deja = false;
    poll_fn(|contexte| {
        if deja {
            return Poll::Ready(());
        }
        deja = true;
        contexte.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}

// Coopérative, mais toujours prête : elle rend la main à chaque mot.
async fn bavarde() {
    while !FERME.load(Relaxed) {
        TOURS.fetch_add(1, Relaxed);
        ceder().await;
    }
}

// La future donnée à `block_on`.
async fn principale() {
    for passage in 1..=4 {
        println!("passage {passage} : la bavarde a eu {} tours", TOURS.load(Relaxed));
        ceder().await;
    }
    FERME.store(true, Relaxed);
}
// ANCHOR_END: coeur

fn main() {
    let boucle = smol::LocalExecutor::new();
    let bavarde = boucle.spawn(bavarde());
    smol::block_on(boucle.run(async {
        principale().await;
        bavarde.await;
    }));
}
