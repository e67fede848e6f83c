use async_std::process::Command;

// ANCHOR: coeur
use std::time::{Duration, Instant};
use std::{env, io, thread};

/// Ce que fait un enfant. Il peut bloquer, et même paniquer : il est seul dans son processus.
fn composer(page: &str) {
    let millis = if page == "carte" { 900 } else { 300 };
    thread::sleep(Duration::from_millis(millis));
    assert!(page != "tableau", "une colonne est vide");
    println!("deux feuillets");
}

/// Exécute une seconde fois ce programme, attend sa fin, et lit ce qu'il a affiché.
async fn commander(page: &str, debut: Instant) -> io::Result<()> {
    let programme = env::current_exe()?;
    let enfant = Command::new(programme).args(env::args().skip(1)).env("PAGE", page).output();
    let fini = enfant.await?;
    let bilan = match fini.status.code() {
        Some(0) => String::from_utf8_lossy(&fini.stdout).trim().to_string(),
        Some(code) => format!("échec, code {code}"),
        None => "interrompu".to_string(),
    };
    println!("[{:.2} s] {page} : {bilan}", debut.elapsed().as_secs_f64());
    Ok(())
}

fn main() -> io::Result<()> {
    if let Ok(page) = env::var("PAGE") {
        composer(&page); // nous sommes dans un enfant
        return Ok(());
    }
    composer_le_journal(Instant::now())
}
// ANCHOR_END: coeur

fn composer_le_journal(debut: Instant) -> io::Result<()> {
    async_std::task::block_on(async {
        futures::try_join!(commander("carte", debut), commander("tableau", debut))?;
        println!("Le journal paraît");
        Ok(())
    })
}
