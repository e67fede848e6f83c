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
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    let tache = tokio::spawn(reponse());
    println!("Une tâche rend {}", tache.await.expect("elle ne panique pas"));

    let ici = tokio::task::LocalSet::new();
    let valeur = ici.run_until(async { tokio::task::spawn_local(reponse()).await });
    println!("Sur ce fil, elle rend {}", valeur.await.expect("elle ne panique pas"));

    let mut battements = tokio::time::interval(COURT);
    for n in 1..=3 {
        battements.tick().await;
        println!("Battement {n}");
    }

    let tache = tokio::spawn(std::future::pending::<()>());
    tokio::task::yield_now().await;
    tache.abort();
    if tache.await.is_err_and(|erreur| erreur.is_cancelled()) {
        println!("Annulée avant sa fin");
    }

    drop(tokio::spawn(finir())); // libérer la poignée laisse courir la tâche
    pause(LONG).await;
}
