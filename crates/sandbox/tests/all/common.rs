//! Compiles and runs small programs for the tests.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sandbox::{
    Compilation, Edition, End, Event, Executable, Libraries, Limits, Options, Outcome, Sandbox,
    Stream, Toolchain,
};
use tokio::sync::OnceCell;

/// Generous: an honest twin must pass on a busy machine too.
pub(crate) const LIMITS: Limits = Limits {
    wall: Duration::from_secs(20),
    output_bytes: 64 * 1024,
    memory_bytes: 128 * 1024 * 1024,
    ..Limits::READER
};

/// This package, where this user finds it.
pub(crate) fn here() -> PathBuf {
    let moved = std::env::var_os("SANDBOX_TEST_HERE");
    moved.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(), PathBuf::from)
}

pub(crate) async fn libraries() -> Libraries {
    static FOUND: OnceCell<Libraries> = OnceCell::const_new();
    let found = FOUND.get_or_init(async || {
        Libraries::none(Toolchain::find(&here()).await.expect("a toolchain").rustc)
    });
    found.await.clone()
}

/// The processes that this one has started, or that fell to it, and that live.
#[cfg(target_os = "linux")]
pub(crate) fn children() -> Vec<u32> {
    use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
    // Those that have ended are taken away first.
    while !matches!(waitpid(None, Some(WaitPidFlag::WNOHANG)), Ok(WaitStatus::StillAlive) | Err(_))
    {
    }
    let threads = std::fs::read_dir("/proc/self/task").expect("threads").flatten();
    let listed = threads.map(|thread| std::fs::read_to_string(thread.path().join("children")));
    let listed: Vec<String> = listed.map(Result::unwrap_or_default).collect();
    listed.iter().flat_map(|it| it.split_whitespace()).filter_map(|it| it.parse().ok()).collect()
}

pub(crate) async fn compile(source: &str) -> Compilation {
    let options = Options::new(Edition::E2024);
    Sandbox::new().compile(source, &libraries().await, options).await.expect("rustc starts")
}

/// The executable of a program that must compile.
pub(crate) async fn build(source: &str) -> Executable {
    let compilation = compile(source).await;
    compilation.executable.unwrap_or_else(|| panic!("{:#?}", compilation.diagnostics))
}

/// What a run printed and how it ended.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) outcome: Option<Outcome>,
}

impl Seen {
    /// What it printed, as far as that is short.
    pub(crate) fn excerpt(&self) -> String {
        let start = |text: &str| text.chars().take(300).collect::<String>();
        format!("stdout {:?}, stderr {:?}", start(&self.stdout), start(&self.stderr))
    }

    pub(crate) fn end(&self) -> End {
        self.outcome.expect("the last event is the end").end
    }
}

/// Compiles a program and runs it.
pub(crate) async fn run(source: &str, limits: Limits) -> Seen {
    let executable = build(source).await;
    watch_run(Sandbox::new().run(executable.program(), limits).expect("it starts")).await
}

/// All that a run tells.
pub(crate) async fn watch_run(mut run: sandbox::Run) -> Seen {
    let mut seen = Seen::default();
    assert_eq!(run.next().await, Some(Event::Started));
    while let Some(event) = run.next().await {
        assert!(seen.outcome.is_none(), "nothing comes after the end");
        match event {
            Event::Started => panic!("started twice"),
            Event::Line(line) => {
                let text = match line.stream {
                    Stream::Stdout => &mut seen.stdout,
                    Stream::Stderr => &mut seen.stderr,
                };
                text.push_str(&line.text);
                if line.complete {
                    text.push('\n');
                }
            }
            Event::Ended(outcome) => seen.outcome = Some(outcome),
        }
    }
    seen
}
