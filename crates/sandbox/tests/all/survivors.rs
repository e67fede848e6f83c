//! What could be left of a program, and is not.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use sandbox::{Edition, End, Error, Libraries, Options, Sandbox};

use crate::attacks::{attacker, program};
use crate::common::{LIMITS, libraries, watch_run};
use crate::places;
use crate::tally::Tally;

/// Makes this executable the server that a test kills; the value tells its run from others.
pub(crate) const SERVER: &str = "SANDBOX_TEST_SERVER";

/// The processes of this machine that have this word among their arguments.
fn known_by(token: &str) -> Vec<String> {
    let processes = std::fs::read_dir("/proc").expect("processes").flatten();
    processes
        .filter(|process| {
            let line = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
            line.split(|byte| *byte == 0).any(|arg| arg == token.as_bytes())
        })
        .map(|process| process.file_name().to_string_lossy().into_owned())
        .collect()
}

pub(crate) async fn a_daemon_ends_with_the_program_that_started_it() {
    let (sandbox, executable) = (Sandbox::new(), attacker().await);
    let token = format!("daemon-of-{}", std::process::id());
    let start = |deed| sandbox.run(program(&executable, deed), LIMITS).expect("it starts");
    let mut tally = Tally::default();

    let deed = format!("daemon {token}");
    let run = tokio::spawn(watch_run(start(&deed)));
    // First of all it is there while the program runs, or the rest would prove nothing.
    assert!(appears(&token, 2).await, "the daemon was never seen");
    let end = run.await.expect("it does not panic").end();
    let left = known_by(&token);
    tally.attack(end == End::Success && left.is_empty(), || format!("{end:?}, left: {left:?}"));

    let deed = format!("haunt {token}");
    let run = start(&deed);
    assert!(appears(&token, 2).await, "the daemon was never seen");
    drop(run);
    tally.attack(vanishes(&token).await, || "it outlives a run that is dropped".into());
    tally.conclude();
}

async fn vanishes(token: &str) -> bool {
    for _ in 0..100 {
        if known_by(token).is_empty() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    false
}

/// A server with something to do, for the next test: a program that has left a daemon.
pub(crate) async fn serve(token: &str) {
    if token.is_empty() {
        Sandbox::new();
        return;
    }
    let executable = attacker().await;
    let deed = format!("haunt {token}");
    watch_run(Sandbox::new().run(program(&executable, &deed), LIMITS).expect("it starts")).await;
}

pub(crate) async fn the_server_takes_its_runs_with_it_when_it_is_killed() {
    let token = format!("run-of-{}", std::process::id());
    let own = std::env::current_exe().expect("a path");
    // What it leaves there, for it cannot tidy up, goes with this test.
    let scratch = tempfile::tempdir().expect("a directory");
    let mut server = Command::new(&own)
        .env(SERVER, &token)
        .env("TMPDIR", scratch.path())
        .spawn()
        .expect("it starts");
    assert!(appears(&token, 2).await, "the run and its daemon never started");
    // SIGKILL.
    server.kill().expect("it lives");
    server.wait().expect("it is dead");
    let mut tally = Tally::default();
    tally.attack(vanishes(&token).await, || format!("it lives on: {:?}", known_by(&token)));
    let left = || -> Vec<_> {
        let killed = format!("-{}-", server.id());
        let places = [scratch.path(), Path::new("/dev/shm")].map(fs::read_dir);
        let names = places.into_iter().flatten().flatten().flatten();
        names.map(|it| it.file_name()).filter(|it| it.to_string_lossy().contains(&killed)).collect()
    };
    tally.twin(!left().is_empty(), || "it had left nothing anyway".to_owned());
    // The next server tidies up.
    let next = Command::new(own)
        .env(SERVER, "")
        .env("TMPDIR", scratch.path())
        .status()
        .expect("it starts");
    tally.attack(next.success() && left().is_empty(), || format!("left: {:?}", left()));
    tally.conclude();
}

/// Whether so many processes are seen that have this word among their arguments.
async fn appears(token: &str, processes: usize) -> bool {
    for _ in 0..1000 {
        if known_by(token).len() >= processes {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    false
}

pub(crate) async fn a_compilation_that_nobody_waits_for_any_more_ends() {
    // No such directory: it only makes this rustc known.
    let token = format!("dependency=/compilation-of-{}", std::process::id());
    let libraries = Libraries { search: vec![token.clone()], ..libraries().await };
    let compilation = tokio::spawn(async move {
        let options = Options::new(Edition::E2024);
        Sandbox::new().compile(crate::compiler::ENDLESS, &libraries, options).await
    });
    assert!(appears(&token, 1).await, "rustc never started");
    compilation.abort();
    let mut tally = Tally::default();
    tally.attack(vanishes(&token).await, || format!("it lives on: {:?}", known_by(&token)));
    tally.conclude();
}

pub(crate) async fn a_full_disk_is_told_and_a_disk_with_room_serves() {
    let Some(small) = std::env::var_os(places::SMALL) else {
        return eprintln!("SKIPPED: only root can make a small disk");
    };
    let (libraries, options) = (libraries().await, Options::new(Edition::E2024));
    let small = Sandbox::new().in_directory(small);
    let mut tally = Tally::default();
    // It compiles, and there is no room for the executable.
    let source = "fn main() { println!(\"done\") }";
    let done = small.compile(source, &libraries, options).await;
    tally.attack(matches!(done, Err(Error::Scratch(_))), || format!("{done:?}"));
    // There is not even room for the source.
    let source = format!("fn main() {{}} // {}", "x".repeat(300_000));
    let done = small.compile(&source, &libraries, options).await;
    tally.attack(matches!(done, Err(Error::Scratch(_))), || format!("{done:?}"));
    let done = Sandbox::new().compile(&source, &libraries, options).await;
    let told = done.as_ref().is_ok_and(|done| done.end == End::Success);
    tally.twin(told, || format!("{done:?}"));
    tally.conclude();
}
