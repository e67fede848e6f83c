//! How much memory and how many processes and threads a program holds.

use std::time::Duration;

use sysinfo::{Pid, Process, ProcessRefreshKind, ProcessesToUpdate, System};

use crate::process::Family;
use crate::{End, Limits};

/// How often a program that grows is looked at.
const PERIOD: Duration = Duration::from_millis(20);

/// How often one that neither grows nor starts anything is: it can only be above its limit for so
/// long before it is seen.
const LONGEST_PERIOD: Duration = Duration::from_millis(80);

/// Bytes; less than this is no growth.
const GROWTH: u64 = 1 << 20;

/// The whole session is looked up every so many periods: that reads every process of the machine,
/// while the program itself, which most often is alone, costs next to nothing.
const SESSION_EVERY: u32 = 10;

/// What a program and its descendants hold at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Held {
    /// Bytes.
    pub(crate) memory: u64,
    pub(crate) processes: usize,
    /// One for each process at least; 0 where threads are not counted.
    pub(crate) threads: usize,
}

/// Gives the memory that this process has freed back to the system, where its C library would keep
/// it (glibc).
///
/// Every program starts as forks of this process, and each fork copies the page tables of all that
/// it holds: 8 ms a program for 100 MiB. To be called after work that took much, and is over.
pub fn release_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it takes the locks of the allocator itself, and touches nothing that is in use.
    #[allow(unsafe_code)]
    unsafe {
        libc::malloc_trim(0);
    }
}

/// Bytes of memory of this machine, or of the container that this process is in.
pub fn machine_memory() -> u64 {
    let mut system = System::new();
    system.refresh_memory();
    let container = system.cgroup_limits().map(|limits| limits.total_memory);
    container.unwrap_or(u64::MAX).min(system.total_memory())
}

/// Returns once the family holds more than the limits allow, and tells which.
pub(crate) async fn exceeds(family: Family, limits: Limits) -> End {
    let mut system = System::new();
    let (mut pause, mut before) = (PERIOD, Held::default());
    for period in 1_u32.. {
        tokio::time::sleep(pause).await;
        let held = match family {
            Family::Session(leader) => {
                let whole = period.is_multiple_of(SESSION_EVERY);
                // Reads up to every process of the machine.
                let look = move || {
                    let held = session(&mut system, Pid::from_u32(leader), whole);
                    (system, held)
                };
                let Ok((again, held)) = tokio::task::spawn_blocking(look).await else { break };
                system = again;
                held
            }
            // A few files that the kernel writes from its memory: sooner read than handed over. And a
            // thread for each program would make every fork of this process dearer.
            #[cfg(target_os = "linux")]
            Family::Below(top) => crate::confine::held_below(top, limits.threads),
        };
        // First, for many processes hold much memory too.
        if held.processes > limits.processes || held.threads > limits.threads {
            return End::ProcessLimit;
        }
        if held.memory > limits.memory_bytes {
            return End::MemoryLimit;
        }
        let grows = held.memory.abs_diff(before.memory) >= GROWTH
            || (held.processes, held.threads) != (before.processes, before.threads);
        pause = if grows { PERIOD } else { (pause * 2).min(LONGEST_PERIOD) };
        before = held;
    }
    // Nobody looks any more: this process ends.
    std::future::pending().await
}

/// What a session holds, or its leader alone.
fn session(system: &mut System, leader: Pid, whole: bool) -> Held {
    if !whole {
        refresh(system, ProcessesToUpdate::Some(&[leader]));
        let memory = system.process(leader).map_or(0, Process::memory);
        return Held { memory, processes: 1, threads: 0 };
    }
    refresh(system, ProcessesToUpdate::All);
    let members = || system.processes().values().filter(|process| in_session(process, leader));
    let memory = members().map(Process::memory).sum();
    Held { memory, processes: members().count(), threads: 0 }
}

fn refresh(system: &mut System, which: ProcessesToUpdate<'_>) {
    let what = ProcessRefreshKind::nothing().with_memory().without_tasks();
    system.refresh_processes_specifics(which, true, what);
}

fn in_session(process: &Process, leader: Pid) -> bool {
    // Windows has no sessions of this kind: children there are found by their parent.
    process.pid() == leader
        || process.session_id() == Some(leader)
        || process.parent() == Some(leader)
}
