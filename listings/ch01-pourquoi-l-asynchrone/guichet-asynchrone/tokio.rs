use tokio::io::AsyncWriteExt;

// ANCHOR: coeur
use std::io::{self, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

fn visiter(nom: &str, adresse: SocketAddr, ouverture: Instant) {
    let mut reponse = String::new();
    let lecture = TcpStream::connect(adresse).and_then(|mut c| c.read_to_string(&mut reponse));
    lecture.expect("le guichet répond");
    println!("{nom} : {reponse} à {:.2} s", ouverture.elapsed().as_secs_f64());
}

fn main() -> io::Result<()> {
    let guichet = TcpListener::bind("127.0.0.1:0")?;
    let adresse = guichet.local_addr()?;
    thread::spawn(|| servir(guichet)); // un seul fil pour tous les visiteurs

    let ouverture = Instant::now();
    thread::scope(|visiteurs| {
        visiteurs.spawn(|| visiter("Ada", adresse, ouverture));
        thread::sleep(Duration::from_millis(200));
        visiteurs.spawn(|| visiter("Basile", adresse, ouverture));
    });
    Ok(())
}
// ANCHOR_END: coeur

async fn reserver(mut visiteur: tokio::net::TcpStream) -> io::Result<()> {
    tokio::time::sleep(Duration::from_secs(2)).await; // la base réfléchit ; le fil est libre
    visiteur.write_all("réservé".as_bytes()).await
}

#[tokio::main(flavor = "current_thread")]
async fn servir(guichet: TcpListener) -> io::Result<()> {
    guichet.set_nonblocking(true)?;
    let guichet = tokio::net::TcpListener::from_std(guichet)?;
    loop {
        let (visiteur, _) = guichet.accept().await?;
        tokio::spawn(reserver(visiteur)); // une tâche par visiteur
    }
}
