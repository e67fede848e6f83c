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
    async_std::task::block_on(async {
        let somme = async_std::task::spawn_blocking(calculer).await;
        println!("Appel bloquant : {somme}");

        let ailleurs = async_std::task::spawn_blocking(|| async_std::task::block_on(async { 42 }));
        println!("Depuis un autre fil : {}", ailleurs.await);

        println!("Fichier : {}", async_std::fs::read_to_string(fichier).await?);

        // async-std n'a pas de sous-processus : ceux de smol conviennent à tous.
        let enfant = smol::process::Command::new(env::current_exe()?)
            .args(env::args().skip(1))
            .env("ENFANT", "oui")
            .output();
        println!("Sous-processus : {}", String::from_utf8_lossy(&enfant.await?.stdout));
        Ok(())
    })
}
