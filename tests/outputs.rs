//! Every program of every listing does what is stated, on the three runtimes and in Python.
//!
//! A few binaries a runtime hold all listings; each runs in a process of its own, side by side, for
//! they mostly sleep. What passed is not done again as long as nothing of it changes; when little
//! has changed, it is compiled by itself, without the binaries.

#[path = "support.rs"]
mod support;

use std::process::ExitCode;

use verify::Task;

fn main() -> ExitCode {
    let (mut tasks, scripts): (Vec<_>, Vec<_>) = Task::all(support::catalogue())
        .into_iter()
        .filter(|task| !matches!(task, Task::Exercise(..)))
        .partition(|task| !matches!(task, Task::Script(_)));
    if verify::python().is_some() {
        tasks.extend(scripts);
    } else {
        let what = format!("{} programmes asyncio", scripts.len());
        let code = support::skip(&what, "python3 3.11 ou plus récent est introuvable");
        if code != ExitCode::SUCCESS {
            return code;
        }
    }
    support::verify(tasks)
}
