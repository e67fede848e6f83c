use std::future::{Future, poll_fn};
use std::pin::pin;

async fn rendre_la_main() {
    tokio::task::yield_now().await;
}

/// Le prix d'un pli, en centimes : un calcul, qui n'attend rien.
fn prix(grammes: u32) -> u32 {
    if grammes <= 20 { 139 } else { 139 + grammes.div_ceil(100) * 139 }
}

/// Additionne les prix, et rend la main entre deux tranches de `tranche` plis.
async fn affranchir(plis: &[u32], tranche: usize) -> u32 {
    // ANCHOR: solution
    //~ // Juste, mais d'une traite. À vous de rendre la main.
    //~ let _ = (rendre_la_main, tranche);
    //~ plis.iter().map(|&grammes| prix(grammes)).sum()
    let mut total = 0;
    for (numero, morceau) in plis.chunks(tranche).enumerate() {
        // Entre deux tranches seulement : ni avant la première, ni après la dernière.
        if numero > 0 {
            rendre_la_main().await;
        }
        total += morceau.iter().map(|&grammes| prix(grammes)).sum::<u32>();
    }
    total
    // ANCHOR_END: solution
}

/// Les plis d'un sac : 10 g, 20 g, 30 g…
fn sac(nombre: u32) -> Vec<u32> {
    (1..=nombre).map(|n| n * 10).collect()
}

/// Le total, et le nombre de fois que la future a été interrogée.
async fn affranchir_et_compter(plis: &[u32], tranche: usize) -> (u32, u32) {
    let mut travail = pin!(affranchir(plis, tranche));
    let mut interrogations = 0;
    let total = poll_fn(|contexte| {
        interrogations += 1;
        travail.as_mut().poll(contexte)
    })
    .await;
    (total, interrogations)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (total, fois) = affranchir_et_compter(&sac(30), 10).await;
    println!("{total} centimes, en {fois} interrogations");
}
