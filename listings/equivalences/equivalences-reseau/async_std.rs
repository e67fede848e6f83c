use async_std::io::prelude::BufReadExt;
use async_std::io::WriteExt;

// ANCHOR: coeur
use std::io;

const ICI: &str = "127.0.0.1:0"; // le système choisit le port
// ANCHOR_END: coeur

async fn comparer() -> io::Result<()> {
    let ecoute = async_std::net::TcpListener::bind(ICI).await?;
    let adresse = ecoute.local_addr()?;
    let serveur = async_std::task::spawn(async move {
        let (mut visiteur, _) = ecoute.accept().await?;
        visiteur.write_all(b"bonjour\n").await
    });
    let connexion = async_std::net::TcpStream::connect(adresse).await?;
    let mut ligne = String::new();
    async_std::io::BufReader::new(connexion).read_line(&mut ligne).await?;
    serveur.await?;
    println!("TCP : {}", ligne.trim_end());

    let un = async_std::net::UdpSocket::bind(ICI).await?;
    let autre = async_std::net::UdpSocket::bind(ICI).await?;
    un.send_to(b"salut", autre.local_addr()?).await?;
    let mut octets = [0; 16];
    let (recus, _) = autre.recv_from(&mut octets).await?;
    println!("UDP : {}", String::from_utf8_lossy(&octets[..recus]));
    Ok(())
}

fn main() -> io::Result<()> {
    async_std::task::block_on(comparer())
}
