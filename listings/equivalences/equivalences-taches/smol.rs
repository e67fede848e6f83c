use smol::stream::StreamExt;

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
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(async {
        let tache = smol::spawn(reponse());
        println!("Une tâche rend {}", tache.await);

        let ici = smol::LocalExecutor::new();
        let tache = ici.spawn(reponse());
        println!("Sur ce fil, elle rend {}", ici.run(tache).await);

        let mut battements = smol::Timer::interval(COURT);
        for n in 1..=3 {
            battements.next().await;
            println!("Battement {n}");
        }

        let tache = smol::spawn(std::future::pending::<()>());
        smol::future::yield_now().await;
        if tache.cancel().await.is_none() {
            println!("Annulée avant sa fin");
        }

        smol::spawn(finir()).detach(); // libérer la poignée annulerait la tâche
        pause(LONG).await;
    });
}
