//! What the processes of a container hold, counted from outside.

use std::fs;
use std::io;

use crate::memory::Held;

/// The processes that `parent` started, and that live.
pub(crate) fn children(parent: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
    // A thread that is gone has no children left: they went to another one.
    tasks.flat_map(|task| listed(fs::read_to_string(task.path().join("children")))).collect()
}

/// What is below `top`, which is not counted itself. Counting stops above `most` threads: a bomb
/// must not cost us more than that.
pub(crate) fn held_below(top: u32, most: usize) -> Held {
    let mut held = Held::default();
    let mut queue = children(top);
    while let Some(process) = queue.pop() {
        let Ok(status) = fs::read_to_string(format!("/proc/{process}/status")) else { continue };
        let field = |name: &str| -> Option<u64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        // Not what is mapped from files: all processes share it, and the system can take it back.
        let resident = ["RssAnon:", "RssShmem:"].into_iter().filter_map(field).sum::<u64>();
        held.memory += resident * 1024;
        held.processes += 1;
        let threads = field("Threads:").unwrap_or(1);
        held.threads += usize::try_from(threads).unwrap_or(usize::MAX);
        if held.threads > most {
            break;
        }
        queue.extend(if threads == 1 { children_of_thread(process) } else { children(process) });
    }
    held
}

/// Everything below this process.
pub(super) fn descendants() -> Vec<u32> {
    let mut found = children(std::process::id());
    let mut looked = 0;
    while let Some(process) = found.get(looked) {
        found.extend(children(*process));
        looked += 1;
    }
    found
}

fn children_of_thread(process: u32) -> Vec<u32> {
    listed(fs::read_to_string(format!("/proc/{process}/task/{process}/children")))
}

fn listed(children: io::Result<String>) -> Vec<u32> {
    let children = children.unwrap_or_default();
    children.split_whitespace().filter_map(|child| child.parse().ok()).collect()
}
