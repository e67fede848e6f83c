use smol::io::AsyncWriteExt;

// ANCHOR: coeur
use std::io::{self, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

/// Se présente au guichet, et rend le ticket reçu avec le temps qu'il a fallu.
fn visiter(adresse: SocketAddr) -> io::Result<(String, Duration)> {
    let arrivee = Instant::now();
    let mut ticket = String::new();
    TcpStream::connect(adresse)?.read_to_string(&mut ticket)?;
    Ok((ticket, arrivee.elapsed()))
}

fn main() -> io::Result<()> {
    let guichet = TcpListener::bind("127.0.0.1:0")?;
    let adresse = guichet.local_addr()?;
    thread::spawn(|| demarrer(guichet));
    for visiteurs in [1, 3] {
        let debut = Instant::now();
        let visites: Vec<_> =
            (0..visiteurs).map(|_| thread::spawn(move || visiter(adresse))).collect();
        for visite in visites {
            visite.join().expect("la visite n'a pas paniqué")?;
        }
        println!("Visiteurs servis : {visiteurs}, en {:.2} s", debut.elapsed().as_secs_f64());
    }
    Ok(())
}
// ANCHOR_END: coeur

async fn remettre(mut visiteur: smol::net::TcpStream, numero: u32) -> io::Result<()> {
    smol::Timer::after(Duration::from_millis(500)).await; // la base cherche une place
    visiteur.write_all(format!("ticket {numero}").as_bytes()).await
}

/// Remet les tickets 1, 2, 3… dans l'ordre d'arrivée, sans que personne attende un autre visiteur.
async fn servir(guichet: smol::net::TcpListener) -> io::Result<()> {
    // ANCHOR: solution
    //~ // Correct pour un visiteur ; le suivant attend.
    //~ loop {
    //~     let (visiteur, _) = guichet.accept().await?;
    //~     remettre(visiteur, 1).await?;
    //~ }
    for numero in 1.. {
        let (visiteur, _) = guichet.accept().await?;
        // Une tâche par visiteur : son erreur, s'il part trop tôt, n'arrête pas le guichet.
        smol::spawn(remettre(visiteur, numero)).detach();
    }
    Ok(())
    // ANCHOR_END: solution
}

fn demarrer(guichet: TcpListener) -> io::Result<()> {
    smol::block_on(servir(guichet.try_into()?))
}
