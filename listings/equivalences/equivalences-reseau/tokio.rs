use tokio::io::AsyncBufReadExt;
use tokio::io::AsyncWriteExt;

// ANCHOR: coeur
use std::io;

const ICI: &str = "127.0.0.1:0"; // le système choisit le port
// ANCHOR_END: coeur

#[tokio::main]
async fn main() -> io::Result<()> {
    let ecoute = tokio::net::TcpListener::bind(ICI).await?;
    let adresse = ecoute.local_addr()?;
    let serveur = tokio::spawn(async move {
        let (mut visiteur, _) = ecoute.accept().await?;
        visiteur.write_all(b"bonjour\n").await
    });
    let connexion = tokio::net::TcpStream::connect(adresse).await?;
    let mut ligne = String::new();
    tokio::io::BufReader::new(connexion).read_line(&mut ligne).await?;
    serveur.await??;
    println!("TCP : {}", ligne.trim_end());

    let un = tokio::net::UdpSocket::bind(ICI).await?;
    let autre = tokio::net::UdpSocket::bind(ICI).await?;
    un.send_to(b"salut", autre.local_addr()?).await?;
    let mut octets = [0; 16];
    let (recus, _) = autre.recv_from(&mut octets).await?;
    println!("UDP : {}", String::from_utf8_lossy(&octets[..recus]));

    tokio::select! {
        signal = tokio::signal::ctrl_c() => signal?,
        () = tokio::task::yield_now() => {} // personne n'a pressé Ctrl-C
    }
    Ok(())
}
