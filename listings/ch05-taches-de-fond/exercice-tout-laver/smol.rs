// ANCHOR: coeur
use std::time::{Duration, Instant};

async fn laver(linge: String, millis: u64) -> String {
    pause(Duration::from_millis(millis)).await;
    println!("{linge} : propre");
    linge
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

/// Lave chaque panier dans une tâche à lui, tous à la fois, et rend le linge dans l'ordre des paniers.
async fn tout_laver(paniers: Vec<(String, u64)>) -> Vec<String> {
    // ANCHOR: solution
    //~ // Chaque panier a sa tâche, et pourtant la seconde machine attend la première.
    //~ let mut rendus = Vec::new();
    //~ for (linge, millis) in paniers {
    //~     let ticket = smol::spawn(laver(linge, millis));
    //~     rendus.push(ticket.await);
    //~ }
    //~ rendus
    let mut tickets = Vec::new();
    for (linge, millis) in paniers {
        tickets.push(smol::spawn(laver(linge, millis)));
    }
    let mut rendus = Vec::new();
    for ticket in tickets {
        rendus.push(ticket.await);
    }
    rendus
    // ANCHOR_END: solution
}

fn main() {
    smol::block_on(async {
        let debut = Instant::now();
        let paniers = [("draps", 600), ("bas", 200), ("jeans", 400)];
        let rendus =
            tout_laver(paniers.map(|(linge, millis)| (linge.to_string(), millis)).to_vec()).await;
        println!("Rendus : {}", rendus.join(", "));
        println!("Durée totale : {:.2} s", debut.elapsed().as_secs_f64());
    })
}
