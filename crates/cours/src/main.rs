//! `cargo run`: opens the course. `cargo run -- verifier`: verifies it. `cargo run -- exercices`: its
//! exercises in the terminal. `cargo run -- epub`, `cargo run -- pdf`: the book as one file.

mod arguments;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cours::{ClassSettings, Code, Format, Server, Settings, Verification, exercises};

use crate::arguments::{Arguments, Command};

/// The book of the current directory, or else the one that this program was built with.
fn default_root() -> PathBuf {
    match std::env::current_dir() {
        Ok(here) if here.join("book.toml").is_file() => here,
        _ => Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."),
    }
}

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    // mdBook only warns of some faults, such as a missing include.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_writer(std::io::stderr)
        .without_time()
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("Le serveur ne démarre pas ({error}).");
            return ExitCode::FAILURE;
        }
    };
    let root = arguments.livre.clone().unwrap_or_else(default_root);
    match arguments.command {
        None => runtime.block_on(serve(arguments, root)),
        Some(Command::Epub { fichier }) => export(&root, Format::Epub, &fichier),
        Some(Command::Pdf { fichier }) => export(&root, Format::Pdf, &fichier),
        Some(Command::Verifier { cibles, surveiller, accepter, tout }) => {
            let verification = Verification {
                root,
                targets: cibles,
                watch: surveiller,
                accept: accepter,
                everything: tout,
            };
            runtime.block_on(verify(verification))
        }
        Some(Command::Exercices { command }) => {
            let command = command.unwrap_or(exercises::Command::Lister);
            runtime.block_on(async {
                let mut signals = Signals::new();
                tokio::select! {
                    signal = signals.next() => signal.code(),
                    code = exercises::run(Settings::new(root), command) => code,
                }
            })
        }
    }
}

fn export(root: &Path, format: Format, to: &Path) -> ExitCode {
    match cours::export(root, format, to) {
        Ok(()) => {
            println!("Le livre est dans {}.", to.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn verify(verification: Verification) -> ExitCode {
    let mut signals = Signals::new();
    let result = tokio::select! {
        signal = signals.next() => return signal.code(),
        result = verification.run() => result,
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn settings(arguments: &Arguments, root: PathBuf) -> Settings {
    let alone = Settings { port: arguments.port, ..Settings::new(root) };
    if !arguments.classe {
        return alone;
    }
    let class = alone.for_a_class(ClassSettings {
        code: arguments.code.clone().unwrap_or_else(Code::random),
        origin: arguments.site.clone(),
        proxy: arguments.mandataire,
    });
    Settings { host: arguments.adresse.unwrap_or(class.host), ..class }
}

async fn serve(arguments: Arguments, root: PathBuf) -> ExitCode {
    let settings = settings(&arguments, root);
    // Watched before anything is started, so that Ctrl-C during the first build counts too.
    let mut signals = Signals::new();
    let starting = Server::start(settings);
    let server = tokio::select! {
        signal = signals.next() => return signal.code(),
        server = starting => match server {
            Ok(server) => server,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        },
    };
    if arguments.ouvrir {
        server.open_browser();
    }
    let signal = signals.next().await;
    if signal == Signal::Terminate {
        tokio::select! {
            () = server.drain() => {}
            // A second signal does not wait.
            _ = signals.next() => {}
        }
    }
    server.stop().await;
    signal.code()
}

/// What asks for the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signal {
    /// Ctrl-C: at once.
    Interrupt,
    /// SIGTERM: in good order.
    Terminate,
}

impl Signal {
    /// As shells have it.
    fn code(self) -> ExitCode {
        match self {
            Self::Interrupt => ExitCode::from(130),
            Self::Terminate => ExitCode::SUCCESS,
        }
    }
}

/// The signals that come from now on.
#[derive(Debug)]
struct Signals {
    #[cfg(unix)]
    terminate: Option<tokio::signal::unix::Signal>,
}

impl Signals {
    fn new() -> Self {
        Self {
            #[cfg(unix)]
            terminate: {
                use tokio::signal::unix::{SignalKind, signal};
                signal(SignalKind::terminate()).ok()
            },
        }
    }

    async fn next(&mut self) -> Signal {
        let terminate = async {
            #[cfg(unix)]
            if let Some(signals) = &mut self.terminate {
                signals.recv().await;
                return;
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            Ok(()) = tokio::signal::ctrl_c() => Signal::Interrupt,
            () = terminate => Signal::Terminate,
        }
    }
}
