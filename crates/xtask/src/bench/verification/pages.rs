//! What the pages of the book cost: building them, seeing the first, seeing a change.

use std::fs;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use cours::{Server, Settings};
use mdbook_driver::MDBook;
use mdbook_listings::{Listings, Renderer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::fixture::Fixture;

/// Building a small book takes tens of milliseconds: more of them for the same certainty.
const MORE: u32 = 3;

/// A page that does not come has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// Of one book.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Built with the preprocessor.
    pub(super) ours: Vec<Duration>,
    /// Built by mdBook alone from the same text, already expanded.
    pub(super) stock: Vec<Duration>,
    /// From the start of the server to its first page.
    pub(super) first: Vec<Duration>,
    /// From a chapter that is saved to its new page.
    pub(super) saved: Vec<Duration>,
}

pub(super) async fn measure(fixture: &Fixture, times: u32) -> Result<Pages> {
    let expanded = fixture.root.join("pages");
    let _ = fs::remove_dir_all(&expanded);
    fs::create_dir_all(expanded.join("src"))?;
    fs::copy(fixture.root.join("etendu/book.toml"), expanded.join("book.toml"))?;
    fs::copy(fixture.root.join("src/SUMMARY.md"), expanded.join("src/SUMMARY.md"))?;
    for (name, text) in fixture.expanded(Renderer::Html)? {
        fs::write(expanded.join("src").join(name).with_extension("md"), text)?;
    }
    let mut pages = Pages::default();
    for _ in 0..times * MORE {
        let (ours, stock) = (fixture.root.clone(), expanded.clone());
        // mdBook blocks.
        let built = tokio::task::spawn_blocking(move || -> Result<_> {
            let started = Instant::now();
            let mut book = MDBook::load(ours)?;
            book.with_preprocessor(Listings);
            book.build()?;
            let ours = started.elapsed();
            let started = Instant::now();
            MDBook::load(stock)?.build()?;
            Ok((ours, started.elapsed()))
        });
        let (ours, stock) = built.await??;
        pages.ours.push(ours);
        pages.stock.push(stock);
    }
    let chapter = fixture.root.join("src/ch00-mesure.md");
    for time in 0..times {
        let started = Instant::now();
        let settings = Settings { port: 0, quiet: true, ..Settings::new(&fixture.root) };
        let server = Server::start(settings).await?;
        until(server.address(), "/", "<main").await?;
        pages.first.push(started.elapsed());

        let word = format!("passage-{time}");
        let text = fs::read_to_string(&chapter)?;
        let started = Instant::now();
        fs::write(&chapter, format!("{text}\n{word}\n"))?;
        until(server.address(), "/ch00-mesure.html", &word).await?;
        pages.saved.push(started.elapsed());
        fs::write(&chapter, text)?;
        server.stop().await;
    }
    Ok(pages)
}

/// Asks for a page until it says this.
async fn until(address: SocketAddr, path: &str, words: &str) -> Result<()> {
    let started = Instant::now();
    while !get(address, path).await.is_ok_and(|page| page.contains(words)) {
        ensure!(started.elapsed() < PATIENCE, "{path} ne dit pas « {words} »");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

async fn get(address: SocketAddr, path: &str) -> Result<String> {
    let mut stream = TcpStream::connect(address).await.context("le serveur n'écoute pas")?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
