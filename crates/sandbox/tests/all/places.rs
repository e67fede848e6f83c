//! The whole suite, as each user that can be had here: as the one who starts it; and if that is
//! root, as an ordinary user too, with user namespaces and without.
//!
//! An ordinary user must find the toolchain, which is often in root's home. Each place therefore has
//! a mount namespace, in which the toolchain, this package and this executable are put where
//! everybody may read them. Who is in a chroot may make no user namespaces.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use nix::unistd::geteuid;
use sandbox::End;

use crate::common::LIMITS;

/// Set in the processes that this file starts.
pub(crate) const PLACE: &str = "SANDBOX_TEST_PLACE";
/// A full disk for the test that wants one.
pub(crate) const SMALL: &str = "SANDBOX_TEST_SMALL";

/// A user that nobody is, on this machine.
const USER: &str = "64123";

/// Who the suite runs as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Here,
    Ordinary,
    WithoutNamespaces,
}

impl Place {
    const ALL: [Self; 3] = [Self::Here, Self::Ordinary, Self::WithoutNamespaces];

    fn name(self) -> &'static str {
        match self {
            Self::Here if geteuid().is_root() => "as root",
            Self::Here | Self::Ordinary => "as an ordinary user",
            Self::WithoutNamespaces => "as an ordinary user without user namespaces",
        }
    }

    /// What comes before the command that runs in this place.
    fn enter(self) -> String {
        let user = format!("setpriv --reuid={USER} --regid={USER} --clear-groups --inh-caps=-all");
        match self {
            Self::Here => String::new(),
            Self::Ordinary => user,
            Self::WithoutNamespaces => format!("chroot $d/root {user}"),
        }
    }
}

/// Makes the mounts, and becomes the command that follows its first three arguments.
const SCRIPT: &str = r#"set -e; d=$1; toolchain=$2; here=$3; shift 3
mount --bind "$toolchain" $d/toolchain
mount --bind "$here" $d/here
mount -t tmpfs -o size=192k,mode=1777 small $d/small
mount --rbind / $d/root
exec "#;

/// Runs the suite in each place, with the arguments of this process.
pub(crate) fn visit() -> ExitCode {
    let mut failed = false;
    for place in Place::ALL {
        if place != Place::Here && !geteuid().is_root() {
            say(&format!("SKIPPED {}: only root can become another user", place.name()));
            continue;
        }
        let started = Instant::now();
        let problems = run(place);
        for problem in &problems {
            say(&format!("{}: {problem}", place.name()));
        }
        say(&format!("{}: {:.0?}", place.name(), started.elapsed()));
        failed |= !problems.is_empty();
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What went wrong, beside what the suite itself has printed.
fn run(place: Place) -> Vec<String> {
    let directory = tempfile::tempdir().expect("a directory");
    let root = directory.path();
    for name in ["toolchain", "here", "small", "root", "home", "tmp"] {
        fs::create_dir(root.join(name)).expect("a directory");
    }
    for (name, mode) in [("", 0o755), ("tmp", 0o1777)] {
        let mode = fs::Permissions::from_mode(mode);
        fs::set_permissions(root.join(name), mode).expect("permissions");
    }
    let suite = root.join("suite");
    fs::copy(std::env::current_exe().expect("a path"), &suite).expect("a copy");

    let toolchain = toolchain();
    let mut command = if geteuid().is_root() {
        let script = format!("{SCRIPT} {} \"$@\"", place.enter());
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "--propagation=private", "sh", "-c", &script, "sh"])
            .args([root, Path::new(&toolchain), Path::new(env!("CARGO_MANIFEST_DIR")), &suite])
            .env(SMALL, root.join("small"));
        if place != Place::Here {
            command
                .env("RUSTC", root.join("toolchain/bin/rustc"))
                .env("SANDBOX_TEST_HERE", root.join("here"))
                .env("HOME", root.join("home"));
        }
        command
    } else {
        Command::new(&suite)
    };
    command.args(std::env::args_os().skip(1)).env(PLACE, place.name());
    let temporary = root.join("tmp");
    let status = command.env("TMPDIR", &temporary).status();

    let mut problems = Vec::new();
    match status {
        Ok(status) if status.success() => {}
        Ok(status) => problems.push(status.to_string()),
        Err(error) => problems.push(format!("unshare (util-linux) cannot be started: {error}")),
    }
    // Orphans have fallen to this process: see main.
    let orphans = crate::common::children();
    if !orphans.is_empty() {
        problems.push(format!("processes are left: {orphans:?}"));
    }
    let files: Vec<OsString> = fs::read_dir(&temporary)
        .expect("it is there")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    if !files.is_empty() {
        problems.push(format!("files are left: {files:?}"));
    }
    problems
}

/// The descriptors of this process after one run, which opens those that a runtime keeps.
pub(crate) fn enter() -> usize {
    honest();
    descriptors()
}

/// The sandbox works.
fn honest() {
    let seen = crate::block_on(crate::common::run("fn main() { print!(\"done\") }", LIMITS));
    assert_eq!((seen.end(), seen.stdout.as_str()), (End::Success, "done"));
}

fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").expect("descriptors").count()
}

/// After the suite, in the place: says what was tried, and looks for what is left.
pub(crate) fn leave(descriptors_before: usize) {
    let place = std::env::var(PLACE).unwrap_or_default();
    say(&format!("{place}: {:?}", sandbox::Protections::available()));
    say(&format!("{place}: {}", crate::tally::counts()));
    crate::block_on(crate::attacks::forget_attacker());
    let left = crate::common::children();
    assert!(left.is_empty(), "{place}: processes are left: {left:?}");
    assert_eq!(descriptors(), descriptors_before, "{place}: descriptors are left");
    // And it still works.
    honest();
}

/// Where the compiler is.
fn toolchain() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let printed = Command::new(rustc).args(["--print", "sysroot"]).output().expect("rustc");
    String::from_utf8_lossy(&printed.stdout).trim().to_owned()
}

fn say(text: &str) {
    // Not println: whoever started this may read only what fails.
    let _ = writeln!(std::io::stderr(), "{text}");
}
