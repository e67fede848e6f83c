//! What waiting costs: ten thousand tasks, ten thousand threads, and the memory they hold.

mod plot;

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use sysinfo::{CpuRefreshKind, MemoryRefreshKind, ProcessesToUpdate, RefreshKind, System};
use tokio::process::Command;

/// One process measures one way of waiting: the memory of another cannot weigh on it.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Case {
    Tokio,
    AsyncStd,
    Smol,
    Threads,
}

impl Case {
    fn name(self) -> &'static str {
        match self {
            Self::Tokio => "tokio",
            Self::AsyncStd => "async-std",
            Self::Smol => "smol",
            Self::Threads => "fils",
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Combien d'attentes à la fois.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    nombre: u32,
    /// Combien de fois mesurer chaque cas.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    fois: u32,
    /// Mesure ce seul cas, dans ce processus-ci.
    #[arg(long, hide = true)]
    cas: Option<Case>,
}

/// Long enough for all to be waiting together when the memory is read.
const WAIT: Duration = Duration::from_secs(8);
const LIMIT: Duration = Duration::from_secs(60);

/// What one process measured.
struct Measure {
    /// How many really waited: a system may refuse threads.
    waits: u32,
    /// Bytes resident while all wait, less those from before.
    memory: u64,
    /// From the first start to the last.
    started: Duration,
}

/// Prints a Markdown table, and writes a plot of it.
pub(super) async fn measure(options: &Options) -> Result<()> {
    if let Some(case) = options.cas {
        // A thread outside of the runtime that runs this: tokio refuses to be nested.
        let count = options.nombre;
        let measure = thread::spawn(move || wait(case, count)).join();
        let Measure { waits, memory, started } = measure.expect("measuring does not panic")?;
        println!("{waits} {memory} {}", started.as_micros());
        return Ok(());
    }
    println!("{}\n", machine()?);
    println!("| attentes | nombre | mémoire de plus, Mio | par attente, Kio | lancement, s |");
    println!("|---|--:|--:|--:|--:|");
    let mut bars = Vec::new();
    for case in [Case::Tokio, Case::AsyncStd, Case::Smol, Case::Threads] {
        let mut measures = Vec::new();
        for _ in 0..options.fois {
            measures.push(child(case, options.nombre).await?);
        }
        let waits = measures.iter().map(|measure| measure.waits).min().unwrap_or_default();
        let memory = range(measures.iter().map(|measure| in_mib(measure.memory)));
        let each = range(measures.iter().map(Measure::each));
        let started = range(measures.iter().map(|measure| measure.started.as_secs_f64()));
        let name = case.name();
        let row = [memory, each, started].map(|(least, most)| decimal_range(least, most));
        println!("| {name} | {waits} | {} | {} | {} |", row[0], row[1], row[2]);
        if waits < options.nombre {
            eprintln!("Ce système n'a permis que {waits} {name} à la fois.");
        }
        bars.push((name, each));
    }
    let file = crate::root().join("target/attentes.svg");
    std::fs::write(&file, plot::bars(&bars)).with_context(|| format!("{}", file.display()))?;
    println!("\nDessin : target/attentes.svg");
    Ok(())
}

impl Measure {
    /// KiB a wait.
    fn each(&self) -> f64 {
        in_mib(self.memory) * 1024.0 / f64::from(self.waits)
    }
}

async fn child(case: Case, count: u32) -> Result<Measure> {
    let name = case.to_possible_value().context("every case has a name")?;
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["bench", "attentes", "--cas", name.get_name(), "--nombre", &count.to_string()]);
    command.stdin(Stdio::null()).stderr(Stdio::inherit()).kill_on_drop(true);
    let Ok(output) = tokio::time::timeout(LIMIT, command.output()).await else {
        bail!(
            "{} : rien après {} s. La machine est-elle très chargée ?",
            case.name(),
            LIMIT.as_secs()
        );
    };
    let output = output?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace();
    let mut next = || numbers.next().and_then(|number| number.parse::<u64>().ok());
    let (Some(waits), Some(memory), Some(micros)) = (next(), next(), next()) else {
        bail!("{} : la mesure a échoué ({})", case.name(), output.status);
    };
    let waits = waits.try_into().context("un nombre d'attentes")?;
    Ok(Measure { waits, memory, started: Duration::from_micros(micros) })
}

/// Starts `count` waits on one thread, or a thread each, and weighs them while all wait.
fn wait(case: Case, count: u32) -> Result<Measure> {
    let scale = Scale::new()?;
    match case {
        Case::Tokio => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let start = || tokio::spawn(tokio::time::sleep(WAIT));
                scale.weigh(count, start, tokio::time::sleep).await
            })
        }
        Case::AsyncStd => async_std::task::block_on(async {
            let start = || async_std::task::spawn_local(async_std::task::sleep(WAIT));
            scale.weigh(count, start, async_std::task::sleep).await
        }),
        Case::Smol => {
            let executor = smol::LocalExecutor::new();
            let sleep = |duration| async move {
                smol::Timer::after(duration).await;
            };
            let start = || executor.spawn(sleep(WAIT));
            smol::block_on(executor.run(scale.weigh(count, start, sleep)))
        }
        Case::Threads => threads(scale, count),
    }
}

fn threads(mut scale: Scale, count: u32) -> Result<Measure> {
    let started = Instant::now();
    let mut threads = Vec::new();
    for _ in 0..count {
        match thread::Builder::new().spawn(|| thread::sleep(WAIT)) {
            Ok(thread) => threads.push(thread),
            // The system has its limit: what it allows is the measure.
            Err(_) => break,
        }
    }
    let started = started.elapsed();
    thread::sleep(SETTLE);
    let memory = scale.added(started)?;
    let waits = threads.len().try_into().context("au plus le nombre demandé")?;
    // The end of this process is that of its threads: nothing more is to be measured.
    Ok(Measure { waits, memory, started })
}

/// Every wait has been polled, or every thread has gone to sleep, by then.
const SETTLE: Duration = Duration::from_secs(1);

/// Weighs this process.
struct Scale {
    system: System,
    before: u64,
}

impl Scale {
    fn new() -> Result<Self> {
        let mut scale = Self { system: System::new(), before: 0 };
        // Twice: the first reading allocates what it needs itself.
        scale.resident()?;
        scale.before = scale.resident()?;
        Ok(scale)
    }

    fn resident(&mut self) -> Result<u64> {
        let this = sysinfo::get_current_pid().map_err(anyhow::Error::msg)?;
        self.system.refresh_processes(ProcessesToUpdate::Some(&[this]), true);
        let process = self.system.process(this).context("ce système cache ses processus")?;
        Ok(process.memory())
    }

    /// Bytes since the beginning, when all that took `started` to begin still waits.
    fn added(&mut self, started: Duration) -> Result<u64> {
        if started + SETTLE >= WAIT {
            bail!("le lancement a duré {started:.1?} : la machine est trop chargée, recommencez");
        }
        Ok(self.resident()?.saturating_sub(self.before))
    }

    async fn weigh<T, S: Future>(
        mut self,
        count: u32,
        start: impl Fn() -> T,
        sleep: impl Fn(Duration) -> S,
    ) -> Result<Measure> {
        let started = Instant::now();
        let tasks: Vec<T> = (0..count).map(|_| start()).collect();
        let started = started.elapsed();
        sleep(SETTLE).await;
        let memory = self.added(started)?;
        drop(tasks);
        Ok(Measure { waits: count, memory, started })
    }
}

/// What the numbers depend on.
pub(super) fn machine() -> Result<String> {
    let what = RefreshKind::nothing()
        .with_cpu(CpuRefreshKind::nothing())
        .with_memory(MemoryRefreshKind::nothing().with_ram());
    let system = System::new_with_specifics(what);
    let cores = system.cpus().len();
    let processor = system.cpus().first().map_or("", |cpu| cpu.brand());
    let memory = in_mib(system.total_memory()) / 1024.0;
    let os = System::long_os_version().unwrap_or_default();
    let kernel = System::kernel_version().unwrap_or_default();
    let rustc = std::process::Command::new("rustc").arg("--version").output();
    let rustc = rustc.context("rustc est introuvable")?.stdout;
    let rustc = String::from_utf8_lossy(&rustc);
    let profile = if cfg!(debug_assertions) { "sans optimisation" } else { "optimisé" };
    Ok(format!(
        "{processor}, {cores} cœurs, {memory:.0} Gio, {os}, noyau {kernel}, {}, {profile}",
        rustc.trim()
    ))
}

#[allow(clippy::cast_precision_loss)] // Bytes of memory are far below 2^52.
fn in_mib(bytes: u64) -> f64 {
    bytes as f64 / (1024.0 * 1024.0)
}

fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, 0.0), |(least, most), value| (value.min(least), value.max(most)))
}

/// A French number with two digits that count, and none after the point from 100 on.
fn decimal(value: f64) -> String {
    let digits = if value < 1.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$}").replace('.', ",")
}

fn decimal_range(least: f64, most: f64) -> String {
    let (least, most) = (decimal(least), decimal(most));
    if least == most { least } else { format!("{least} à {most}") }
}
