use std::thread;
use std::time::{Duration, Instant};

/// Exécute `travail` sur un fil à part, et rend sa valeur sans bloquer le fil qui attend.
async fn a_part<T, F>(travail: F) -> T
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    // ANCHOR: solution
    //~ // À vous : un fil, un canal pour une seule valeur.
    //~ travail()
    let (envoi, recu) = futures::channel::oneshot::channel();
    thread::spawn(move || {
        let _ = envoi.send(travail()); // échoue si plus personne n'attend : tant pis
    });
    recu.await.expect("le travail n'a pas paniqué")
    // ANCHOR_END: solution
}

async fn depeche(debut: Instant) {
    pause(Duration::from_millis(200)).await;
    println!("[{:.2} s] une dépêche", debut.elapsed().as_secs_f64());
}

fn recompter(debut: Instant) -> u32 {
    thread::sleep(Duration::from_millis(500));
    println!("[{:.2} s] recompté", debut.elapsed().as_secs_f64());
    14_000
}

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    let debut = Instant::now();
    let (voix, ()) = futures::join!(a_part(move || recompter(debut)), depeche(debut));
    println!("{voix} voix");
}
