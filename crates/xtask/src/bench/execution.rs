//! What a click costs, from the reader's side: each figure beside a peer measured in the same run.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use catalogue::{Catalogue, Runtime};
use cours::{Server, Settings};
use sandbox::{
    Edition, Libraries, LibrariesRequest, Limits, Options, Sandbox, Toolchain, build_libraries,
};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use super::{edited, median, percentile};

/// A program of the book that prints at once, then sleeps for seconds.
const LISTING: &str = "trois-taches";
const SLEEPER: &str = "fn main() { smol::block_on(async { \
    smol::Timer::after(std::time::Duration::from_millis(200)).await; }); }";
const HELLO: &str = "fn main() { println!(\"bonjour\"); }";
const ENDLESS: &str = "fn main() { println!(\"prêt\"); loop { std::thread::park(); } }";

const RUNS: usize = 30;
const EDITS: usize = 11;
const READERS: u8 = 30;
const CLASSES: usize = 7;
const MANY: usize = 1000;
const SIDE_BY_SIDE: usize = 8;

pub(super) async fn measure() -> Result<()> {
    let root = crate::root().canonicalize()?;
    let settings = Settings { port: 0, quiet: true, ..Settings::new(&root) };
    let toolchain = Toolchain::find(&root).await?;
    let request = LibrariesRequest { executables: true, ..settings.libraries() };
    let libraries = build_libraries(&toolchain, &request, |_| {}).await?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("Médianes, mesures alternées ; {cores} cœurs.\n");
    println!("| mesure | valeur | témoin | rapport | but |\n|---|--:|--:|--:|--:|");

    isolation(&libraries).await?;
    let server = Server::start(settings).await?;
    let client = Client { address: server.address(), program: Some(LISTING.to_owned()) };
    let source = Catalogue::load(&root.join("listings"))
        .map_err(|problems| anyhow::anyhow!("{problems}"))?
        .listings
        .remove(LISTING)
        .with_context(|| format!("{LISTING} n'est plus dans le livre"))?
        .programs
        .get(Runtime::Tokio)
        .source
        .clone();
    // Once, so that the programs are built and read by the system.
    client.run(&edited(&source, 0), 1).await?;
    edits(&client, &source, &toolchain, &root).await?;
    class(&client, cores).await?;
    departure(&client).await?;
    wear(&client).await?;
    server.stop().await;
    Ok(())
}

fn millis(duration: Duration) -> String {
    format!("{:.0} ms", duration.as_secs_f64() * 1000.0)
}

/// One measure; `goal` is what the ratio may reach.
fn row(what: &str, value: Duration, peer: Duration, goal: f64) {
    let ratio = value.as_secs_f64() / peer.as_secs_f64();
    let (value, peer) = (millis(value), millis(peer));
    println!(
        "| {what} | {value} | {peer} | {ratio:.2} | {} |",
        told(ratio, goal, &format!("{goal}"))
    );
}

/// The goal, and whether it is met.
fn told(value: f64, goal: f64, text: &str) -> String {
    format!("≤ {text}, {}", if value <= goal { "tenu" } else { "manqué" })
}

/// A built program that sleeps 200 ms, kept apart and bare.
async fn isolation(libraries: &Libraries) -> Result<()> {
    let sandbox = Sandbox::new();
    let compilation = sandbox.compile(SLEEPER, libraries, Options::new(Edition::E2024)).await?;
    let executable = compilation.executable.context("rustc refuse le programme")?;
    let (mut apart, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let started = Instant::now();
        let mut run = sandbox.run(executable.program(), Limits::READER)?;
        while run.next().await.is_some() {}
        apart.push(started.elapsed());
        let started = Instant::now();
        let status = tokio::process::Command::new(&executable.program().executable).status();
        ensure!(status.await?.success(), "le programme échoue");
        bare.push(started.elapsed());
    }
    let (apart, bare) = (median(apart), median(bare));
    row("programme qui dort 200 ms, isolé / nu", apart, bare, 1.1);
    let cost = apart.saturating_sub(bare);
    let goal = told(cost.as_secs_f64(), 0.015, "15 ms");
    println!("| ce que coûte l'isolation | {} | | | {goal} |", millis(cost));
    Ok(())
}

/// From the click on an edited program to its first line, beside rustc alone and beside cargo.
async fn edits(client: &Client, source: &str, toolchain: &Toolchain, root: &Path) -> Result<()> {
    let scratch = Scratch::new(toolchain, root)?;
    scratch.first_line(&edited(source, 0))?;
    let (mut firsts, mut clicks) = (Vec::new(), Vec::new());
    let (mut hellos, mut cargos) = (Vec::new(), Vec::new());
    for edit in 1..=EDITS {
        let next = edited(source, EDITS + edit);
        let source = edited(source, edit);
        let first = client.of(Some(format!("premier-{edit}"))).run(&source, 1).await?;
        firsts.push(first.first_line.context("rien n'est affiché")?);
        // Another text: that of the first edit is in what the system has just read.
        clicks.push(client.run(&next, 1).await?.first_line.context("rien n'est affiché")?);
        hellos.push(scratch.hello(edit)?);
        cargos.push(scratch.first_line(&source)?);
    }
    let (first, click, hello, cargo) =
        (median(firsts), median(clicks), median(hellos), median(cargos));
    row("clic sur un programme modifié → première ligne / rustc seul, bonjour", click, hello, 2.2);
    row("le même / cargo run incrémental, mêmes dépendances", click, cargo, 0.7);
    let ratio = first.as_secs_f64() / hello.as_secs_f64();
    let (first, hello) = (millis(first), millis(hello));
    println!("| sa toute première modification / rustc seul | {first} | {hello} | {ratio:.2} | |");
    Ok(())
}

/// A project in which cargo builds the same program, with the same dependencies.
struct Scratch<'a> {
    toolchain: &'a Toolchain,
    directory: std::path::PathBuf,
}

impl<'a> Scratch<'a> {
    fn new(toolchain: &'a Toolchain, root: &Path) -> Result<Self> {
        let directory = root.join("target/bench/essai");
        fs::create_dir_all(directory.join("src"))?;
        let workspace = fs::read_to_string(root.join("Cargo.toml"))?;
        let (_, versions) = workspace
            .split_once("[workspace.dependencies]")
            .context("Cargo.toml n'a pas de [workspace.dependencies]")?;
        let (versions, _) = versions.split_once("\n[").unwrap_or((versions, ""));
        let programs = fs::read_to_string(root.join("crates/programs/Cargo.toml"))?;
        let (_, wanted) = programs
            .split_once("\n[dependencies]\n")
            .context("crates/programs/Cargo.toml n'a pas de [dependencies]")?;
        let mut manifest = "[workspace]\n[package]\nname = \"essai\"\nedition = \"2024\"\n\
                            [dependencies]\n"
            .to_owned();
        for name in wanted.lines().map_while(|line| line.split_once(".workspace").map(|it| it.0)) {
            let version = versions.lines().find(|line| line.starts_with(&format!("{name} = ")));
            manifest += version.with_context(|| format!("Cargo.toml ne dit rien de {name}"))?;
            manifest.push('\n');
        }
        fs::write(directory.join("Cargo.toml"), manifest)?;
        fs::copy(root.join("Cargo.lock"), directory.join("Cargo.lock"))?;
        Ok(Self { toolchain, directory })
    }

    fn hello(&self, edit: usize) -> Result<Duration> {
        let source = self.directory.join("bonjour.rs");
        fs::write(&source, edited(HELLO, edit))?;
        let started = Instant::now();
        let mut command = Command::new(&self.toolchain.rustc);
        let status = command.arg(&source).arg("-o").arg(self.directory.join("bonjour")).status()?;
        ensure!(status.success(), "rustc refuse {HELLO}");
        Ok(started.elapsed())
    }

    /// Until the program, run by cargo, prints its first line.
    fn first_line(&self, source: &str) -> Result<Duration> {
        fs::write(self.directory.join("src/main.rs"), source)?;
        let started = Instant::now();
        let mut child = Command::new(&self.toolchain.cargo)
            .args(["run", "--quiet"])
            .current_dir(&self.directory)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut output = BufReader::new(child.stdout.take().context("un tube")?);
        let mut line = String::new();
        output.read_line(&mut line)?;
        let elapsed = started.elapsed();
        ensure!(!line.is_empty(), "cargo run n'affiche rien");
        // It ends by itself, and what is measured next must not share the cores with it.
        output.read_to_string(&mut line)?;
        child.wait()?;
        Ok(elapsed)
    }
}

/// Thirty readers click at once, each on an edit of their own; several times, for one reader who
/// waits a little longer is the whole of a 95th percentile.
async fn class(client: &Client, cores: usize) -> Result<()> {
    let (mut waits, mut ideals, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for class in 0..CLASSES {
        let code = move |edit: usize| edited(HELLO, 1000 * (class + 1) + edit);
        let mut alone = Vec::new();
        for edit in 0..EDITS {
            alone.push(client.of(None).run(&code(edit), 1).await?.compilation);
        }
        let tasks: Vec<_> = (1..=READERS)
            .map(|reader| {
                let (client, code) = (client.clone(), code(EDITS + usize::from(reader)));
                tokio::spawn(async move { client.run(&code, reader).await })
            })
            .collect();
        let mut served = Vec::new();
        for task in tasks {
            served.push(task.await??.whole);
        }
        ensure!(served.len() == usize::from(READERS), "un lecteur n'est pas servi");
        let ideal = median(alone) * u32::from(READERS) / u32::try_from(cores)?;
        let wait = percentile(served, 95);
        ratios.push(wait.as_secs_f64() / ideal.as_secs_f64());
        waits.push(wait);
        ideals.push(ideal);
    }
    println!("| {READERS} lecteurs à la fois, {CLASSES} fois : servis | tous | | | tous |");
    ratios.sort_by(f64::total_cmp);
    let (least, ratio, most) = (ratios[0], ratios[CLASSES / 2], ratios[CLASSES - 1]);
    println!(
        "| le 95e centile de leur attente / idéal | {} | {} | {ratio:.2} ({least:.2} à {most:.2}) | {} |",
        millis(median(waits)),
        millis(median(ideals)),
        told(ratio, 1.3, "1.3")
    );
    Ok(())
}

/// A reader who leaves takes the program along.
async fn departure(client: &Client) -> Result<()> {
    let idle = children()?;
    let mut gone = Vec::new();
    for edit in 0..EDITS {
        let mut reader = client.ask(&edited(ENDLESS, 3000 + edit), 1).await?;
        let answer = until(&mut reader, "event: output").await?;
        ensure!(answer.contains("event: output"), "ce programme n'affiche rien :\n{answer}");
        let started = Instant::now();
        drop(reader);
        while children()? > idle {
            ensure!(started.elapsed() < Limits::READER.wall, "le programme survit");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        gone.push(started.elapsed());
    }
    let slowest = percentile(gone, 100);
    let goal = told(slowest.as_secs_f64(), 1.0, "1 s");
    println!(
        "| connexion fermée → programme disparu, au plus | {} | | | {goal} |",
        millis(slowest)
    );
    Ok(())
}

/// How many processes this one has started, and not seen the end of.
fn children() -> Result<usize> {
    Ok(super::children(std::process::id()).context("Linux seulement")?.len())
}

/// What the server holds after ten programs, and after a thousand.
async fn wear(client: &Client) -> Result<()> {
    let hold = |after: usize| -> Result<[usize; 4]> {
        let status = fs::read_to_string("/proc/self/status").context("Linux seulement")?;
        let field = |name: &str| -> Option<usize> {
            status
                .lines()
                .find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok())
        };
        let held = [
            field("VmRSS:").unwrap_or_default() / 1024,
            field("Threads:").unwrap_or_default(),
            fs::read_dir("/proc/self/fd")?.count(),
            children()?,
        ];
        println!(
            "| le serveur après {after} programmes | {} Mio, {} fils, {} descripteurs, {} processus | | | |",
            held[0], held[1], held[2], held[3]
        );
        Ok(held)
    };
    let batch = async |number: usize| -> Result<()> {
        let turns = Arc::new(tokio::sync::Semaphore::new(SIDE_BY_SIDE));
        let tasks: Vec<_> = (0..number)
            .map(|_| {
                let (client, turns) = (client.clone(), turns.clone());
                tokio::spawn(async move {
                    let _turn = turns.acquire().await;
                    client.run(HELLO, 1).await
                })
            })
            .collect();
        for task in tasks {
            task.await??;
        }
        Ok(())
    };
    batch(10).await?;
    hold(10)?;
    batch(MANY - 10).await?;
    // Threads of a pool end after ten seconds without work.
    tokio::time::sleep(Duration::from_secs(11)).await;
    hold(MANY)?;
    Ok(())
}

/// What the server answers, up to these words or to its end.
async fn until(stream: &mut TcpStream, words: &str) -> Result<String> {
    let (mut answer, mut chunk) = (Vec::new(), [0; 4096]);
    loop {
        let read = stream.read(&mut chunk).await?;
        answer.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&answer);
        if read == 0 || text.contains(words) {
            return Ok(text.into_owned());
        }
    }
}

/// What a reader waited for.
struct Seen {
    first_line: Option<Duration>,
    whole: Duration,
    compilation: Duration,
}

/// A page that runs edits of one program, or of none that it names: rustc then keeps nothing.
#[derive(Clone)]
struct Client {
    address: SocketAddr,
    program: Option<String>,
}

impl Client {
    /// The same with another program.
    fn of(&self, program: Option<String>) -> Self {
        Self { program, ..self.clone() }
    }

    /// Asks for a run, as one reader among others.
    async fn ask(&self, code: &str, reader: u8) -> Result<TcpStream> {
        let mut stream = self.connect(reader).await?;
        let body = json!({ "code": code, "edition": "2024", "program": self.program }).to_string();
        let request = format!(
            "POST /api/run HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            self.address,
            body.len()
        );
        stream.write_all(request.as_bytes()).await?;
        Ok(stream)
    }

    /// Runs a program to its end.
    async fn run(&self, code: &str, reader: u8) -> Result<Seen> {
        let started = Instant::now();
        let mut stream = self.ask(code, reader).await?;
        let mut answer = until(&mut stream, "event: output").await?;
        let first_line = answer.contains("event: output").then(|| started.elapsed());
        stream.read_to_string(&mut answer).await?;
        let Some(seconds) = answer
            .split_once("\"compile_seconds\":")
            .and_then(|(_, rest)| rest.split([',', '}']).next()?.parse().ok())
        else {
            bail!("ce programme n'a pas été exécuté :\n{answer}");
        };
        ensure!(answer.contains("\"kind\":\"success\""), "ce programme a échoué :\n{answer}");
        let compilation = Duration::from_secs_f64(seconds);
        Ok(Seen { first_line, whole: started.elapsed(), compilation })
    }

    /// Readers are told apart by their addresses, of which Linux has many for itself.
    async fn connect(&self, reader: u8) -> Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        if cfg!(target_os = "linux") {
            socket.bind((Ipv4Addr::new(127, 0, 0, reader), 0).into())?;
        }
        Ok(socket.connect(self.address).await?)
    }
}
