//! The command itself.

use std::path::Path;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::client::Client;
use crate::course::{BONJOUR, Course, Marker};

pub(crate) fn cours(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cours"));
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

/// Starts the command and waits until it serves.
pub(crate) async fn open(book: &Path) -> (Child, Client) {
    let book = book.to_str().expect("a UTF-8 path");
    let mut child = cours(&["--port", "0", "--livre", book]).spawn().expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let line = lines.next_line().await.expect("a line").expect("it says where it is");
    let address = line.strip_prefix("Le cours est ouvert\u{a0}: http://").expect("the address");
    let client = Client(address.parse().expect("an address"));
    // Goes on reading, so that the server can go on writing.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    (child, client)
}

/// Sends a signal.
#[cfg(unix)]
pub(crate) async fn send(signal: &str, child: &Child) {
    // The shell's own kill: there may be no other.
    let kill = format!("kill -s {signal} {}", child.id().expect("it runs"));
    let sent = Command::new("sh").args(["-c", &kill]).status().await.expect("a shell");
    assert!(sent.success());
}

#[cfg(unix)]
#[tokio::test]
async fn ctrl_c_ends_it_and_everything_it_started() {
    let course = Course::new();
    let (mut child, client) = open(course.path()).await;
    let marker = Marker::new(&course);
    let _events = marker.run_by(client).await;

    send("INT", &child).await;
    assert_eq!(child.wait().await.expect("it ends").code(), Some(130));
    assert!(marker.vanishes().await);
    let left = std::fs::read_dir(course.path().join("target/cours")).expect("its directory");
    assert_eq!(left.count(), 0, "the served pages go with it");
}

#[tokio::test]
async fn a_taken_port_is_a_sentence_and_a_failure() {
    let course = Course::new();
    let (_child, client) = open(course.path()).await;
    let port = client.0.port().to_string();
    let book = course.path().to_str().expect("a UTF-8 path");
    let output = cours(&["--port", &port, "--livre", book]).output().await.expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.starts_with(&format!("Le port {port} est déjà pris")), "{text}");
}

#[tokio::test]
async fn a_directory_without_a_book_is_a_sentence_and_a_failure() {
    let empty = tempfile::tempdir().expect("a directory");
    let path = empty.path().to_str().expect("a UTF-8 path");
    let output = cours(&["--livre", path]).output().await.expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("book.toml") && text.contains("--livre"), "{text}");
}

/// Verifies a course: what it says, and its exit code.
async fn verify(course: &Course, args: &[&str]) -> (String, Option<i32>) {
    let book = course.path().to_str().expect("a UTF-8 path");
    let args: Vec<_> = ["verifier", "--livre", book].iter().chain(args).copied().collect();
    let output = cours(&args).output().await.expect("it ends");
    let text = [output.stdout, output.stderr].concat();
    (String::from_utf8(text).expect("UTF-8"), output.status.code())
}

#[tokio::test]
async fn an_author_sees_what_fails_mends_it_and_does_not_wait_for_the_rest() {
    let course = Course::new();
    // Cargo.lock, on which results depend, is written by the first one.
    for _ in 0..2 {
        let (text, code) = verify(&course, &["bonjour"]).await;
        assert_eq!(code, Some(0), "{text}");
        assert!(text.contains("3\u{a0}réussites, 0\u{a0}échec, 0\u{a0}inchangée"), "{text}");
    }
    let (text, code) = verify(&course, &["ch01"]).await;
    assert_eq!(code, Some(1), "{text}");
    // The exercise needs a tokio that this workspace does not have; what passed is not asked again.
    assert!(text.contains("3\u{a0}inchangées"), "{text}");
    let (text, _) = verify(&course, &["bonjour", "--tout"]).await;
    assert!(text.contains("3\u{a0}réussites, 0\u{a0}échec, 0\u{a0}inchangée"), "{text}");

    course.write("listings/ch01-un/bonjour/sortie.txt", "bonsoir\n");
    let (text, code) = verify(&course, &["bonjour"]).await;
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("bonjour/tokio.rs") && text.contains("-bonsoir\n+bonjour"), "{text}");
    let (text, code) = verify(&course, &["bonjour", "--accepter"]).await;
    assert_eq!(code, Some(0), "{text}");
    let output = course.path().join("listings/ch01-un/bonjour/sortie.txt");
    assert_eq!(std::fs::read_to_string(output).expect("a file"), "bonjour\n");
    let (text, code) = verify(&course, &["bonjour"]).await;
    assert_eq!(code, Some(0), "{text}");
}

#[tokio::test]
async fn what_only_one_runtime_prints_is_not_accepted_for_all() {
    let course = Course::new();
    let smol = BONJOUR.replace("    println", "    // ANCHOR: coeur\n    println");
    let smol = smol.replace(";\n}", ";\n    // ANCHOR_END: coeur\n    println!(\"de smol\");\n}");
    course.write("listings/ch01-un/bonjour/smol.rs", &smol);
    let (text, code) = verify(&course, &["bonjour", "--accepter"]).await;
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("sortie.tokio.txt"), "{text}");
    let output = course.path().join("listings/ch01-un/bonjour/sortie.txt");
    assert_eq!(std::fs::read_to_string(output).expect("a file"), "bonjour\n");
}

#[tokio::test]
async fn an_unknown_target_is_a_sentence_and_a_failure() {
    let (text, code) = verify(&Course::new(), &["bonjours"]).await;
    assert_eq!(code, Some(1));
    assert!(text.contains("Vouliez-vous dire `bonjour`"), "{text}");
}

#[tokio::test]
async fn help_is_french() {
    let output = cours(&["--help"]).output().await.expect("it ends");
    let text = String::from_utf8_lossy(&output.stdout);
    for word in ["Utilisation", "--port", "--ouvrir", "--livre", "navigateur"] {
        assert!(text.contains(word), "{text}");
    }
}
