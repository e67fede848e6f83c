//! What a program does, and what the sandbox says of it: each limit beside an honest twin.

use std::time::Duration;

use crate::common::{LIMITS, build, run};
use sandbox::{End, Event, Limits, Program, Sandbox};

pub(crate) async fn a_program_that_ends_well_is_a_success_with_all_its_output() {
    let seen =
        run(r#"fn main() { println!("un"); eprintln!("deux"); print!("trois"); }"#, LIMITS).await;
    assert_eq!(seen.end(), End::Success);
    assert_eq!(seen.stdout, "un\ntrois");
    assert_eq!(seen.stderr, "deux\n");
}

pub(crate) async fn an_exit_code_is_told() {
    assert_eq!(run("fn main() { std::process::exit(3) }", LIMITS).await.end(), End::Exit(3));
}

pub(crate) async fn a_panic_is_told_with_its_place_in_the_source() {
    let seen = run("fn main() {\n    panic!(\"aïe\");\n}", LIMITS).await;
    assert_eq!(seen.end(), End::Panic);
    assert!(seen.stderr.contains("main.rs:2:5:\naïe\n"), "{}", seen.stderr);
}

#[cfg(unix)]
pub(crate) async fn a_signal_is_told() {
    assert_eq!(run("fn main() { std::process::abort() }", LIMITS).await.end(), End::Signal(6));
}

pub(crate) async fn an_endless_loop_meets_the_time_limit() {
    let limits = Limits { wall: Duration::from_millis(700), ..LIMITS };
    let seen =
        run(r#"fn main() { println!("début"); loop { std::hint::spin_loop() } }"#, limits).await;
    assert_eq!(seen.end(), End::TimeLimit);
    assert_eq!(seen.stdout, "début\n", "what came before the limit is shown");
}

pub(crate) async fn a_long_pause_under_the_time_limit_passes() {
    let source = "fn main() { std::thread::sleep(std::time::Duration::from_millis(700)) }";
    assert_eq!(run(source, LIMITS).await.end(), End::Success);
}

pub(crate) async fn endless_output_meets_the_output_limit() {
    let seen = run(r#"fn main() { loop { println!("encore") } }"#, LIMITS).await;
    assert_eq!(seen.end(), End::OutputLimit);
    assert_eq!(seen.stdout.len() as u64, LIMITS.output_bytes);
}

pub(crate) async fn endless_output_on_two_streams_is_counted_together() {
    let seen = run(r#"fn main() { loop { println!("a"); eprintln!("b") } }"#, LIMITS).await;
    assert_eq!(seen.end(), End::OutputLimit);
    assert_eq!((seen.stdout.len() + seen.stderr.len()) as u64, LIMITS.output_bytes);
}

pub(crate) async fn output_up_to_the_limit_passes() {
    // 64 KiB: 4096 lines of 16 bytes.
    let seen = run(r#"fn main() { for n in 0..4096 { println!("{n:015}") } }"#, LIMITS).await;
    assert_eq!(seen.end(), End::Success);
    assert_eq!(seen.stdout.len() as u64, LIMITS.output_bytes);
    assert!(seen.stdout.ends_with("000000000004095\n"));
}

pub(crate) async fn one_byte_over_the_output_limit_does_not_pass() {
    let source = r#"fn main() { for n in 0..4096 { println!("{n:015}") } print!("!") }"#;
    assert_eq!(run(source, LIMITS).await.end(), End::OutputLimit);
}

/// Touches `mebibytes` of memory and holds it for a while.
fn holds(mebibytes: usize) -> String {
    format!(
        "fn main() {{
            let mut held = vec![0_u8; {mebibytes} << 20];
            for page in held.chunks_mut(4096) {{ page[0] = 1; }}
            std::thread::sleep(std::time::Duration::from_millis(500));
            println!(\"{{}}\", held.iter().map(|byte| usize::from(*byte)).sum::<usize>() > 0);
        }}"
    )
}

pub(crate) async fn a_memory_hog_meets_the_memory_limit() {
    let seen = run(&holds(400), LIMITS).await;
    assert_eq!(seen.end(), End::MemoryLimit);
    assert_eq!(seen.stdout, "");
}

pub(crate) async fn memory_under_the_limit_passes() {
    let seen = run(&holds(100), LIMITS).await;
    assert_eq!((seen.end(), seen.stdout.as_str()), (End::Success, "true\n"));
}

pub(crate) async fn reserved_memory_that_is_not_touched_passes() {
    let source = "fn main() { let held = Vec::<u8>::with_capacity(4 << 30);
        std::thread::sleep(std::time::Duration::from_millis(500)); drop(held); }";
    assert_eq!(run(source, LIMITS).await.end(), End::Success);
}

pub(crate) async fn the_environment_and_the_input_are_empty() {
    let source = r#"fn main() {
        println!("{:?}", std::env::var_os("CARGO_MANIFEST_DIR"));
        println!("{:?}", std::io::read_to_string(std::io::stdin()));
        println!("{}", std::fs::read_dir(".").unwrap().count());
    }"#;
    assert!(std::env::var_os("CARGO_MANIFEST_DIR").is_some(), "there is something to hide");
    assert_eq!(run(source, LIMITS).await.stdout, "None\nOk(\"\")\n0\n");
}

pub(crate) async fn lines_come_while_the_program_runs() {
    // The program goes on only once its first line was seen: it waits for a file to vanish.
    let flag = tempfile::NamedTempFile::new().expect("a flag");
    let executable = build(
        r#"fn main() {
            let flag = std::env::args().nth(1).unwrap();
            println!("avant");
            while std::path::Path::new(&flag).exists() {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            println!("après");
        }"#,
    )
    .await;
    let program = executable.program().arg(flag.path());
    // Unconfined: the flag is a file of ours.
    let mut run = Sandbox::unconfined().run(program, LIMITS).expect("it starts");
    assert_eq!(run.next().await, Some(Event::Started));
    let Some(Event::Line(before)) = run.next().await else { panic!("a line") };
    assert_eq!(before.text, "avant");
    flag.close().expect("the flag goes");
    let Some(Event::Line(after)) = run.next().await else { panic!("a line") };
    assert_eq!(after.text, "après");
    assert!(after.elapsed >= before.elapsed);
    assert!(matches!(run.next().await, Some(Event::Ended(outcome)) if outcome.end == End::Success));
    assert_eq!(run.next().await, None);
}

pub(crate) async fn a_stopped_run_says_so() {
    let executable = build("fn main() { println!(\"prêt\"); loop { std::thread::park() } }").await;
    let mut run = Sandbox::new().run(executable.program(), LIMITS).expect("it starts");
    let mut end = None;
    while let Some(event) = run.next().await {
        match event {
            Event::Line(_) => run.stop(),
            Event::Ended(outcome) => end = Some(outcome.end),
            Event::Started => {}
        }
    }
    assert_eq!(end, Some(End::Stopped));
}

pub(crate) async fn a_program_that_does_not_exist_is_an_error() {
    let error =
        Sandbox::new().run(Program::new("/no/such/program"), LIMITS).expect_err("no program");
    assert!(matches!(error, sandbox::Error::Spawn { .. }), "{error}");
}

/// A program whose child counts in a file, if it may live; the parent does `then`.
#[cfg(unix)]
fn counting_child(then: &str) -> String {
    format!(
        r#"
use std::io::Write as _;
fn main() {{
    let mut args = std::env::args().skip(1);
    let marker = args.next().unwrap();
    if args.next().is_some() {{
        loop {{
            std::fs::OpenOptions::new().append(true).create(true).open(&marker).unwrap()
                .write_all(b".").unwrap();
            std::thread::sleep(std::time::Duration::from_millis(10));
        }}
    }}
    let own = std::env::current_exe().unwrap();
    std::process::Command::new(own).args([&marker, "child"]).spawn().unwrap();
    while std::fs::metadata(&marker).map_or(0, |marker| marker.len()) < 3 {{
        std::thread::sleep(std::time::Duration::from_millis(5));
    }}
    println!("prêt");
    {then}
}}"#
    )
}

/// Whether nobody writes the file any more. A live writer writes every 10 ms.
#[cfg(unix)]
async fn is_still(marker: &std::path::Path) -> bool {
    let length = || std::fs::metadata(marker).map_or(0, |marker| marker.len());
    let mut before = length();
    // The writer may be killed just after this looks: some tries, but an end to them.
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let now = length();
        if now == before {
            return true;
        }
        before = now;
    }
    false
}

#[cfg(unix)]
pub(crate) async fn a_grandchild_does_not_outlive_the_run_nor_hold_it_up() {
    let directory = tempfile::tempdir().expect("a directory");
    let marker = directory.path().join("marker");
    let executable = build(&counting_child("")).await;
    let program = executable.program().arg(&marker);
    let mut run = Sandbox::unconfined().run(program, LIMITS).expect("it starts");
    let mut end = None;
    while let Some(event) = run.next().await {
        if let Event::Ended(outcome) = event {
            end = Some(outcome.end);
        }
    }
    assert_eq!(end, Some(End::Success), "the child holds the pipe, and is not waited for");
    assert!(is_still(&marker).await);
}

#[cfg(unix)]
pub(crate) async fn dropping_the_stream_kills_the_run_and_its_children() {
    let directory = tempfile::tempdir().expect("a directory");
    let marker = directory.path().join("marker");
    let executable = build(&counting_child("loop { std::thread::park() }")).await;
    let program = executable.program().arg(&marker);
    let mut run = Sandbox::unconfined().run(program, LIMITS).expect("it starts");
    assert_eq!(run.next().await, Some(Event::Started));
    assert!(matches!(run.next().await, Some(Event::Line(_))));
    assert!(!is_still_for_now(&marker).await, "the child writes while the run goes on");
    drop(run);
    assert!(is_still(&marker).await);
}

/// Whether the file does not grow for long enough that a live writer would have written.
#[cfg(unix)]
async fn is_still_for_now(marker: &std::path::Path) -> bool {
    let before = std::fs::metadata(marker).map_or(0, |marker| marker.len());
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        if std::fs::metadata(marker).map_or(0, |marker| marker.len()) > before {
            return false;
        }
    }
    true
}

#[cfg(unix)]
pub(crate) async fn memory_of_a_child_counts() {
    let hog = holds(400).replace("fn main", "fn hog");
    let source = format!(
        "{hog}
        fn main() {{
            if std::env::args().len() > 1 {{
                return hog();
            }}
            let own = std::env::current_exe().unwrap();
            std::process::Command::new(own).arg(\"child\").status().unwrap();
        }}"
    );
    assert_eq!(run(&source, LIMITS).await.end(), End::MemoryLimit);
}
