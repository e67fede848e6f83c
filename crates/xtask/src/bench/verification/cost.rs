//! What a command costs, with everything that it starts.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::super::children;

/// Rare enough not to weigh on what it measures.
const SAMPLE: Duration = Duration::from_millis(100);

/// Lines of the log of a command that failed.
const QUOTED: usize = 30;

/// What one command cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    /// From its start to its end.
    pub(super) wall: Duration,
    /// Of all cores, user and system, of the command and of all that it started.
    pub(super) cpu: Duration,
    /// The most that they held together, in bytes: proportional set sizes, so that pages that
    /// several share count once. A sample every 100 ms; zero where the system does not tell.
    pub(super) memory: u64,
}

impl Cost {
    /// Runs a command to its end. What it says goes to `log`.
    ///
    /// # Errors
    /// It does not start, or fails: the log is then quoted.
    pub(super) fn of(command: &mut Command, log: &Path) -> Result<Self> {
        let file = File::create(log)?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        let before = children_cpu()?;
        let started = Instant::now();
        let mut child = command.spawn().with_context(|| format!("{command:?}"))?;
        let mut memory = 0;
        let status = loop {
            memory = memory.max(held(&child));
            if let Some(status) = wait(&mut child)? {
                break status;
            }
        };
        let wall = started.elapsed();
        if !status.success() {
            let text = fs::read_to_string(log).unwrap_or_default();
            let lines: Vec<_> = text.lines().collect();
            let tail = &lines[lines.len().saturating_sub(QUOTED)..];
            bail!("{command:?} : {status}\n{}", tail.join("\n"));
        }
        Ok(Self { wall, cpu: children_cpu()?.saturating_sub(before), memory })
    }
}

/// Until it ends, or the next sample is due.
fn wait(child: &mut Child) -> Result<Option<std::process::ExitStatus>> {
    let due = Instant::now() + SAMPLE;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= due {
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Of all children that have ended and been waited for, and of theirs.
#[cfg(unix)]
fn children_cpu() -> Result<Duration> {
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)?;
    let duration = |time: nix::sys::time::TimeVal| -> Result<Duration> {
        let (seconds, micros) = (time.tv_sec().try_into()?, time.tv_usec().try_into()?);
        Ok(Duration::from_secs(seconds) + Duration::from_micros(micros))
    };
    Ok(duration(usage.user_time())? + duration(usage.system_time())?)
}

#[cfg(not(unix))]
fn children_cpu() -> Result<Duration> {
    Ok(Duration::ZERO)
}

/// What a process and its descendants hold at this instant, in bytes.
fn held(child: &Child) -> u64 {
    let mut open = vec![child.id()];
    let mut bytes = 0;
    while let Some(process) = open.pop() {
        bytes += resident(process).unwrap_or_default();
        open.extend(children(process).unwrap_or_default());
    }
    bytes
}

/// One that ends meanwhile holds nothing.
#[cfg(target_os = "linux")]
fn resident(process: u32) -> Option<u64> {
    let rollup =
        procfs::process::Process::new(process.try_into().ok()?).ok()?.smaps_rollup().ok()?;
    let totals = rollup.memory_map_rollup.0.into_iter().next()?;
    totals.extension.map.get("Pss").copied()
}

#[cfg(not(target_os = "linux"))]
fn resident(_: u32) -> Option<u64> {
    None
}
