use smol::io::AsyncBufReadExt;
use smol::io::AsyncWriteExt;

// ANCHOR: coeur
use std::io;

const ICI: &str = "127.0.0.1:0"; // le système choisit le port
// ANCHOR_END: coeur

async fn comparer() -> io::Result<()> {
    let ecoute = smol::net::TcpListener::bind(ICI).await?;
    let adresse = ecoute.local_addr()?;
    let serveur = smol::spawn(async move {
        let (mut visiteur, _) = ecoute.accept().await?;
        visiteur.write_all(b"bonjour\n").await
    });
    let connexion = smol::net::TcpStream::connect(adresse).await?;
    let mut ligne = String::new();
    smol::io::BufReader::new(connexion).read_line(&mut ligne).await?;
    serveur.await?;
    println!("TCP : {}", ligne.trim_end());

    let un = smol::net::UdpSocket::bind(ICI).await?;
    let autre = smol::net::UdpSocket::bind(ICI).await?;
    un.send_to(b"salut", autre.local_addr()?).await?;
    let mut octets = [0; 16];
    let (recus, _) = autre.recv_from(&mut octets).await?;
    println!("UDP : {}", String::from_utf8_lossy(&octets[..recus]));
    Ok(())
}

fn main() -> io::Result<()> {
    smol::block_on(comparer())
}
