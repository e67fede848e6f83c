//! What verifying a book costs, by each known way of doing it, at several sizes.
//!
//! One book of N programs, taken from the course, is verified by our own path, by `mdbook test`, by
//! skeptic, by rustdoc with merged doctests, and as one example target a program; the measures
//! alternate, so that a slower moment of the machine falls on all of them. All dependencies are
//! built beforehand. The results are written as a Markdown page and a drawing, in docs/.

mod cost;
mod fixture;
mod pages;
mod peers;
mod plot;
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::{Result, ensure};
use clap::Args;
use cours::Settings;
use sandbox::{LibrariesRequest, Toolchain, build_libraries};

use cost::Cost;
use fixture::Fixture;
use peers::{Case, SIDE_BY_SIDE};
use report::{Measures, Report, Rounds};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Combien de listings, pour chaque taille ; chacun a trois programmes.
    #[arg(long, value_delimiter = ',', default_values_t = [10, 30, 100, 333])]
    listings: Vec<usize>,
    /// Combien de fois mesurer chaque cas, jusqu'à cent listings.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    fois: u32,
    /// Combien de fois tout rejouer pour voir si chaque sortie est juste.
    #[arg(long, default_value_t = 20)]
    justesse: u32,
    /// Fait ce seul travail, dans ce processus-ci.
    #[arg(long, hide = true)]
    cas: Option<Case>,
    /// Avec --cas : le livre.
    #[arg(long, hide = true, requires = "cas")]
    livre: Option<PathBuf>,
}

/// A book above this size is measured once: its cheapest measure takes as long as ten of others.
const LARGE: usize = 100;

/// Programs. In a larger book, who does everything each time is measured cold alone: that they take
/// as long when one program was changed, or none, the smaller ones have shown.
const SHOWN: usize = 100;

/// A way of verifying a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Ours,
    MdbookTest,
    Skeptic,
    Merged,
    Examples,
}

impl Way {
    const ALL: [Self; 5] =
        [Self::Ours, Self::MdbookTest, Self::Skeptic, Self::Merged, Self::Examples];

    /// Does everything each time, whatever has changed.
    fn forgets(self) -> bool {
        matches!(self, Self::MdbookTest | Self::Skeptic | Self::Merged)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Ours => "notre vérification",
            Self::MdbookTest => "`mdbook test`",
            Self::Skeptic => "skeptic",
            Self::Merged => "`rustdoc`, essais fusionnés",
            Self::Examples => "un exemple par programme",
        }
    }
}

/// What has happened since the book was last verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// Nothing of the book is built.
    Cold,
    /// One program was changed.
    Changed,
    /// Nothing.
    Unchanged,
    /// Nothing, and all is asked for again: ours alone knows the difference, and only then builds the
    /// binary that holds the program that was changed.
    Again,
}

impl State {
    const ALL: [Self; 4] = [Self::Cold, Self::Changed, Self::Unchanged, Self::Again];
}

pub(super) async fn measure(options: &Options) -> Result<()> {
    if let (Some(case), Some(book)) = (options.cas, &options.livre) {
        return peers::run(case, book).await;
    }
    let root = crate::root().canonicalize()?;
    // Built with this program, or else a stale one would be measured.
    let mut build = Command::new("cargo");
    build.args(["build", "--quiet", "--package", "cours", "--bin", "cours"]).current_dir(&root);
    ensure!(build.status()?.success(), "le cours ne se compile pas");
    let mut report = Report::new(super::attentes::machine()?);
    for &listings in &options.listings {
        let bench = Bench::new(&root, listings).await?;
        if report.sizes.is_empty() {
            eprintln!("bibliothèques");
            bench.libraries()?;
        }
        let times = if listings > LARGE { 1 } else { options.fois };
        let measures = bench.measures(times)?;
        let pages = pages::measure(&bench.fixture, times).await?;
        report.sizes.push((bench.fixture.blocks, measures, pages));
        if listings == LARGE {
            report.rounds = Some(bench.rounds(options.justesse)?);
        }
        // As soon as there is something to say: a long measure may be interrupted.
        report.write(&root.join("docs"))?;
    }
    println!("{}", report.markdown());
    println!("Page : docs/mesures.md. Dessin : docs/mesures.svg.");
    Ok(())
}

/// A book, and the programs that verify it.
struct Bench {
    course: PathBuf,
    fixture: Fixture,
}

impl Bench {
    async fn new(course: &Path, listings: usize) -> Result<Self> {
        let fixture = Fixture::new(course, listings)?;
        let toolchain = Toolchain::find(&fixture.root).await?;
        let request =
            LibrariesRequest { executables: false, ..Settings::new(&fixture.root).libraries() };
        let libraries = build_libraries(&toolchain, &request, |_| {}).await?;
        let alone = fixture.root.join("bibliotheques");
        let _ = fs::remove_dir_all(&alone);
        fs::create_dir_all(&alone)?;
        libraries.link_into(&alone)?;
        Ok(Self { course: course.to_owned(), fixture })
    }

    /// Builds what the packages of every book depend on, by verifying this one once.
    fn libraries(&self) -> Result<()> {
        Way::ALL.into_iter().try_for_each(|way| self.once(way, State::Again).map(drop))
    }

    fn measures(&self, times: u32) -> Result<Measures> {
        let mut measures = Measures::new();
        let mut edit = 0;
        for time in 1..=times {
            for state in State::ALL {
                if state == State::Changed {
                    edit += 1;
                    self.fixture.change(edit)?;
                }
                for way in Way::ALL {
                    let known =
                        way.forgets() && state != State::Cold && self.fixture.blocks > SHOWN;
                    if known || state == State::Again && way != Way::Ours {
                        continue;
                    }
                    if state == State::Cold {
                        self.forget(way)?;
                    }
                    let cost = self.once(way, state)?;
                    let blocks = self.fixture.blocks;
                    eprintln!(
                        "{blocks} programmes, {time}/{times} : {state:?}, {way:?} : {cost:.2?}"
                    );
                    measures.entry((way, state)).or_default().push(cost);
                }
            }
        }
        Ok(measures)
    }

    /// Removes what has been built of the book itself.
    fn forget(&self, way: Way) -> Result<()> {
        let (package, target) = match way {
            Way::Ours => ("programs", "target/listings"),
            Way::MdbookTest => return Ok(()),
            Way::Skeptic => ("mesure-skeptic", "target"),
            Way::Merged => ("mesure-documentation", "target"),
            Way::Examples => ("mesure-exemples", "target"),
        };
        if way == Way::Ours {
            let _ = fs::remove_dir_all(self.fixture.root.join("target/verified"));
        }
        let status = Command::new("cargo")
            .args(["clean", "--quiet", "--offline", "--package", package, "--target-dir", target])
            .current_dir(&self.fixture.root)
            .status()?;
        ensure!(status.success(), "{package} ne s'efface pas");
        Ok(())
    }

    /// Verifies the book in one way.
    fn once(&self, way: Way, state: State) -> Result<Cost> {
        let cargo_test = |arguments: &[&str]| {
            let mut command = Command::new("cargo");
            command.args(["test", "--offline", "--package"]).args(arguments);
            command
        };
        let case = |name: &str| -> Result<Command> {
            let mut command = Command::new(std::env::current_exe()?);
            command
                .args(["bench", "verification", "--cas", name, "--livre"])
                .arg(&self.fixture.root);
            Ok(command)
        };
        let mut command = match way {
            Way::Ours => {
                let mut command = Command::new(self.course.join("target/debug/cours"));
                command.arg("verifier");
                if state == State::Again {
                    command.arg("--tout");
                }
                command
            }
            Way::MdbookTest => case("mdbook-test")?,
            Way::Skeptic => cargo_test(&["mesure-skeptic"]),
            Way::Merged => cargo_test(&["mesure-documentation", "--doc"]),
            Way::Examples => case("exemples")?,
        };
        let jobs = SIDE_BY_SIDE.to_string();
        command.env("RUST_TEST_THREADS", &jobs).env("SKEPTIC_JOBS", &jobs);
        command.current_dir(&self.fixture.root);
        Cost::of(&mut command, &self.fixture.root.join(format!("{way:?}-{state:?}.txt")))
    }

    /// Runs everything again and again, on an idle machine and on a busy one.
    fn rounds(&self, times: u32) -> Result<Rounds> {
        let mut rounds = Rounds::new(self.fixture.longest);
        for time in 1..=times {
            for busy in [false, true] {
                let load = busy.then(Load::start);
                let outcome = self.once(Way::Ours, State::Again);
                drop(load);
                eprintln!("tout rejoué, {time}/{times}, occupée : {busy} : {outcome:.2?}");
                let log = self.fixture.root.join("Ours-Again.txt");
                let repeated = fs::read_to_string(log)?.matches("DÉRANGÉ").count();
                rounds.push(busy, outcome.map(|cost| cost.wall).ok(), repeated);
            }
        }
        Ok(rounds)
    }
}

/// Keeps every core busy for as long as it lives.
struct Load {
    done: Arc<AtomicBool>,
    threads: Vec<thread::JoinHandle<()>>,
}

impl Load {
    fn start() -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let spin = |done: Arc<AtomicBool>| move || while !done.load(Ordering::Relaxed) {};
        let threads = (0..cores).map(|_| thread::spawn(spin(done.clone()))).collect();
        Self { done, threads }
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            // It has nothing to say, and does not panic.
            let _ = thread.join();
        }
    }
}
