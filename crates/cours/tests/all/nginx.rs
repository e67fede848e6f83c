//! Several servers behind nginx, with the configuration that ENSEIGNER.md gives.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use sandbox::Protections;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::class::{enter, pass};
use crate::cli::{cours, send};
use crate::client::Client;
use crate::course::{Course, Marker};

const CODE: &str = "K7QF-M2XD";
const JSON: (&str, &str) = ("content-type", "application/json");

/// The configuration of the document, with these servers, this port, and no TLS.
fn configuration(servers: [SocketAddr; 2], port: u16, directory: &Path) -> String {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ENSEIGNER.md");
    let text = std::fs::read_to_string(document).expect("the document");
    let (_, rest) = text.split_once("```nginx\n").expect("a configuration");
    let (block, _) = rest.split_once("```").expect("its end");
    let mut block = block.to_owned();
    for (written, here) in [
        ("127.0.0.1:3001", servers[0].to_string()),
        ("127.0.0.1:3002", servers[1].to_string()),
        ("listen 443 ssl", format!("listen 127.0.0.1:{port}")),
    ] {
        assert!(block.contains(written), "{written} is not in the document");
        block = block.replace(written, &here);
    }
    let block: Vec<_> = block.lines().filter(|line| !line.contains("ssl_certificate")).collect();
    let here = directory.display();
    format!(
        "daemon off;
        # One process: killing it leaves no other.
        master_process off;
        pid {here}/pid;
        error_log {here}/error;
        events {{}}
        http {{
            access_log off;
            client_body_temp_path {here}/body;
            proxy_temp_path {here}/proxy;
            fastcgi_temp_path {here}/fastcgi;
            uwsgi_temp_path {here}/uwsgi;
            scgi_temp_path {here}/scgi;
            {}
        }}",
        block.join("\n")
    )
}

/// A port that is free now.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// One of the servers, as the document starts it.
async fn open(course: &Course, site: &str) -> (Child, Client) {
    let book = course.path().to_str().expect("a UTF-8 path");
    let mut child = cours(&[
        "--classe",
        "--code",
        CODE,
        "--adresse",
        "127.0.0.1",
        "--port",
        "0",
        "--site",
        site,
        "--mandataire",
        "127.0.0.1",
        "--livre",
        book,
    ])
    .spawn()
    .expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut told = Vec::new();
    while told.len() < 5 {
        told.push(lines.next_line().await.expect("a line").expect("it says where it is"));
    }
    let address = told[0].strip_prefix("Le cours est ouvert\u{a0}: http://").expect("the address");
    assert_eq!(told[1], format!("Adresse pour la classe\u{a0}: {site}"));
    assert_eq!(told[2], format!("Code d’accès\u{a0}: {CODE}"));
    assert_eq!(told[3], format!("Adresse avec le code\u{a0}: {site}/entrer?code=K7QFM2XD"));
    let teacher =
        format!("Page de l’enseignant, à garder pour vous\u{a0}: http://{address}/classe/");
    assert!(told[4].starts_with(&teacher), "{}", told[4]);
    let client = Client(address.parse().expect("an address"));
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    (child, client)
}

async fn present(port: u16) -> bool {
    for _ in 0..200 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

#[tokio::test]
async fn two_servers_share_a_class_behind_nginx() {
    let missing = Command::new("nginx").arg("-v").stderr(Stdio::null()).status().await.is_err();
    if missing || !Protections::available().isolate() {
        eprintln!("SKIPPED: nginx is missing, or {:?}", Protections::available());
        assert!(std::env::var_os("EXIGER_TOUT").is_none() || !missing, "nginx is required");
        return;
    }
    let course = Course::new();
    let port = free_port();
    let site = format!("http://127.0.0.1:{port}");
    let (mut one, first) = open(&course, &site).await;
    let (other, second) = open(&course, &site).await;
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("nginx.conf");
    let text = configuration([first.0, second.0], port, directory.path());
    std::fs::write(&file, text).expect("a file");
    let mut nginx = Command::new("nginx")
        .args(["-e", "stderr", "-p"])
        .arg(directory.path())
        .arg("-c")
        .arg(&file)
        .kill_on_drop(true)
        .spawn()
        .expect("nginx starts");
    assert!(present(port).await, "nginx does not listen");
    let site = Client(([127, 0, 0, 1], port).into());

    // One code for all: what one server has signed, the other believes.
    let cookie = pass(site, "Zo%C3%A9").await;
    let with = [("cookie", &*cookie)];
    let mut builds = Vec::new();
    for client in [first, second] {
        assert_eq!(client.send("/ch01-un.html", &with, b"").await.status, 200);
        let mut events = client.events_for("/api/events", &with, "").await;
        let status = events.wait_for("status").await;
        builds.push(status["build"].clone());
        // The last one that comes, if it is.
        if status["phase"] != "ready" {
            events.wait_ready().await;
        }
    }
    assert_eq!(
        builds[0], builds[1],
        "or pages would load again each time that they change servers"
    );

    // Both work, and each line comes when it is printed: the program waits for somebody to see it.
    let body = |code: &str| json!({ "code": code }).to_string();
    let mut events = Vec::new();
    let markers = [Marker::new(&course), Marker::new(&course)];
    for marker in &markers {
        let headers = [JSON, ("cookie", &*cookie)];
        let mut run = site.events_for("/api/run", &headers, &body(&marker.program())).await;
        assert_eq!(run.wait_for("output").await["text"], "prêt");
        events.push(run);
    }
    for client in [first, second] {
        let busy = crate::processes::below(
            if client.0 == first.0 { &one } else { &other }.id().expect("it runs"),
        );
        assert!(busy.iter().any(|process| process.name == "main"), "one of them does nothing");
    }
    // Closing a connection to nginx ends the program behind it.
    events.clear();
    for marker in &markers {
        assert!(marker.vanishes().await);
    }

    // The proxy says who asks; nobody says it for himself.
    for n in 0..40 {
        let forged = format!("10.0.0.{n}");
        let headers =
            [("content-type", "application/x-www-form-urlencoded"), ("x-forwarded-for", &*forged)];
        site.send("/entrer", &headers, b"code=AAAAAAAA").await;
    }
    assert_eq!(enter(site, CODE, "").await.status, 429);
    let foreign = [("cookie", &*cookie), ("host", "evil.example")];
    assert_eq!(site.send("/", &foreign, b"").await.status, 403);

    // A server that ends in good order hands over to the other; what runs on it goes on.
    let slow = "fn main() {
        println!(\"avant\");
        std::thread::sleep(std::time::Duration::from_secs(3));
        println!(\"après\");
    }";
    let mut running = Vec::new();
    for _ in 0..2 {
        let headers = [JSON, ("cookie", &*cookie)];
        let mut run = site.events_for("/api/run", &headers, &body(slow)).await;
        assert_eq!(run.wait_for("output").await["text"], "avant");
        running.push(run);
    }
    send("TERM", &one).await;
    for n in 0..6 {
        let code = format!("fn main() {{ println!(\"{n}\") }}");
        let headers = [JSON, ("cookie", &*cookie)];
        let all = site.events_for("/api/run", &headers, &body(&code)).await.all().await;
        let outcome = all.last().map_or(&Value::Null, |(_, outcome)| outcome);
        assert_eq!(outcome["kind"], "success", "{all:?}");
    }
    for mut run in running {
        assert_eq!(run.wait_for("output").await["text"], "après");
    }
    assert_eq!(one.wait().await.expect("it ends").code(), Some(0));

    nginx.kill().await.expect("it lives");
}
