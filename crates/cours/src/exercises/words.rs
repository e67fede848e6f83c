//! Every sentence of `cours exercices`.

use std::fmt::Display;
use std::path::Path;

use catalogue::{Exercise, Listing, Runtime};
use mdbook_listings::french_markdown;

use super::checker::{Checked, Report};
use super::progress::{Fault, Known};
use crate::messages::typeset;

/// What the learner types.
const COMMAND: &str = "cargo run -- exercices";
/// Lines of a program's output that a report shows.
const OUTPUT_LINES: usize = 40;

const MET: &str = "✓";
const NOT_MET: &str = "✗";
const UNKNOWN: &str = "·";

/// An exercise in the list: is it passed, its name, and the rest of the line.
pub(super) type Line = (bool, String, String);

pub(super) fn line(listing: &Listing, exercise: &Exercise, known: &Known) -> Line {
    let stars = "★".repeat(exercise.difficulty.into());
    let mut about = format!("{stars:<3}  {:>2} min  {}", exercise.minutes, exercise.title);
    let passed: Vec<_> = known.passed.iter().filter_map(|it| Runtime::from_ident(it)).collect();
    let mut facts = Vec::new();
    if !passed.is_empty() {
        facts.push(format!(
            "réussi avec {}",
            enumerate(&passed.iter().map(|it| it.label()).collect::<Vec<_>>())
        ));
    }
    match known.hints {
        0 => {}
        1 => facts.push("1 indice lu".to_owned()),
        hints => facts.push(format!("{hints} indices lus")),
    }
    if known.solution {
        facts.push("solution lue".to_owned());
    }
    if !facts.is_empty() {
        about += &format!(" ({})", facts.join(", "));
    }
    (!passed.is_empty(), listing.slug.clone(), french_markdown(&about))
}

/// The exercises of each chapter.
pub(super) fn list(chapters: &[(&str, Vec<Line>)]) -> String {
    let lines = || chapters.iter().flat_map(|(_, lines)| lines);
    let width = lines().map(|(_, name, _)| name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for (title, lines) in chapters.iter().filter(|(_, lines)| !lines.is_empty()) {
        text += &format!("{}\n", french_markdown(title));
        for (passed, name, about) in lines {
            let mark = if *passed { MET } else { UNKNOWN };
            text += &format!("  {mark} {name:<width$}  {about}\n");
        }
        text.push('\n');
    }
    let passed = lines().filter(|(passed, ..)| *passed).count();
    text += &typeset(&format!("Exercices réussis : {passed} sur {}.", lines().count()));
    if let Some((_, next, _)) = lines().find(|(passed, ..)| !passed) {
        let what = typeset(if passed == 0 { "Pour commencer : " } else { "Le suivant : " });
        text += &format!("\n{what}{COMMAND} verifier {next}");
    }
    text
}

/// An exercise without its starting point.
pub(super) fn statement(listing: &Listing, exercise: &Exercise) -> String {
    let Exercise { title, difficulty, minutes, goal, statement, criteria, .. } = exercise;
    let stars = "★".repeat((*difficulty).into());
    let mut text = format!(
        "{stars} {title} ({minutes} min)\n\nObjectif : {goal}\n\n{}\n\nCe qui est vérifié :\n\n",
        statement.trim()
    );
    for criterion in criteria {
        text += &format!("- {}\n", criterion.label);
    }
    format!(
        "{}\n{}{COMMAND} verifier {}",
        french_markdown(&text),
        typeset("Pour écrire et vérifier votre programme : "),
        listing.slug
    )
}

/// A hint, counted from 1.
pub(super) fn hint(number: usize, total: usize, hint: &str) -> String {
    format!("Indice {number} sur {total}\n\n{}\n", french_markdown(hint.trim()))
}

/// All of them were read.
pub(super) fn no_more_hints(slug: &str) -> String {
    format!(
        "{}{COMMAND} solution {slug}",
        typeset("Vous avez lu tous les indices. Pour voir la solution : ")
    )
}

/// A starting point was written.
pub(super) fn created(path: &str, slug: &str) -> String {
    format!(
        "{}{path}\n{}{COMMAND} enonce {slug}",
        typeset("Le point de départ est écrit ; ouvrez-le dans votre éditeur : "),
        typeset("L'énoncé : ")
    )
}

/// The starting point is back; where the program went that stood there.
pub(super) fn reset(path: &str, kept: Option<&str>) -> String {
    let back = format!("{}{path}", typeset("Le point de départ est rétabli : "));
    match kept {
        Some(kept) => format!("{back}\n{}{kept}", typeset("Votre programme est gardé : ")),
        None => back,
    }
}

/// There is no program of this exercise.
pub(super) fn nothing_to_reset(slug: &str) -> String {
    format!(
        "{}{COMMAND} verifier {slug}",
        typeset("Cet exercice n'est pas commencé. Pour écrire son point de départ : ")
    )
}

/// Before the solution; the answer follows on the same line.
pub(super) fn ask_for_solution(exercise: &Exercise, hints_left: usize) -> String {
    let advice = match hints_left {
        0 => "Vous avez lu tous les indices.".to_owned(),
        1 => "Il vous reste un indice à lire.".to_owned(),
        left => format!("Il vous reste {left} indices à lire."),
    };
    let question =
        french_markdown(&format!("Voir la solution de « {} » ? {advice} [o/N]", exercise.title));
    format!("{question} ")
}

/// The answer was no.
pub(super) fn solution_kept() -> String {
    typeset("La solution reste cachée.")
}

/// The solution.
pub(super) fn solution(runtime: Runtime, code: &str) -> String {
    format!("{}\n\n{}", typeset(&format!("Solution avec {} :", runtime.label())), code.trim_end())
}

/// A check begins.
pub(super) fn checking(path: &str) -> String {
    format!("\n{path}")
}

/// What came of a check; `path` is what the learner's file is called.
pub(super) fn report(report: &Report, path: &str) -> String {
    let mut text = String::new();
    for diagnostic in &report.diagnostics {
        text += &if diagnostic.line.is_some() {
            // rustc saw the text under another name, with the same lines.
            diagnostic.rendered.replace("--> main.rs:", &format!("--> {path}:"))
        } else {
            // Its place is in the check, which the learner does not see.
            format!("{}\n", diagnostic.message)
        };
    }
    if report.criteria.iter().any(|criterion| criterion.passed.is_some()) {
        for Checked { label, passed, message } in &report.criteria {
            let mark = match passed {
                Some(true) => MET,
                Some(false) => NOT_MET,
                None => UNKNOWN,
            };
            text += &format!("  {mark} {}\n", french_markdown(label));
            for line in message.iter().flat_map(|message| message.lines()) {
                text += &format!("      {line}\n");
            }
        }
    }
    if !report.passed() && !report.output.is_empty() {
        text += &format!("{}\n", typeset("Votre programme a écrit :"));
        for line in report.output.iter().take(OUTPUT_LINES) {
            text += &format!("  | {line}\n");
        }
        if report.output.len() > OUTPUT_LINES {
            text += &format!("  | … ({} lignes en tout)\n", report.output.len());
        }
    }
    text + &report.message
}

/// Changes are followed.
pub(super) fn watching() -> String {
    typeset("Enregistrez votre programme : il sera vérifié. Pour arrêter : Ctrl-C.")
}

/// Changes cannot be followed.
pub(super) fn not_watching(error: &dyn Display) -> String {
    format!(
        "{} ({error})",
        typeset("Les changements ne peuvent pas être suivis : vérifiez un exercice à la fois.")
    )
}

/// No exercise has this name.
pub(super) fn unknown_exercise(name: &str, near: Option<&str>) -> String {
    let hint = near.map_or(String::new(), |near| {
        format!("{}{near}{}", typeset(" Vouliez-vous dire « "), typeset(" » ?"))
    });
    format!(
        "{}{name}{}{hint}{}{COMMAND}",
        typeset("Aucun exercice ne s'appelle « "),
        typeset(" »."),
        typeset(" La liste : ")
    )
}

/// No runtime has this name.
pub(super) fn unknown_runtime(name: &str) -> String {
    format!("{}{name}{}", typeset("Aucun environnement ne s'appelle « "), typeset(" »."))
}

/// The book does not load; its text names file and line.
pub(super) fn course_failed(error: &str) -> String {
    format!("{}\n{error}", typeset("Les exercices du cours ne se lisent pas."))
}

/// The file of the progress does not read.
pub(super) fn progress_failed(path: &Path, fault: &Fault) -> String {
    let (why, advice) = match fault {
        Fault::Unreadable(error) => (error.to_string(), "Rendez-le lisible."),
        Fault::Malformed(error) => (
            format!("ligne {}, colonne {}", error.line(), error.column()),
            "Corrigez-le, ou déplacez-le : un autre sera écrit.",
        ),
        Fault::Version(version) => (
            format!("version {version}"),
            "Il vient d'une autre version du cours : déplacez-le, un autre sera écrit.",
        ),
    };
    format!(
        "{}{} ({why}). {}",
        path.display(),
        typeset(" : ce fichier ne se lit pas"),
        typeset(advice)
    )
}

/// A file of the learner's does not read.
pub(super) fn not_read(path: &Path, error: &dyn Display) -> String {
    format!("{}{} ({error}).", path.display(), typeset(" : ce fichier ne se lit pas"))
}

/// A file of the learner's cannot be written.
pub(super) fn not_written(path: &Path, error: &dyn Display) -> String {
    format!("{}{} ({error}).", path.display(), typeset(" : ce fichier ne s'écrit pas"))
}

/// « tokio, async-std et smol »
fn enumerate(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}
