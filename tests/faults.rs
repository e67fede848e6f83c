//! The verification itself, on a small book: sound, it passes; with one fault, the fault is caught
//! and its file named.

#[path = "support.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use catalogue::{Catalogue, Runtime};
use mdbook_driver::MDBook;
use mdbook_listings::Listings;
use tempfile::TempDir;
use verify::{Origin, Task, Verifier};

static TOKIO: LazyLock<tokio::runtime::Runtime> =
    LazyLock::new(|| tokio::runtime::Runtime::new().expect("tokio starts"));
static VERIFIER: LazyLock<Verifier> =
    LazyLock::new(|| Verifier::new(support::libraries(&TOKIO, false), Origin::Sources));

const FILES: &[(&str, &str)] = &[
    ("book.toml", "[book]\ntitle = \"Essai\"\n[preprocessor.listings]\nbefore = [\"links\"]\n"),
    ("Cargo.toml", "[dependencies]\ntokio = \"1\"\nasync-std = \"1\"\nsmol = \"2\"\n"),
    ("src/SUMMARY.md", "# Sommaire\n\n- [Un](ch.md)\n"),
    (
        "src/ch.md",
        "# Un\n\n{{#listing bonjour}}\n\n{{#listing fautif}}\n\n{{#listing corrige}}\n\n\
         {{#listing imbrique}}\n\n{{#exercice exercice-double}}\n\n{{#quiz questions}}\n",
    ),
    ("listings/ch/bonjour/sortie.txt", "Bonjour\nen {~0.10} s\n"),
    (
        "listings/ch/fautif/faute.toml",
        "remede = \"corrige\"\n[partout]\nerreur = \"E0728\"\nmessage = \"only allowed inside `async`\"\n",
    ),
    ("listings/ch/corrige/sortie.txt", "1\n"),
    (
        "listings/ch/imbrique/faute.toml",
        "[tokio]\npanique = \"Cannot start a runtime from within a runtime\"\n",
    ),
    ("listings/ch/imbrique/sortie.tokio.txt", "dehors\n"),
    ("listings/ch/imbrique/sortie.async_std.txt", "dehors\ndedans\n"),
    ("listings/ch/imbrique/sortie.smol.txt", "dehors\ndedans\n"),
    (
        "listings/ch/exercice-double/exercice.toml",
        "titre = \"Le double\"\ndifficulte = 1\nduree = 5\nobjectif = \"Doubler.\"\nenonce = \"Doublez.\"\nindices = [\"Fois deux.\"]\n",
    ),
    (
        "listings/ch/exercice-double/verification.rs",
        "/// Le double de 21 est 42.\n#[test]\nfn le_double() {\n    assert_eq!(block_on(double(21)), 42);\n}\n",
    ),
    ("listings/ch/exercice-double/sortie.txt", "4\n"),
    ("listings/ch/predire/sortie.txt", "a\nb\n"),
    (
        "listings/ch/questions/quiz.toml",
        "titre = \"Quiz\"\n[[question]]\nenonce = \"Sortie ?\"\nlisting = \"predire\"\n\
         [[question.choix]]\ntexte = \"b\\na\"\nexplication = \"Non.\"\n\
         [[question.choix]]\ntexte = \"a\\nb\"\nexplication = \"Oui.\"\n",
    ),
];

/// How each runtime runs a future and sleeps.
const RUNTIMES: [(Runtime, &str, &str); 3] = [
    (Runtime::Tokio, "tokio::runtime::Runtime::new().unwrap().block_on", "tokio::time::sleep"),
    (Runtime::AsyncStd, "async_std::task::block_on", "async_std::task::sleep"),
    (Runtime::Smol, "smol::block_on", "smol::Timer::after"),
];

const PROGRAMS: &[(&str, &str)] = &[
    (
        "bonjour",
        "// ANCHOR: coeur\nuse std::time::{Duration, Instant};\nfn saluer() {\n    println!(\"Bonjour\");\n}\n// ANCHOR_END: coeur\n\
         fn main() {\n    let debut = Instant::now();\n    BLOCK_ON(async { SLEEP(Duration::from_millis(100)).await; });\n    saluer();\n\
         println!(\"en {:.2} s\", debut.elapsed().as_secs_f64());\n}\n",
    ),
    (
        "fautif",
        "// ANCHOR: coeur\nasync fn un() -> u32 { 1 }\nfn main() { println!(\"{}\", un().await); }\n// ANCHOR_END: coeur\n",
    ),
    (
        "corrige",
        "// ANCHOR: coeur\nasync fn un() -> u32 { 1 }\n// ANCHOR_END: coeur\nfn main() { println!(\"{}\", BLOCK_ON(un())); }\n",
    ),
    (
        "imbrique",
        "// ANCHOR: coeur\nasync fn dedans() { println!(\"dedans\"); }\n// ANCHOR_END: coeur\n\
         fn main() { BLOCK_ON(async { println!(\"dehors\"); BLOCK_ON(dedans()); }); }\n",
    ),
    (
        "exercice-double",
        "async fn double(n: u32) -> u32 {\n    // ANCHOR: solution\n    //~ n\n    n * 2\n    // ANCHOR_END: solution\n}\n\
         fn main() { println!(\"{}\", BLOCK_ON(double(2))); }\n",
    ),
    (
        "predire",
        "// ANCHOR: coeur\nasync fn lettres() { println!(\"a\\nb\"); }\n// ANCHOR_END: coeur\nfn main() { BLOCK_ON(lettres()); }\n",
    ),
];

/// A small sound book in a temporary directory.
struct Book(TempDir);

impl Book {
    fn sound() -> Self {
        let book = Self(tempfile::tempdir().expect("a temporary directory"));
        for (file, text) in FILES {
            book.write(file, text);
        }
        for (slug, program) in PROGRAMS {
            for (runtime, block_on, sleep) in RUNTIMES {
                let text = program.replace("BLOCK_ON", block_on).replace("SLEEP", sleep);
                book.write(&format!("listings/ch/{slug}/{}.rs", runtime.ident()), &text);
            }
        }
        book
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    /// Replaces the one occurrence of `from` in a file.
    fn with(self, file: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.path(file)).expect("the file exists");
        assert_eq!(text.matches(from).count(), 1, "{file} has {from:?} once");
        self.write(file, &text.replace(from, to));
        self
    }

    fn without(self, file: &str) -> Self {
        fs::remove_file(self.path(file)).expect("the file exists");
        self
    }

    /// What building it says.
    fn build(&self) -> Result<(), String> {
        let mut book = MDBook::load(self.0.path()).map_err(|error| format!("{error:#}"))?;
        book.with_preprocessor(Listings);
        book.build().map_err(|error| format!("{error:#}"))
    }

    /// What verifying one listing says.
    fn verify(&self, slug: &str) -> Result<(), String> {
        let catalogue =
            Catalogue::load(&self.path("listings")).map_err(|problems| problems.to_string())?;
        let tasks = Task::all(catalogue).into_iter().filter(|task| task.listing().slug == slug);
        // Made outside block_on: building the libraries blocks on futures of its own.
        LazyLock::force(&VERIFIER);
        TOKIO.block_on(async {
            for task in tasks {
                VERIFIER.task(&task).await.map_err(|failure| failure.to_string())?;
            }
            Ok(())
        })
    }
}

/// The refusal names the file and says why.
#[track_caller]
fn caught(result: Result<(), String>, file: &str, why: &str) {
    let said = result.expect_err("the fault passed");
    let named = Path::new(file).components().collect::<PathBuf>().display().to_string();
    assert!(said.contains(&named), "{named} is not named in:\n{said}");
    assert!(said.contains(why), "{why:?} is not said in:\n{said}");
}

#[test]
fn the_sound_book_passes_everything() {
    let book = Book::sound();
    book.build().expect("it builds");
    for (slug, _) in PROGRAMS {
        book.verify(slug).unwrap_or_else(|failure| panic!("{failure}"));
    }
}

#[test]
fn a_wrong_expected_output_is_caught() {
    let book = Book::sound().with("listings/ch/bonjour/sortie.txt", "Bonjour", "Bonsoir");
    caught(book.verify("bonjour"), "bonjour/tokio.rs", "-Bonsoir\n+Bonjour");
}

#[test]
fn a_duration_out_of_its_tolerance_is_caught() {
    let book = Book::sound().with("listings/ch/bonjour/sortie.txt", "{~0.10}", "{~0.90}");
    caught(book.verify("bonjour"), "bonjour/tokio.rs", "-en 0.90 s");
}

#[test]
fn a_program_that_prints_something_else_on_one_runtime_is_caught() {
    let book = Book::sound().with("listings/ch/corrige/smol.rs", "\"{}\"", "\"{} !\"");
    caught(book.verify("corrige"), "corrige/smol.rs", "+1 !");
}

#[test]
fn a_changed_heart_is_caught() {
    let book = Book::sound().with("listings/ch/bonjour/smol.rs", "\"Bonjour\"", "\"Salut\"");
    caught(book.build(), "bonjour/smol.rs:4", "le cœur diffère");
}

#[test]
fn a_missing_runtime_is_caught() {
    let book = Book::sound().without("listings/ch/bonjour/smol.rs");
    caught(book.build(), "listings/ch/bonjour", "il manque smol.rs");
}

#[test]
fn a_missing_output_is_caught() {
    let book = Book::sound().without("listings/ch/bonjour/sortie.txt");
    caught(book.build(), "listings/ch/bonjour", "il manque sortie.txt");
}

#[test]
fn a_misspelt_file_is_caught() {
    let book = Book::sound();
    book.write("listings/ch/bonjour/asyncstd.rs", "");
    caught(book.build(), "bonjour/asyncstd.rs", "`async_std.rs` ?");
}

#[test]
fn an_unclosed_anchor_is_caught() {
    let book = Book::sound().with("listings/ch/bonjour/tokio.rs", "// ANCHOR_END: coeur\n", "");
    caught(book.build(), "bonjour/tokio.rs:1", "n'est pas fermée");
}

#[test]
fn an_unknown_slug_is_caught() {
    let book = Book::sound().with("src/ch.md", "{{#listing bonjour}}", "{{#listing bonjours}}");
    caught(book.build(), "src/ch.md:3", "Vouliez-vous dire `bonjour` ?");
}

#[test]
fn a_misspelt_directive_is_caught() {
    let book = Book::sound().with("src/ch.md", "{{#exercice ", "{{#exercise ");
    caught(book.build(), "src/ch.md:11", "Vouliez-vous dire `exercice` ?");
}

#[test]
fn an_unused_listing_is_caught() {
    let book = Book::sound().with("src/ch.md", "{{#listing corrige}}", "");
    caught(book.build(), "listings/ch/corrige", "aucun chapitre ne montre");
}

#[test]
fn a_listing_shown_twice_is_caught() {
    let book = Book::sound().with("src/ch.md", "# Un\n", "# Un\n\n{{#listing bonjour}}\n");
    caught(book.build(), "src/ch.md:5", "déjà montré");
}

#[test]
fn a_fence_that_no_check_runs_is_caught() {
    let book = Book::sound().with("src/ch.md", "# Un\n", "# Un\n\n```rust,ignore\nx\n```\n");
    caught(book.build(), "src/ch.md:3", "`ignore`");
}

#[test]
fn a_cure_that_does_not_compile_is_caught() {
    let book = Book::sound().with("listings/ch/corrige/smol.rs", "u32 { 1 }", "u32 { \"1\" }");
    caught(book.build(), "corrige/smol.rs:2", "le cœur diffère");
    let mut book = Book::sound();
    for (runtime, ..) in RUNTIMES {
        book = book.with(
            &format!("listings/ch/corrige/{}.rs", runtime.ident()),
            "u32 { 1 }",
            "u32 { \"1\" }",
        );
    }
    caught(book.verify("corrige"), "corrige/tokio.rs", "E0308");
}

#[test]
fn a_fault_that_starts_to_work_is_caught() {
    let mut book = Book::sound();
    for (runtime, ..) in RUNTIMES {
        book = book.with(&format!("listings/ch/fautif/{}.rs", runtime.ident()), "un().await", "1");
    }
    caught(book.verify("fautif"), "fautif/tokio.rs", "et il se compile");
}

#[test]
fn a_fault_for_another_reason_is_caught() {
    let book = Book::sound().with("listings/ch/fautif/faute.toml", "E0728", "E0277");
    caught(book.verify("fautif"), "fautif/tokio.rs", "rustc devait dire E0277");
    let book = Book::sound().with("listings/ch/fautif/faute.toml", "E0728", "sans code");
    caught(book.verify("fautif"), "fautif/tokio.rs", "rustc devait dire sans code");
    let book = Book::sound().with("listings/ch/fautif/faute.toml", "only allowed", "never allowed");
    caught(book.verify("fautif"), "fautif/tokio.rs", "never allowed");
    let book = Book::sound().with("listings/ch/imbrique/faute.toml", "from within", "from without");
    caught(book.verify("imbrique"), "imbrique/tokio.rs", "from without");
}

#[test]
fn a_fault_with_neither_code_nor_message_is_caught() {
    let book = Book::sound().with("listings/ch/fautif/faute.toml", "E0728", "sans code").with(
        "listings/ch/fautif/faute.toml",
        "message = \"only allowed inside `async`\"\n",
        "",
    );
    caught(book.build(), "fautif/faute.toml", "ne se reconnaît qu'à son message");
}

#[test]
fn a_fault_without_a_cure_is_caught() {
    let book = Book::sound().with("listings/ch/fautif/faute.toml", "remede = \"corrige\"\n", "");
    caught(book.build(), "fautif/faute.toml", "n'a pas de remède");
}

#[test]
fn a_divergence_that_stops_differing_is_caught() {
    let book = Book::sound().without("listings/ch/imbrique/faute.toml").with(
        "listings/ch/imbrique/sortie.tokio.txt",
        "dehors\n",
        "dehors\ndedans\n",
    );
    caught(book.build(), "listings/ch/imbrique", "ne diffèrent pas");
    // The files still differ: what tokio does is what is compared.
    let book = Book::sound().without("listings/ch/imbrique/faute.toml");
    caught(book.verify("imbrique"), "imbrique/tokio.rs", "fin attendue Success");
}

#[test]
fn an_exercise_already_solved_is_caught() {
    let book = Book::sound().with("listings/ch/exercice-double/tokio.rs", "//~ n", "//~ n + n");
    caught(book.verify("exercice-double"), "exercice-double/tokio.rs", "déjà fait");
}

#[test]
fn a_starting_point_that_does_not_compile_is_caught() {
    let book = Book::sound().with("listings/ch/exercice-double/smol.rs", "//~ n", "//~ rien");
    caught(book.verify("exercice-double"), "exercice-double/smol.rs", "E0425");
}

#[test]
fn a_solution_that_fails_its_check_is_caught() {
    let book =
        Book::sound().with("listings/ch/exercice-double/verification.rs", "(21)), 42", "(21)), 43");
    caught(book.verify("exercice-double"), "exercice-double/tokio.rs", "la solution doit réussir");
}

#[test]
fn a_prediction_without_a_right_answer_is_caught() {
    let book = Book::sound().with("listings/ch/predire/sortie.txt", "a\nb\n", "a\nc\n");
    caught(book.build(), "questions/quiz.toml", "une seule réponse doit être la sortie");
}

#[test]
fn a_choice_without_its_reason_is_caught() {
    let quiz = "listings/ch/questions/quiz.toml";
    let book = Book::sound().with(quiz, "\"Non.\"", "\" \"");
    caught(book.build(), "questions/quiz.toml:7", "ce choix n'a pas d'explication");
    let book = Book::sound().with(quiz, "explication = \"Oui.\"\n", "");
    caught(book.build(), "questions/quiz.toml:8", "il manque la clé `explication`");
}

#[test]
fn all_problems_are_told_at_once() {
    let book = Book::sound()
        .without("listings/ch/bonjour/smol.rs")
        .without("listings/ch/corrige/sortie.txt");
    let said = book.build().expect_err("two faults");
    assert!(said.contains("il manque smol.rs") && said.contains("il manque sortie.txt"), "{said}");
}
