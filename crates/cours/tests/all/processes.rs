//! The processes of this machine, as far as tests look for them.

use std::collections::HashMap;
use std::time::Duration;

/// A process, and not another one that gets its number later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Process {
    id: u32,
    pub(crate) name: String,
    started: String,
    parent: u32,
    ended: bool,
}

impl Process {
    fn read(id: u32) -> Option<Self> {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The name may hold anything, parentheses included.
        let (start, rest) = stat.rsplit_once(") ")?;
        let name = start.split_once('(')?.1.to_owned();
        let fields: Vec<&str> = rest.split(' ').collect();
        let parent = fields.get(1)?.parse().ok()?;
        let ended = matches!(*fields.first()?, "Z" | "X");
        Some(Self { id, name, started: (*fields.get(19)?).to_owned(), parent, ended })
    }

    fn lives(&self) -> bool {
        Self::read(self.id).is_some_and(|now| now.started == self.started && !now.ended)
    }
}

/// The processes below this one.
pub(crate) fn below(top: u32) -> Vec<Process> {
    let entries = std::fs::read_dir("/proc").expect("processes").flatten();
    let all = entries.filter_map(|it| Process::read(it.file_name().to_str()?.parse().ok()?));
    let mut children: HashMap<u32, Vec<Process>> = HashMap::new();
    for process in all.filter(|process| !process.ended) {
        children.entry(process.parent).or_default().push(process);
    }
    let mut found = children.remove(&top).unwrap_or_default();
    let mut looked = 0;
    while let Some(process) = found.get(looked) {
        found.extend(children.remove(&process.id).unwrap_or_default());
        looked += 1;
    }
    found
}

/// Waits until a process of this name is below that one.
pub(crate) async fn appears(top: u32, name: &str) -> bool {
    soon(|| below(top).iter().any(|process| process.name == name)).await
}

/// Waits until no process of this name is below that one.
pub(crate) async fn vanishes(top: u32, name: &str) -> bool {
    soon(|| below(top).iter().all(|process| process.name != name)).await
}

/// Waits until none of them lives.
pub(crate) async fn all_end(processes: &[Process]) -> bool {
    soon(|| !processes.iter().any(Process::lives)).await
}

/// Whether that holds within a time that a loaded machine needs as well.
async fn soon(holds: impl Fn() -> bool) -> bool {
    for _ in 0..1000 {
        if holds() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    false
}
