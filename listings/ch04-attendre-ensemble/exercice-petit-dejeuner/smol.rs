// ANCHOR: coeur
use std::time::{Duration, Instant};

async fn preparer(quoi: &str, millis: u64) -> String {
    println!("{quoi} : début");
    pause(Duration::from_millis(millis)).await;
    println!("{quoi} : fin");
    format!("{quoi} à table")
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

/// Prépare le café et les tartines, et rend les deux annonces, le café d'abord.
async fn petit_dejeuner(cafe: u64, tartines: u64) -> (String, String) {
    // ANCHOR: solution
    //~ // Ces deux lignes attendent l'une après l'autre. Attendez les deux ensemble.
    //~ let cafe = preparer("café", cafe).await;
    //~ let tartines = preparer("tartines", tartines).await;
    //~ (cafe, tartines)
    smol::future::zip(preparer("café", cafe), preparer("tartines", tartines)).await
    // ANCHOR_END: solution
}

fn main() {
    smol::block_on(async {
        let debut = Instant::now();
        let (cafe, tartines) = petit_dejeuner(600, 400).await;
        println!("{cafe}, {tartines}");
        println!("Servi en {:.2} s", debut.elapsed().as_secs_f64());
    })
}
