use std::thread;
use std::time::{Duration, Instant};

/// L'empreinte d'un procès-verbal. Le disque est lent : cet appel bloque son fil 200 ms.
fn empreinte(bureau: &str) -> u32 {
    thread::sleep(Duration::from_millis(200));
    bureau.bytes().fold(0, |somme, octet| somme * 31 % 9_973 + u32::from(octet))
}

/// Les empreintes, dans l'ordre des bureaux, sans bloquer le fil qui attend.
async fn empreintes(bureaux: Vec<String>) -> Vec<u32> {
    // ANCHOR: solution
    //~ // À vous : ici, chaque appel bloque le fil, l'un après l'autre.
    //~ bureaux.iter().map(|bureau| empreinte(bureau)).collect()
    let lancer = |bureau: String| tokio::task::spawn_blocking(move || empreinte(&bureau));
    let lectures: Vec<_> = bureaux.into_iter().map(lancer).collect();
    let mut resultats = Vec::new();
    for lecture in lectures {
        resultats.push(lecture.await.expect("la lecture ne panique pas"));
    }
    resultats
    // ANCHOR_END: solution
}

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    let debut = Instant::now();
    let bureaux = ["Brest 1", "Lille 4", "Nice 2"].map(String::from).to_vec();
    println!("Empreintes : {:?}", empreintes(bureaux).await);
    println!("Durée : {:.2} s", debut.elapsed().as_secs_f64());
}
