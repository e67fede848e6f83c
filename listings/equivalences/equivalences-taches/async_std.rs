use async_std::stream::StreamExt;

// ANCHOR: coeur
use std::time::Duration;

const COURT: Duration = Duration::from_millis(100);
const LONG: Duration = Duration::from_millis(300);

async fn reponse() -> u32 {
    pause(COURT).await;
    42
}

async fn finir() {
    pause(COURT).await;
    println!("Laissée seule, elle finit");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    let tache = async_std::task::spawn(reponse());
    println!("Une tâche rend {}", tache.await);

    let tache = async_std::task::spawn_local(reponse());
    println!("Sur ce fil, elle rend {}", tache.await);

    let mut battements = async_std::stream::interval(COURT);
    for n in 1..=3 {
        battements.next().await;
        println!("Battement {n}");
    }

    let tache = async_std::task::spawn(std::future::pending::<()>());
    async_std::task::yield_now().await;
    if tache.cancel().await.is_none() {
        println!("Annulée avant sa fin");
    }

    drop(async_std::task::spawn(finir())); // libérer la poignée laisse courir la tâche
    pause(LONG).await;
}
