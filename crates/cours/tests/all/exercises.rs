//! `cours exercices`: each command in both directions.

use std::path::PathBuf;
use std::process::{Output, Stdio};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::course::{Course, START};

const PROGRAM: &str = "exercices/ch01-un/exercice-double/smol.rs";
const PROGRESS: &str = "exercices/progression.json";
/// The word in the French sentences is set apart by spaces that do not break.
const NO_BREAK: char = '\u{a0}';

impl Course {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cours"));
        command.args(["--livre"]).arg(self.path()).arg("exercices").args(args);
        // Paths are shown from here.
        command.current_dir(self.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        command
    }

    /// The exit code, stdout and stderr.
    async fn exercises(&self, args: &[&str]) -> (i32, String, String) {
        read(&self.command(args).output().await.expect("it ends"))
    }

    /// The same, answering `answer`.
    async fn answering(&self, answer: &str, args: &[&str]) -> (i32, String, String) {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().expect("it starts");
        let mut input = child.stdin.take().expect("a pipe");
        input.write_all(answer.as_bytes()).await.expect("it reads");
        drop(input);
        read(&child.wait_with_output().await.expect("it ends"))
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap_or_else(|it| panic!("{name}: {it}"))
    }

    fn progress(&self) -> Value {
        serde_json::from_str(&self.read(PROGRESS)).expect("JSON")
    }

    fn solve(&self) {
        self.write(PROGRAM, &START.replace("    n\n", "    n + n\n"));
    }
}

fn read(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(NO_BREAK, " ");
    (output.status.code().expect("a code"), text(&output.stdout), text(&output.stderr))
}

const LIST: &str = "\
1. Un
  · exercice-double  ★     5 min  Double

Exercices réussis : 0 sur 1.
Pour commencer : cargo run -- exercices verifier exercice-double
";

#[tokio::test]
async fn the_list_says_what_there_is_and_what_is_done() {
    let course = Course::new();
    assert_eq!(course.exercises(&[]).await, (0, LIST.into(), String::new()));
    assert_eq!(course.exercises(&["lister"]).await, (0, LIST.into(), String::new()));

    course.write(
        PROGRESS,
        r#"{"version":1,"exercices":{"exercice-double":{"reussi":["smol","tokio"],"indices":1}}}"#,
    );
    let (code, list, _) = course.exercises(&["lister"]).await;
    assert_eq!(code, 0);
    assert_eq!(
        list,
        "1. Un\n  ✓ exercice-double  ★     5 min  Double (réussi avec smol et tokio, 1 indice lu)\n\n\
         Exercices réussis : 1 sur 1.\n"
    );
}

#[tokio::test]
async fn the_statement_is_shown_with_what_is_verified() {
    let course = Course::new();
    let (code, text, _) = course.exercises(&["enonce", "double"]).await;
    assert_eq!(code, 0);
    assert_eq!(
        text,
        "★ Double (5 min)\n\nObjectif : Doubler.\n\nDoublez.\n\nCe qui est vérifié :\n\n\
         - `double(0)` vaut 0.\n- `double(4)` vaut 8.\n\n\
         Pour écrire et vérifier votre programme : cargo run -- exercices verifier exercice-double\n"
    );
}

#[tokio::test]
async fn an_unknown_exercise_is_refused_with_the_nearest_name() {
    let course = Course::new();
    for command in ["enonce", "verifier", "surveiller", "indice", "reinitialiser", "solution"] {
        let (code, said, error) = course.exercises(&[command, "exercice-doubel"]).await;
        assert_eq!((code, said.as_str()), (1, ""), "{command}");
        assert_eq!(
            error,
            "Aucun exercice ne s’appelle « exercice-doubel ». Vouliez-vous dire « exercice-double »\u{202f}? \
             La liste : cargo run -- exercices\n",
            "{command}"
        );
    }
    // A listing is no exercise.
    assert_eq!(course.exercises(&["verifier", "bonjour"]).await.0, 1);
    assert!(!course.path().join("exercices").exists(), "nothing was written");
}

#[tokio::test]
async fn verifying_begins_from_the_starting_point_and_tells_each_criterion() {
    let course = Course::new();
    let verify = ["verifier", "double", "--env", "smol"];
    let (code, said, _) = course.exercises(&verify).await;
    assert_eq!(code, 1);
    assert_eq!(
        said,
        format!(
            "Le point de départ est écrit\u{202f}; ouvrez-le dans votre éditeur : {PROGRAM}\n\
             L’énoncé : cargo run -- exercices enonce exercice-double\n\n{PROGRAM}\n\
             \x20 ✓ `double(0)` vaut 0.\n\
             \x20 ✗ `double(4)` vaut 8.\n\
             \x20     huit attendu\n\
             1 critère sur 2 est rempli.\n"
        )
    );
    assert_eq!(course.read(PROGRAM), START);
    assert!(!course.path().join(PROGRESS).exists(), "nothing is passed");

    course.solve();
    // Without `--env`: what was begun.
    let (code, said, _) = course.exercises(&["verifier", "exercice-double"]).await;
    assert_eq!(code, 0, "{said}");
    assert_eq!(
        said,
        format!(
            "\n{PROGRAM}\n  ✓ `double(0)` vaut 0.\n  ✓ `double(4)` vaut 8.\n\
             Exercice réussi : les 2 critères sont remplis.\n"
        )
    );
    assert!(course.read(PROGRAM).contains("n + n"), "the learner's text stays");
    let passed = &course.progress()["exercices"]["exercice-double"];
    assert_eq!(*passed, json!({ "reussi": ["smol"], "indices": 0, "solution": false }));
    course.exercises(&verify).await;
    assert_eq!(course.progress()["exercices"]["exercice-double"], *passed, "once is enough");
}

#[tokio::test]
async fn compile_errors_have_rustc_s_text_and_the_learner_s_lines() {
    let course = Course::new();
    course.write(PROGRAM, &START.replace("    n\n", "    m\n"));
    let (code, said, _) = course.exercises(&["verifier", "double"]).await;
    assert_eq!(code, 1);
    assert!(said.contains("error[E0425]: cannot find value `m`"), "{said}");
    assert!(said.contains(&format!(" --> {PROGRAM}:2:5\n")), "{said}");
    assert!(said.contains("2 |     m\n"), "{said}");
    assert!(
        said.ends_with("Le programme ne compile pas : 1 erreur. Regardez la ligne 2.\n"),
        "{said}"
    );
    assert!(!said.contains('✗'), "no criterion was looked at: {said}");

    course.write(PROGRAM, &START.replace("double", "triple"));
    let (code, said, _) = course.exercises(&["verifier", "double"]).await;
    assert_eq!(code, 1);
    assert!(said.contains("La vérification ne compile pas avec votre programme"), "{said}");
    assert!(!said.contains("-->"), "no line that the learner does not see: {said}");
}

#[tokio::test]
async fn what_the_program_writes_is_shown_with_a_failure_and_an_early_end_is_no_success() {
    let course = Course::new();
    let body = "println!(\"ici\");\n    if n == 4 { std::process::exit(0) }\n    n";
    course.write(PROGRAM, &START.replace("    n\n", &format!("    {body}\n")));
    let (code, said, _) = course.exercises(&["verifier", "double"]).await;
    assert_eq!(code, 1, "{said}");
    assert!(!course.path().join(PROGRESS).exists(), "{said}");

    course.write(PROGRAM, &START.replace("    n\n", "    println!(\"ici\");\n    n\n"));
    let (code, said, _) = course.exercises(&["verifier", "double"]).await;
    assert_eq!(code, 1);
    assert!(said.contains("Votre programme a écrit :\n  | ici\n"), "{said}");
}

#[tokio::test]
async fn hints_come_one_at_a_time_and_then_all_of_them() {
    let course = Course::new();
    let manifest = "listings/ch01-un/exercice-double/exercice.toml";
    let two = course.read(manifest).replace("[\"Deux fois.\"]", "[\"Deux fois.\", \"`2 * n`\"]");
    course.write(manifest, &two);
    let first = "Indice 1 sur 2\n\nDeux fois.\n\n";
    let second = "Indice 2 sur 2\n\n`2 * n`\n\n";
    for (expected, read) in [(first, 1), (second, 2)] {
        assert_eq!(
            course.exercises(&["indice", "double"]).await,
            (0, expected.into(), String::new())
        );
        assert_eq!(course.progress()["exercices"]["exercice-double"]["indices"], read);
    }
    let (code, said, _) = course.exercises(&["indice", "double"]).await;
    assert_eq!(code, 0);
    assert_eq!(
        said,
        format!(
            "{first}{second}Vous avez lu tous les indices. Pour voir la solution : \
             cargo run -- exercices solution exercice-double\n"
        )
    );
}

#[tokio::test]
async fn the_solution_waits_for_a_yes() {
    let course = Course::new();
    let ask = ["solution", "double", "--env", "smol"];
    for no in ["", "\n", "n\n", "peut-être\n"] {
        let (code, said, question) = course.answering(no, &ask).await;
        assert_eq!((code, said.as_str()), (1, "La solution reste cachée.\n"), "{no:?}");
        assert_eq!(
            question,
            "Voir la solution de « Double »\u{202f}? Il vous reste un indice à lire. [o/N] "
        );
    }
    assert!(!course.path().join(PROGRESS).exists());

    let solution = "Solution avec smol :\n\nfn double(n: u32) -> u32 {\n    2 * n\n}\n\n\
                    fn main() {\n    println!(\"{}\", double(2));\n}\n";
    for yes in ["o\n", "Oui\n"] {
        let (code, said, _) = course.answering(yes, &ask).await;
        assert_eq!((code, said.as_str()), (0, solution), "{yes:?}");
    }
    assert_eq!(course.progress()["exercices"]["exercice-double"]["solution"], true);
    let (code, said, question) = course.exercises(&["solution", "double", "--oui"]).await;
    assert_eq!((code, question.as_str()), (0, ""));
    assert!(said.starts_with("Solution avec tokio :\n"), "{said}");
}

#[tokio::test]
async fn a_reset_keeps_what_was_written() {
    let course = Course::new();
    let (code, said, _) = course.exercises(&["reinitialiser", "double"]).await;
    assert_eq!(code, 0);
    assert!(said.starts_with("Cet exercice n’est pas commencé."), "{said}");

    course.exercises(&["verifier", "double", "--env", "smol"]).await;
    let (_, said, _) = course.exercises(&["reinitialiser", "double"]).await;
    assert_eq!(said, format!("Le point de départ est rétabli : {PROGRAM}\n"), "nothing to keep");

    for kept in ["smol.1.rs", "smol.2.rs"] {
        course.solve();
        assert_eq!(course.exercises(&["verifier", "double"]).await.0, 0);
        let (code, said, _) = course.exercises(&["reinitialiser", "double"]).await;
        let kept = PROGRAM.replace("smol.rs", kept);
        assert_eq!(code, 0);
        assert_eq!(
            said,
            format!(
                "Le point de départ est rétabli : {PROGRAM}\nVotre programme est gardé : {kept}\n"
            )
        );
        assert_eq!(course.read(PROGRAM), START);
        assert!(course.read(&kept).contains("n + n"));
        assert_eq!(course.progress()["exercices"], json!({}), "it is to be done again");
    }
    // What was kept is no program of the exercise.
    assert_eq!(course.exercises(&["verifier", "double"]).await.0, 1);
}

#[tokio::test]
async fn a_progress_that_does_not_read_is_named_and_left_alone() {
    let course = Course::new();
    for (text, why) in [
        ("{\"version\":1,", "(ligne 1, colonne 13). Corrigez-le"),
        ("{\"version\":9}", "(version 9). Il vient d’une autre version du cours"),
    ] {
        course.write(PROGRESS, text);
        for command in ["lister", "indice double", "solution double --oui"] {
            let words: Vec<_> = command.split(' ').collect();
            let (code, said, error) = course.exercises(&words).await;
            assert_eq!((code, said.as_str()), (1, ""), "{command}");
            assert!(error.contains(PROGRESS) && error.contains(why), "{error}");
        }
        assert_eq!(course.read(PROGRESS), text);
    }
}

#[tokio::test]
async fn what_the_page_exported_is_kept() {
    let course = Course::new();
    let exported = json!({
        "version": 1,
        "exercices": { "exercice-double": { "reussi": ["tokio"], "indices": 1, "solution": false } },
        "quiz": { "quiz-un": { "justes": 3, "questions": 4 } },
    });
    course.write(PROGRESS, &exported.to_string());
    course.solve();
    assert_eq!(course.exercises(&["verifier", "double"]).await.0, 0);
    let mut expected = exported;
    expected["exercices"]["exercice-double"]["reussi"] = json!(["tokio", "smol"]);
    assert_eq!(course.progress(), expected);
}

/// Reads lines up to one that begins so, and returns them all.
async fn until(
    lines: &mut tokio::io::Lines<BufReader<tokio::process::ChildStdout>>,
    start: &str,
) -> String {
    let mut seen = String::new();
    loop {
        let line = lines.next_line().await.expect("it writes").unwrap_or_else(|| panic!("{seen}"));
        let line = line.replace(NO_BREAK, " ");
        seen += &format!("{line}\n");
        if line.starts_with(start) {
            return seen;
        }
    }
}

#[cfg(unix)]
async fn interrupt(mut child: Child) -> Option<i32> {
    let kill = format!("kill -s INT {}", child.id().expect("it runs"));
    let sent = Command::new("sh").args(["-c", &kill]).status().await.expect("a shell");
    assert!(sent.success());
    child.wait().await.expect("it ends").code()
}

#[cfg(unix)]
#[tokio::test]
async fn a_watched_exercise_is_verified_at_each_save() {
    let course = Course::new();
    let mut child =
        course.command(&["surveiller", "double", "--env", "smol"]).spawn().expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let seen = until(&mut lines, "1 critère sur 2 est rempli.").await;
    assert!(seen.contains("Pour arrêter : Ctrl-C."), "{seen}");
    assert_eq!(course.read(PROGRAM), START);

    course.write(PROGRAM, &START.replace("    n\n", "    m\n"));
    until(&mut lines, "Le programme ne compile pas : 1 erreur.").await;
    // As editors save: another file takes the name.
    course.write(
        "exercices/ch01-un/exercice-double/smol.rs~",
        &START.replace("    n\n", "    2 * n\n"),
    );
    let path = |name: &str| -> PathBuf { course.path().join(name) };
    std::fs::rename(path(&format!("{PROGRAM}~")), path(PROGRAM)).expect("renamed");
    until(&mut lines, "Exercice réussi : les 2 critères sont remplis.").await;
    assert_eq!(course.progress()["exercices"]["exercice-double"]["reussi"], json!(["smol"]));
    assert_eq!(interrupt(child).await, Some(130));
}

#[cfg(unix)]
#[tokio::test]
async fn without_a_name_whatever_is_saved_is_verified_on_that_runtime() {
    let course = Course::new();
    let mut child = course.command(&["surveiller", "--env", "smol"]).spawn().expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    until(&mut lines, "Enregistrez votre programme").await;
    course.write(&PROGRAM.replace("smol", "async_std"), START);
    course.solve();
    let seen = until(&mut lines, "Exercice réussi").await;
    assert!(!seen.contains("async_std.rs"), "{seen}");
    assert_eq!(interrupt(child).await, Some(130));
}

#[tokio::test]
async fn a_command_line_that_cannot_be_read_is_answered_in_french() {
    let course = Course::new();
    for (args, said) in [
        (
            &["verifer", "double"][..],
            "La commande « verifer » n'existe pas. Vouliez-vous dire « verifier » ?",
        ),
        (&["verifier"], "Il manque <EXERCICE>."),
        (&["verifier", "double", "--env"], "Il manque la valeur de --env <ENVIRONNEMENT>."),
        (
            &["verifier", "double", "--env", "embassy"],
            "« embassy » ne convient pas à --env <ENVIRONNEMENT>. Choisissez parmi : tokio, async-std, smol.",
        ),
        (&["lister", "--tout"], "« --tout » n'est pas attendu ici."),
    ] {
        let (code, out, error) = course.exercises(args).await;
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert_eq!(error, format!("{said}\nAide : cargo run -- --aide\n"), "{args:?}");
    }
    let (code, help, _) = course.exercises(&["verifier", "--aide"]).await;
    assert_eq!(code, 0);
    for french in ["Utilisation : cargo run -- exercices verifier", "Arguments :\n", "Options :\n"]
    {
        assert!(help.contains(french), "{help}");
    }
    for english in ["Usage", "aliases", "possible", "default", "Print", "COMMAND]"] {
        assert!(!help.contains(english), "{help}");
    }
}
