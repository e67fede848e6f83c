//! What the isolation of a run costs.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use sandbox::{Edition, Libraries, Limits, Options, Program, Sandbox, Toolchain};

use super::median;

const COMPILATIONS: usize = 8;
const RUNS: usize = 50;

pub(super) async fn measure() -> Result<()> {
    let toolchain = Toolchain::find(&crate::root()).await?;
    let libraries = Libraries::none(toolchain.rustc);
    let (confined, unconfined) = (Sandbox::new(), Sandbox::unconfined());
    println!("{:?}", confined.protections());

    for (name, sandbox) in [("avec isolation", &confined), ("sans isolation", &unconfined)] {
        let options = Options::new(Edition::E2024);
        let mut times = Vec::new();
        let mut executable = None;
        for _ in 0..COMPILATIONS {
            let started = Instant::now();
            let compiled = sandbox.compile("fn main() {}", &libraries, options).await?;
            times.push(started.elapsed());
            executable = compiled.executable;
        }
        let executable = executable.context("rustc refuse un programme vide")?;
        println!("{name} : compilation {:?}", median(times));
        let mut times = Vec::new();
        for _ in 0..RUNS {
            times.push(run(sandbox, executable.program()).await?);
        }
        println!("{name} : exécution {:?}", median(times));
    }
    Ok(())
}

async fn run(sandbox: &Sandbox, program: Program) -> Result<Duration> {
    let started = Instant::now();
    let mut run = sandbox.run(program, Limits::READER)?;
    while run.next().await.is_some() {}
    Ok(started.elapsed())
}
