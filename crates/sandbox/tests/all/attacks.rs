//! Hostile programs beside their honest twins: the ones are contained, the others pass.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use sandbox::{Edition, End, Executable, Limits, Options, Program, Protections, Sandbox};
use tokio::sync::Mutex;

use crate::common::{LIMITS, Seen, here, libraries, watch_run};
use crate::tally::{Fate, Tally};

const ATTACKER: &str = include_str!("../fixtures/attacker.rs");

/// What of this process and machine an attack aims at.
pub(crate) struct Host {
    directory: tempfile::TempDir,
    listener: TcpListener,
    bystander: std::process::Child,
}

impl Host {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        std::fs::write(directory.path().join("secret.rs"), "pub const SECRET: u8 = 1;")
            .expect("a secret");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let bystander = Command::new("sleep").arg("600").spawn().expect("sleep");
        Self { directory, listener, bystander }
    }

    pub(crate) fn secret(&self) -> String {
        self.directory.path().join("secret.rs").display().to_string()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.bystander.kill();
        let _ = self.bystander.wait();
    }
}

/// Compiled once.
static ATTACKER_BUILT: Mutex<Option<Executable>> = Mutex::const_new(None);

pub(crate) async fn attacker() -> Executable {
    let mut built = ATTACKER_BUILT.lock().await;
    if built.is_none() {
        let options = Options::new(Edition::E2024);
        let sandbox = Sandbox::new();
        let compilation = sandbox.compile(ATTACKER, &libraries().await, options).await;
        *built = compilation.expect("rustc starts").executable;
    }
    built.clone().expect("it compiles")
}

/// Its file goes with it.
pub(crate) async fn forget_attacker() {
    ATTACKER_BUILT.lock().await.take();
}

pub(crate) fn program(executable: &Executable, deed: &str) -> Program {
    deed.split(' ').fold(executable.program(), Program::arg)
}

async fn perform(sandbox: &Sandbox, executable: &Executable, deed: &str, limits: Limits) -> Seen {
    watch_run(sandbox.run(program(executable, deed), limits).expect("it starts")).await
}

fn skipped(sandbox: &Sandbox) {
    eprintln!("SKIPPED: {:?}", sandbox.protections());
}

pub(crate) async fn limits_hold_and_what_is_under_them_passes() {
    let (sandbox, executable) = (Sandbox::new(), attacker().await);
    let cpu = Limits { cpu: Duration::from_secs(1), ..LIMITS };
    // A bomb of hundreds would hold up a loaded machine for minutes.
    let few = Limits { processes: 32, threads: 64, ..LIMITS };
    // The limits that readers have.
    let reader = Limits::READER;
    let patient = Limits { wall: Duration::from_secs(60), ..reader };
    let mut deeds = vec![
        ("hold 4096", LIMITS, Fate::Ends(End::MemoryLimit)),
        ("hold-in-child 4096", LIMITS, Fate::Ends(End::MemoryLimit)),
        ("hold 60", LIMITS, Fate::Passes),
        ("hold 300", patient, Fate::Passes),
        ("hold-in-child 60", LIMITS, Fate::Passes),
        ("fork-bomb", few, Fate::Bounded),
        ("fork 60", few, Fate::Ends(End::ProcessLimit)),
        ("fork 20", few, Fate::Passes),
        ("threads 5000", LIMITS, Fate::Bounded),
        ("threads 550", LIMITS, Fate::Ends(End::ProcessLimit)),
        ("threads 200", LIMITS, Fate::Passes),
        ("spin 3", cpu, Fate::Ends(End::CpuLimit)),
        ("sleep 1500", cpu, Fate::Passes),
        ("print 100000", LIMITS, Fate::Ends(End::OutputLimit)),
        ("print-err 100000", LIMITS, Fate::Ends(End::OutputLimit)),
        ("print 30", LIMITS, Fate::Passes),
        ("print-out 500", patient, Fate::Passes),
        ("print-err 500", patient, Fate::Passes),
        ("file 10240", LIMITS, Fate::Ends(End::FileLimit)),
        ("file 1", LIMITS, Fate::Passes),
        ("open 3000", LIMITS, Fate::Refused),
        ("open 500", LIMITS, Fate::Passes),
    ];
    if sandbox.protections().namespaces {
        // Without, there is no /tmp of their own.
        deeds.push(("files 200", LIMITS, Fate::Refused));
        deeds.push(("files 3", LIMITS, Fate::Passes));
    }
    let mut tally = Tally::default();
    for (deed, limits, fate) in deeds {
        let _alone = if limits == few { Some(CROWD.lock().await) } else { None };
        tally.note(fate, &perform(&sandbox, &executable, deed, limits).await, deed);
    }
    tally.conclude();
}

/// With the limits that readers have: side by side, for both take their time.
pub(crate) async fn an_endless_loop_ends_and_eight_seconds_of_sleep_pass() {
    let (sandbox, executable) = (Sandbox::new(), attacker().await);
    let (endless, asleep) = tokio::join!(
        perform(&sandbox, &executable, "spin 1", Limits::READER),
        perform(&sandbox, &executable, "sleep 8000", Limits::READER),
    );
    let mut tally = Tally::default();
    tally.note(Fate::Ends(End::TimeLimit), &endless, "spin 1");
    tally.note(Fate::Passes, &asleep, "sleep 8000");
    tally.conclude();
}

/// Without namespaces a program of few threads starts only where its user has few already.
static CROWD: Mutex<()> = Mutex::const_new(());

/// The kernel's limit of threads is a user's: programs that run side by side must not share it.
pub(crate) async fn sixteen_programs_at_once_each_have_their_two_hundred_threads() {
    let (sandbox, executable) = (Sandbox::new(), attacker().await);
    let patient = Limits { wall: Duration::from_secs(60), ..Limits::READER };
    let _crowd = CROWD.lock().await;
    let runs: Vec<_> = (0..16)
        .map(|_| sandbox.run(program(&executable, "threads 200"), patient).expect("it starts"))
        .collect();
    let mut tally = Tally::default();
    for run in runs {
        tally.note(Fate::Passes, &watch_run(run).await, "threads 200, sixteen times at once");
    }
    tally.conclude();
}

pub(crate) async fn nothing_of_the_host_is_seen_or_reached() {
    let (sandbox, executable, mut host) = (Sandbox::new(), attacker().await, Host::new());
    if !sandbox.protections().namespaces {
        return skipped(&sandbox);
    }
    let here = here().display().to_string();
    let secret = host.secret();
    let outside = host.directory.path().join("written").display().to_string();
    let listener = host.listener.local_addr().expect("an address");
    let (own, bystander) = (std::process::id(), host.bystander.id());
    let home = std::env::var("HOME").unwrap_or_else(|_| "/root".into());
    let mut tally = Tally::default();
    for (deed, fate) in [
        ("read /etc/passwd".into(), Fate::Refused),
        ("read /etc/shadow".into(), Fate::Refused),
        ("read /proc/1/environ".into(), Fate::Refused),
        ("read /proc/1/maps".into(), Fate::Refused),
        (format!("list {home}"), Fate::Refused),
        (format!("list {here}"), Fate::Refused),
        (format!("read {here}/src/lib.rs"), Fate::Refused),
        (format!("read {secret}"), Fate::Refused),
        (format!("read /proc/{own}/environ"), Fate::Refused),
        (format!("environments {here}"), Fate::Refused),
        ("read /proc/self/status".into(), Fate::Passes),
        ("list /tmp".into(), Fate::Passes),
        ("write /usr/written".into(), Fate::Refused),
        ("write /etc/written".into(), Fate::Refused),
        ("write /program/written".into(), Fate::Refused),
        ("write /written".into(), Fate::Refused),
        ("write /proc/sys/kernel/hostname".into(), Fate::Refused),
        (format!("write {outside}"), Fate::Refused),
        ("write /tmp/written".into(), Fate::Passes),
        (format!("connect {listener}"), Fate::Refused),
        ("connect 1.1.1.1:53".into(), Fate::Refused),
        ("datagram 1.1.1.1:53".into(), Fate::Refused),
        ("resolve example.com:80".into(), Fate::Refused),
        ("loopback".into(), Fate::Passes),
        ("datagram 127.0.0.1:9".into(), Fate::Passes),
        ("resolve localhost:80".into(), Fate::Passes),
        (format!("kill {own}"), Fate::Refused),
        (format!("kill {bystander}"), Fate::Refused),
        ("kill-all".into(), Fate::Refused),
        ("kill-child".into(), Fate::Passes),
        (format!("processes {own}"), Fate::Refused),
        (format!("ptrace {bystander}"), Fate::Refused),
        ("ptrace 1".into(), Fate::Refused),
        ("setuid".into(), Fate::Refused),
        ("unshare".into(), Fate::Refused),
        ("chroot".into(), Fate::Refused),
        ("mount".into(), Fate::Refused),
        ("memfd".into(), Fate::Refused),
        ("vsock".into(), Fate::Refused),
        ("packet".into(), Fate::Refused),
        ("unix".into(), Fate::Passes),
        ("descriptors".into(), Fate::Refused),
        ("capabilities".into(), Fate::Refused),
    ] {
        tally.note(fate, &perform(&sandbox, &executable, &deed, LIMITS).await, &deed);
    }
    let alive = host.bystander.try_wait().expect("it can be asked").is_none();
    tally.attack(alive, || "a process of the host was killed".into());
    tally.attack(!Path::new(&outside).exists(), || format!("{outside} was written"));
    tally.conclude();
}

/// What is left when the machine allows no namespaces.
pub(crate) async fn without_namespaces_files_and_calls_are_refused_all_the_same() {
    let most = Protections { namespaces: false, ..Protections::available() };
    let (sandbox, executable, host) = (Sandbox::new().at_most(most), attacker().await, Host::new());
    if !sandbox.protections().landlock || !sandbox.protections().seccomp {
        return skipped(&sandbox);
    }
    let outside = host.directory.path().join("written").display().to_string();
    let own = std::process::id();
    let mut tally = Tally::default();
    for (deed, fate) in [
        ("read /etc/passwd".into(), Fate::Refused),
        (format!("list {}", here().display()), Fate::Refused),
        (format!("read {}", host.secret()), Fate::Refused),
        (format!("read /proc/{own}/environ"), Fate::Refused),
        (format!("write {outside}"), Fate::Refused),
        (format!("ptrace {own}"), Fate::Refused),
        ("unshare".into(), Fate::Refused),
        ("mount".into(), Fate::Refused),
        ("memfd".into(), Fate::Refused),
        ("vsock".into(), Fate::Refused),
        ("file 10240".into(), Fate::Ends(End::FileLimit)),
        ("hold 4096".into(), Fate::Ends(End::MemoryLimit)),
        ("open 3000".into(), Fate::Refused),
        ("file 1".into(), Fate::Passes),
        ("loopback".into(), Fate::Passes),
        ("hold 60".into(), Fate::Passes),
        ("threads 200".into(), Fate::Passes),
    ] {
        tally.note(fate, &perform(&sandbox, &executable, &deed, LIMITS).await, &deed);
    }
    tally.conclude();
}
