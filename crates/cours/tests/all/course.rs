//! A course in a temporary directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use catalogue::Runtime;
use cours::{Server, Settings};
use serde_json::json;
use tempfile::TempDir;

use crate::client::{Client, Events};

/// The program of the only plain listing, on each of the three runtimes.
pub(crate) const BONJOUR: &str = "fn main() {\n    println!(\"bonjour\");\n}\n";

/// What the learner of the exercise starts from.
pub(crate) const START: &str =
    "fn double(n: u32) -> u32 {\n    n\n}\n\nfn main() {\n    println!(\"{}\", double(2));\n}\n";

const EXERCISE: &str = "\
fn double(n: u32) -> u32 {
    // ANCHOR: solution
    //~ n
    2 * n
    // ANCHOR_END: solution
}

fn main() {
    println!(\"{}\", double(2));
}
";

const CHECK: &str = "\
/// `double(0)` vaut 0.
#[test]
fn zero() {
    assert_eq!(block_on(async { double(0) }), 0, \"zéro attendu\");
}
/// `double(4)` vaut 8.
#[test]
fn quatre() {
    assert!(double(4) == 8, \"huit attendu\");
}
";

/// As much of smol as the check of an exercise takes.
const SMOL: &str = "\
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}
";

/// The directory of a course; it goes on drop.
pub(crate) struct Course(TempDir);

impl Course {
    pub(crate) fn new() -> Self {
        let course = Self(tempfile::tempdir().expect("a directory"));
        course.write(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"programs\", \"smol\"]\n",
        );
        course.write("smol/Cargo.toml", &manifest("smol", ""));
        course.write("smol/src/lib.rs", SMOL);
        course.write(
            "programs/Cargo.toml",
            &manifest("programs", "[dependencies]\nsmol = { path = \"../smol\" }\n"),
        );
        // For who wants the dependencies alone.
        course.write("programs/src/lib.rs", "");
        for runtime in Runtime::ALL {
            // Says that it is the prebuilt one: the text on the page does not.
            let name = runtime.label();
            let main = format!("println!(\"{name} {{}}\", std::env::args().nth(1).unwrap());");
            course.write_prebuilt(runtime, &main);
        }
        course.write(
            "book.toml",
            "[book]\ntitle = \"Essai\"\n[preprocessor.listings]\n\
             renderers = [\"html\"]\nmanifest = \"programs/Cargo.toml\"\n\
             [preprocessor.executer]\nmanifest = \"programs/Cargo.toml\"\n",
        );
        course.write("src/SUMMARY.md", "- [Un](ch01-un.md)\n");
        course.write("src/ch01-un.md", CHAPTER);
        for runtime in ["tokio", "async_std", "smol"] {
            let heart = BONJOUR
                .replace("    println", "    // ANCHOR: coeur\n    println")
                .replace(";\n}", ";\n    // ANCHOR_END: coeur\n}");
            // The texts must differ for the server to know which one is meant.
            let text = format!("// {runtime}\n{heart}");
            course.write(&format!("listings/ch01-un/bonjour/{runtime}.rs"), &text);
            course.write(&format!("listings/ch01-un/exercice-double/{runtime}.rs"), EXERCISE);
        }
        course.write("listings/ch01-un/bonjour/sortie.txt", "bonjour\n");
        course.write("listings/ch01-un/bonjour/listing.toml", "titre = \"Bonjour\"\n");
        course.write("listings/ch01-un/exercice-double/sortie.txt", "4\n");
        course.write("listings/ch01-un/exercice-double/verification.rs", CHECK);
        course.write(
            "listings/ch01-un/exercice-double/exercice.toml",
            "titre = \"Double\"\ndifficulte = 1\nduree = 5\nobjectif = \"Doubler.\"\n\
             enonce = \"Doublez.\"\nindices = [\"Deux fois.\"]\n",
        );
        course
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path: PathBuf = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    /// Writes the binary that holds the listing `bonjour`: what its `main` does.
    pub(crate) fn write_prebuilt(&self, runtime: Runtime, main: &str) {
        let name = format!("programs/src/bin/{}.rs", runtime.binary("bonjour"));
        self.write(&name, &format!("fn main() {{ {main} }}\n"));
    }

    pub(crate) fn settings(&self) -> Settings {
        Settings { port: 0, quiet: true, ..Settings::new(self.path()) }
    }

    pub(crate) async fn open(&self) -> (Server, Client) {
        let server = Server::start(self.settings()).await.expect("the course opens");
        let client = Client(server.address());
        (server, client)
    }
}

/// What the chapter says.
pub(crate) const CHAPTER: &str =
    "# Un\n\nPremière version.\n\n{{#listing bonjour}}\n\n{{#exercice exercice-double}}\n";

fn manifest(name: &str, rest: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{rest}")
}

/// By what a program is seen from outside for as long as it runs.
pub(crate) struct Marker(PathBuf);

impl Marker {
    pub(crate) fn new(course: &Course) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        // A thread's name has at most 15 bytes.
        let name = format!("m{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self(course.path().join(name))
    }

    /// A program that shows the marker, and says so once it does. On Linux, where it could write no
    /// file of ours, it is the name of a thread; elsewhere a file to which it writes every 10 ms.
    pub(crate) fn program(&self) -> String {
        let marker = self.0.to_str().expect("a UTF-8 path");
        let name = self.0.file_name().and_then(|name| name.to_str()).expect("a name");
        let body = if cfg!(target_os = "linux") {
            format!(
                "let (sender, named) = std::sync::mpsc::channel();
    std::thread::Builder::new()
        .name({name:?}.into())
        .spawn(move || {{ sender.send(()).unwrap(); std::thread::park() }})
        .unwrap();
    named.recv().unwrap();
    println!(\"prêt\");
    loop {{ std::thread::park() }}"
            )
        } else {
            format!(
                "use std::io::Write as _;
    let mut marker = std::fs::File::create({marker:?}).unwrap();
    marker.write_all(b\"..\").unwrap();
    println!(\"prêt\");
    loop {{
        marker.write_all(b\".\").unwrap();
        std::thread::sleep(std::time::Duration::from_millis(10));
    }}"
            )
        };
        format!("fn main() {{\n    {body}\n}}")
    }

    /// Has the program run, up to its marker.
    pub(crate) async fn run_by(&self, client: Client) -> Events {
        let body = json!({ "code": self.program() }).to_string();
        let mut events = client.events("/api/run", &body).await;
        assert_eq!(events.wait_for("output").await["text"], "prêt");
        #[cfg(target_os = "linux")]
        assert!(self.is_shown());
        events
    }

    /// Whether the program is seen now. A live writer of a file grows from one look to the next.
    pub(crate) fn is_shown(&self) -> bool {
        let name = self.0.file_name().and_then(|name| name.to_str()).expect("a name");
        let tasks = |process: fs::DirEntry| fs::read_dir(process.path().join("task")).ok();
        let mut tasks = fs::read_dir("/proc")
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(tasks)
            .flatten()
            .flatten();
        tasks.any(|task| {
            fs::read_to_string(task.path().join("comm")).is_ok_and(|comm| comm.trim() == name)
        })
    }

    /// Whether the program has ended, or does so soon.
    pub(crate) async fn vanishes(&self) -> bool {
        let length = || fs::metadata(&self.0).map_or(0, |marker| marker.len());
        let mut before = length();
        for _ in 0..20 {
            tokio::time::sleep(Duration::from_millis(200)).await;
            let now = length();
            if now == before && !self.is_shown() {
                return true;
            }
            before = now;
        }
        false
    }
}
