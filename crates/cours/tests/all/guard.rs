//! Who may use the server, and what it takes: each refusal beside an honest twin.

use serde_json::json;

use crate::course::Course;

const JSON: (&str, &str) = ("content-type", "application/json");
const BODY: &[u8] = br#"{"code":"fn main() {}"}"#;

#[tokio::test]
async fn only_the_courses_own_pages_may_run_programs() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let port = server.address().port();

    for origin in ["http://evil.example", "http://localhost:1", "null", "https://127.0.0.1"] {
        let answer = client.send("/api/run", &[JSON, ("origin", origin)], BODY).await;
        assert_eq!(answer.status, 403, "{origin}");
        assert!(answer.error().starts_with("Cette demande vient d’une autre page"), "{answer:?}");
    }
    for host in ["evil.example", &format!("evil.example:{port}"), "localhost:1"] {
        let answer = client.send("/api/run", &[JSON, ("host", host)], BODY).await;
        assert_eq!(answer.status, 403, "{host}");
        assert_eq!(client.send("/", &[("host", host)], b"").await.status, 403, "{host}");
    }
    for name in ["127.0.0.1", "localhost", "[::1]"] {
        let host = format!("{name}:{port}");
        let origin = format!("http://{host}");
        let headers = [JSON, ("host", &host), ("origin", &origin)];
        assert_eq!(client.send("/api/run", &headers, BODY).await.status, 200, "{host}");
        assert_eq!(client.send("/", &[("host", &host)], b"").await.status, 200, "{host}");
    }
    server.stop().await;
}

#[tokio::test]
async fn what_is_not_json_is_refused_in_french() {
    let course = Course::new();
    let (server, client) = course.open().await;
    for path in ["/api/run", "/evaluate.json"] {
        let answer = client.send(path, &[("content-type", "text/plain")], BODY).await;
        assert_eq!(answer.status, 415);
        assert!(answer.error().starts_with("La demande doit être en JSON"), "{answer:?}");
        for body in [&b"{\"code\":"[..], b"[]", b"{}", b"{\"code\":1}", b"\xFF\0", b"null"] {
            let answer = client.send(path, &[JSON], body).await;
            assert_eq!(answer.status, 400, "{body:?}");
            assert!(answer.error().starts_with("La demande n’est pas le JSON"), "{answer:?}");
        }
        let answer = client.post(path, &json!({ "code": "", "edition": "1789" })).await;
        assert_eq!(answer.status, 400);
        assert!(answer.error().contains("1789"), "{answer:?}");
    }
    let check = json!({ "exercise": "nulle-part", "runtime": "smol" });
    let answer = client.post("/api/run", &json!({ "code": "", "check": check })).await;
    assert_eq!(answer.status, 400);
    assert!(answer.error().contains("nulle-part"), "{answer:?}");
    assert_eq!(
        client.send("/meta/crates", &[("content-type", "text/plain")], b"x").await.status,
        415
    );
    server.stop().await;
}

#[tokio::test]
async fn ten_megabytes_of_code_are_refused_and_a_long_listing_is_not() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let code = format!("fn main() {{}} // {}", "a".repeat(10_000_000));
    let answer = client.post("/api/run", &json!({ "code": code })).await;
    assert_eq!(answer.status, 413);
    assert_eq!(answer.error(), "Le programme est trop long\u{a0}: 128\u{a0}Kio au plus.");

    let code = format!("fn main() {{}} // {}", "a".repeat(120_000));
    assert_eq!(client.outcome(&code).await["kind"], "success");
    server.stop().await;
}

#[tokio::test]
async fn a_source_with_any_character_is_compiled_and_one_that_is_not_text_is_refused() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let mut events = client.events("/api/events", "").await;
    events.wait_ready().await;
    // A NUL in a string, a lone NUL, characters of every length, a byte order mark.
    let outcome = client.outcome("\u{feff}fn main() { print!(\"\0é→🦀\u{202e}\") }").await;
    assert_eq!(outcome["kind"], "compile_error", "a direction that hides code: {outcome}");
    let outcome = client.outcome("\u{feff}fn main() { print!(\"\0é→🦀\") }").await;
    assert_eq!(outcome["kind"], "success", "{outcome}");
    let outcome = client.outcome("fn main() { \0 }").await;
    assert_eq!(outcome["kind"], "compile_error");
    for body in [
        &b"{\"code\":\"fn main() {} // \xFF\"}"[..],
        b"{\"code\":\"fn main() {} // \xC3\"}",
        b"{\"code\":\"fn main() {} // \x00\"}",
        b"{\"code\":\"fn main() {} // \\ud800\"}",
    ] {
        let answer = client.send("/api/run", &[JSON], body).await;
        assert_eq!(answer.status, 400, "{body:?}");
        assert!(answer.error().starts_with("La demande n’est pas le JSON"), "{answer:?}");
    }
    server.stop().await;
}

#[tokio::test]
async fn options_of_the_compiler_cannot_be_asked_for() {
    let course = Course::new();
    let (server, client) = course.open().await;
    client.events("/api/events", "").await.wait_ready().await;
    for edition in ["2021 -Clink-arg=-T/etc/passwd", "-Clinker=/bin/sh", "2021\0", "", "@file"] {
        let asked = json!({ "code": "fn main() {}", "edition": edition });
        assert_eq!(client.post("/api/run", &asked).await.status, 400, "{edition:?}");
    }
    // Of these the Playground's protocol knows more than this server: nothing comes of them.
    let asked = json!({ "code": "fn main() { print!(\"bonjour\") }", "edition": "2021",
        "optimize": "3 -Clinker=/bin/sh", "channel": "nightly", "crateType": "proc-macro",
        "backtrace": true, "tests": true });
    let answer = client.post("/evaluate.json", &asked).await;
    assert_eq!(answer.json()["result"], "bonjour");
    server.stop().await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_program_does_not_reach_the_server_that_runs_it() {
    let course = Course::new();
    let (server, client) = course.open().await;
    let port = server.address().port();
    let outcome = client
        .run(&json!({ "code": format!(
        "use std::net::{{TcpListener, TcpStream}};
        fn main() {{
            println!(\"{{}}\", TcpStream::connect((\"127.0.0.1\", {port})).is_ok());
            let own = TcpListener::bind((\"127.0.0.1\", {port})).is_ok_and(|listener| {{
                TcpStream::connect((\"127.0.0.1\", {port})).is_ok() && listener.accept().is_ok()
            }});
            println!(\"{{own}}\");
        }}"
    ) }))
        .await;
    let printed: Vec<_> =
        outcome.iter().filter(|(name, _)| name == "output").map(|(_, it)| &it["text"]).collect();
    // The server's port is not there; the same number is free for a listener of its own.
    assert_eq!(printed, ["false", "true"], "{outcome:?}");
    server.stop().await;
}

/// A thousand things that are not requests, or not good ones; the same each time.
fn malformed(n: u32) -> Vec<u8> {
    // xorshift: any bytes do.
    let mut state = n.wrapping_mul(2_654_435_761) | 1;
    let mut noise = |length: usize| -> Vec<u8> {
        std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()[0]
        })
        .take(length)
        .collect()
    };
    let head = "POST /api/run HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n";
    match n % 10 {
        0 => noise(1 + n as usize % 2000),
        1 => b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        2 => b"GET /api/run\r\n\r\n".to_vec(),
        3 => [b"GET /".as_slice(), &noise(50), b" HTTP/1.1\r\n\r\n"].concat(),
        4 => format!("{head}content-length: 99999999999999999999\r\n\r\n").into_bytes(),
        5 => format!("{head}content-length: 5\r\ncontent-length: 6\r\n\r\nabcdef").into_bytes(),
        6 => format!("{head}transfer-encoding: chunked\r\n\r\nzz\r\n").into_bytes(),
        7 => format!("{head}x: {}\r\n\r\n", "a".repeat(600_000)).into_bytes(),
        8 => format!("{head}\r\n{}", "{".repeat(n as usize)).into_bytes(),
        _ => [head.as_bytes(), b"content-length: 40\r\n\r\n", &noise(40)].concat(),
    }
}

#[tokio::test]
async fn a_thousand_malformed_requests_leave_the_server_as_it_was() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let course = Course::new();
    let (server, client) = course.open().await;
    client.events("/api/events", "").await.wait_ready().await;
    for n in 0..1000 {
        let mut stream =
            tokio::net::TcpStream::connect(server.address()).await.expect("it accepts");
        // It may hang up before it has heard all.
        let _ = stream.write_all(&malformed(n)).await;
        let _ = stream.shutdown().await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer);
        let refused = |status: &str| answer.starts_with(&format!("HTTP/1.1 {status}"));
        assert!(answer.is_empty() || refused("4"), "{n}: {answer}");
    }
    let outcome = client.outcome("fn main() {}").await;
    assert_eq!(outcome["kind"], "success", "{outcome}");
    server.stop().await;
}
