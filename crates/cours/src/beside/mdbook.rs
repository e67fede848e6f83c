//! The `mdbook serve` that a preprocessor works for.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser;
use sysinfo::{Pid, Process, ProcessRefreshKind, ProcessesToUpdate, System, UpdateKind};

/// Ancestors that are looked at: on Windows, where a number may be given again, they could be a
/// circle.
const GENERATIONS: usize = 16;

/// A process that serves a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Serve {
    pub(super) pid: u32,
    /// Of its pages, as browsers write them.
    pub(super) origins: Vec<String>,
}

impl Serve {
    /// The nearest ancestor of this process that is an `mdbook serve`: between the two there may
    /// be cargo, rustup or a shell.
    pub(super) fn find() -> Option<Self> {
        let mut system = System::new();
        let mut pid = sysinfo::get_current_pid().ok()?;
        for _ in 0..GENERATIONS {
            pid = inspect(&mut system, pid)?.parent()?;
            let process = inspect(&mut system, pid)?;
            if process.name().to_str().is_some_and(|name| name.starts_with("mdbook"))
                && let Some(origins) = origins(process.cmd())
            {
                return Some(Self { pid: pid.as_u32(), origins });
            }
        }
        None
    }
}

fn inspect(system: &mut System, pid: Pid) -> Option<&Process> {
    let what = ProcessRefreshKind::nothing().with_cmd(UpdateKind::Always);
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), false, what);
    system.process(pid)
}

/// The command line of `mdbook serve`, as mdBook 0.5 reads it.
#[derive(Debug, Parser)]
#[command(disable_help_flag = true)]
struct Arguments {
    #[arg(short = 'n', long, default_value = "localhost")]
    hostname: String,
    #[arg(short, long, default_value_t = 3000)]
    port: u16,
    // The rest, so that it is not taken for something else.
    #[arg(short, long)]
    open: bool,
    #[arg(short, long)]
    dest_dir: Option<PathBuf>,
    #[arg(long)]
    watcher: Option<String>,
    dir: Option<PathBuf>,
}

/// The origins of the pages, if this is the command line of a server.
fn origins(command: &[OsString]) -> Option<Vec<String>> {
    let serve = command.iter().position(|word| word == "serve")?;
    let Arguments { hostname, port, .. } = Arguments::try_parse_from(&command[serve..]).ok()?;
    // Browsers leave the usual port out.
    let port = if port == 80 { String::new() } else { format!(":{port}") };
    let mut names = vec![hostname.to_lowercase()];
    for name in crate::http::NAMES {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    Some(names.iter().map(|name| format!("http://{name}{port}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<Vec<String>> {
        origins(&line.split(' ').map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_origins_are_those_of_the_command_line() {
        let usual = ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"];
        assert_eq!(of("mdbook serve").expect("it serves"), usual);
        assert_eq!(of("/bin/mdbook serve guide --open").expect("it serves"), usual);
        for line in [
            "mdbook serve -p 4000",
            "mdbook serve -p4000",
            "mdbook serve --port 4000 guide",
            "mdbook serve --port=4000",
            "mdbook serve -op 4000",
            "mdbook serve -d out -p 4000 --watcher native",
        ] {
            let origins = of(line).expect("it serves");
            assert_eq!(origins[0], "http://localhost:4000", "{line}");
            assert_eq!(origins.len(), 3, "{line}");
        }
        let named = of("mdbook serve -n Livres.local --port 80").expect("it serves");
        assert_eq!(named[..2], ["http://livres.local", "http://127.0.0.1"]);
    }

    #[test]
    fn what_does_not_serve_or_is_not_understood_has_no_origin() {
        for line in [
            "mdbook build",
            "mdbook watch -d serve-moi",
            "mdbook test",
            // An option that may well have a value: the port is not known.
            "mdbook serve --nouveau -p 4000",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
