use std::cell::Cell;
use std::future::Future;
use std::time::Duration;

/// Appelle `operation` jusqu'à `essais` fois (au moins une), avec `pause` entre deux essais,
/// et rend le premier succès ou la dernière erreur.
async fn reessayer<T, E, Fut>(
    essais: u32,
    pause: Duration,
    mut operation: impl FnMut() -> Fut,
) -> Result<T, E>
where
    Fut: Future<Output = Result<T, E>>,
{
    // ANCHOR: solution
    //~ // Un seul essai, pour commencer : à vous de recommencer en cas d'échec.
    //~ let _ = (essais, pause);
    //~ operation().await
    let mut faits = 1;
    loop {
        // Chaque essai a besoin d'une future neuve : une future terminée ne resservira pas.
        match operation().await {
            Ok(valeur) => return Ok(valeur),
            Err(erreur) if faits >= essais => return Err(erreur),
            Err(_) => faits += 1,
        }
        smol::Timer::after(pause).await;
    }
    // ANCHOR_END: solution
}

/// Un fournisseur qui ne décroche qu'au troisième appel.
async fn appeler_le_meunier(appels: &Cell<u32>) -> Result<&'static str, String> {
    appels.set(appels.get() + 1);
    println!("Appel n° {}", appels.get());
    if appels.get() < 3 { Err("occupé".to_string()) } else { Ok("20 kg de farine") }
}

async fn commander() {
    let appels = Cell::new(0);
    let pause = Duration::from_millis(200);
    let reponse = reessayer(2, pause, || appeler_le_meunier(&appels)).await;
    println!("Deux essais : {reponse:?}");
    appels.set(0);
    let reponse = reessayer(5, pause, || appeler_le_meunier(&appels)).await;
    println!("Cinq essais : {reponse:?}");
}

fn main() {
    smol::block_on(commander());
}
