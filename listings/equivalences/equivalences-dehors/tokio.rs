// ANCHOR: coeur
use std::path::Path;
use std::time::Duration;
use std::{env, fs, io, process, thread};

/// Une fonction d'une bibliothèque qui ne connaît pas `async`.
fn calculer() -> u32 {
    thread::sleep(Duration::from_millis(100));
    (1..=10).sum()
}

fn main() -> io::Result<()> {
    if env::var_os("ENFANT").is_some() {
        print!("bonjour de l'enfant"); // ce programme, relancé par lui-même
        return Ok(());
    }
    let fichier = env::temp_dir().join(format!("equivalences-{}.txt", process::id()));
    fs::write(&fichier, "lu sans bloquer la boucle")?;
    let comparaison = comparer(&fichier);
    fs::remove_file(fichier)?;
    comparaison
}
// ANCHOR_END: coeur

fn comparer(fichier: &Path) -> io::Result<()> {
    let environnement = tokio::runtime::Runtime::new()?;
    environnement.block_on(async {
        let somme = tokio::task::spawn_blocking(calculer).await?;
        println!("Appel bloquant : {somme}");

        let boucle = tokio::runtime::Handle::current();
        let ailleurs = tokio::task::spawn_blocking(move || boucle.block_on(async { 42 }));
        println!("Depuis un autre fil : {}", ailleurs.await?);

        println!("Fichier : {}", tokio::fs::read_to_string(fichier).await?);

        let enfant = tokio::process::Command::new(env::current_exe()?)
            .args(env::args().skip(1))
            .env("ENFANT", "oui")
            .output();
        println!("Sous-processus : {}", String::from_utf8_lossy(&enfant.await?.stdout));
        Ok(())
    })
}
