// ANCHOR: coeur
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

fn reserver(mut visiteur: TcpStream) -> io::Result<()> {
    thread::sleep(Duration::from_secs(2)); // la base de données réfléchit ; le fil l'attend
    visiteur.write_all("réservé".as_bytes())
}

fn servir(guichet: TcpListener) -> io::Result<()> {
    for visiteur in guichet.incoming() {
        reserver(visiteur?)?;
    }
    Ok(())
}

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
