// ANCHOR: coeur
use std::time::{Duration, Instant};

async fn laver(linge: &str, debut: Instant) {
    println!("{:.2} s : {linge}, départ", debut.elapsed().as_secs_f64());
    pause(Duration::from_millis(600)).await;
    println!("{:.2} s : {linge}, terminé", debut.elapsed().as_secs_f64());
}

async fn dimanche() {
    let debut = Instant::now();
    let draps = laver("draps", debut); // une future : le sac est posé devant la machine
    // ANCHOR_END: coeur
    let chemises = smol::spawn(laver("chemises", debut));
    // ANCHOR: coeur
    pause(Duration::from_millis(900)).await;
    println!("{:.2} s : chapitre lu", debut.elapsed().as_secs_f64());
    draps.await;
    // ANCHOR_END: coeur
    chemises.await;
    // ANCHOR: coeur
    println!("{:.2} s : tout est propre", debut.elapsed().as_secs_f64());
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(dimanche())
}
