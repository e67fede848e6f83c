//! What is said in a classroom.

use std::fmt::Write as _;

use catalogue::Runtime;

use super::typeset;
use crate::class::Code;
use crate::runs::Phase;

/// The teacher has stopped a program.
pub(crate) fn stopped_by_teacher() -> String {
    typeset("Votre enseignant a arrêté ce programme.")
}

/// What the teacher sees of a listing that runs as it is.
pub(crate) fn title_of_listing(slug: &str, runtime: Runtime) -> String {
    format!("{slug}, {}", runtime.label())
}

/// What the teacher sees of a check.
pub(crate) fn title_of_check(exercise: &str, runtime: Runtime) -> String {
    format!("{exercise}, {}{}", runtime.label(), typeset(" : vérification"))
}

/// What the teacher sees of a program that the book does not have.
pub(crate) fn title_of_edit() -> String {
    typeset("programme modifié")
}

/// How far a program is, for the teacher.
pub(crate) fn phase(phase: Phase) -> String {
    typeset(&match phase {
        Phase::Waiting => "attend les bibliothèques".to_owned(),
        Phase::Queued(place) => format!("attend, place {place}"),
        Phase::Compiling => "se compile".to_owned(),
        Phase::Running => "s'exécute".to_owned(),
    })
}

/// The room in one sentence.
pub(crate) fn room(present: usize, running: usize, compiling: usize, waiting: usize) -> String {
    typeset(&format!(
        "{} ; programmes : {running} en cours, {compiling} en compilation, {waiting} en attente.",
        match present {
            0 => "Aucun lecteur présent".to_owned(),
            1 => "1 lecteur présent".to_owned(),
            present => format!("{present} lecteurs présents"),
        }
    ))
}

/// The name of whoever opens the teacher's page.
pub(crate) fn teacher() -> String {
    "Enseignant".to_owned()
}

/// The name of a reader who gives none.
pub(crate) fn nameless(id: &str) -> String {
    format!("Lecteur {}", id.to_uppercase())
}

/// The teacher asks for a program that has ended.
pub(crate) fn program_gone() -> String {
    typeset("Ce programme est terminé.")
}

/// A reader whose browser has no pass.
pub(crate) fn no_pass() -> String {
    typeset("Entrez d'abord le code de la classe : rechargez la page.")
}

/// The code was wrong.
pub(crate) fn wrong_code() -> String {
    typeset("Ce n'est pas le code de la classe. Vérifiez-le auprès de votre enseignant.")
}

/// So many codes were wrong that none is looked at any more.
pub(crate) fn too_many_codes() -> String {
    typeset("Trop de codes faux sont venus de cette adresse. Attendez une minute, puis réessayez.")
}

/// A code that could be guessed.
pub(crate) fn weak_code(length: usize) -> String {
    typeset(&format!(
        "Ce code est trop facile à deviner : donnez au moins {length} lettres sans accent et \
         chiffres, ou ne donnez pas de code."
    ))
}

/// Not the address of a site.
pub(crate) fn unknown_origin(text: &str) -> String {
    format!(
        "{}{text}{}",
        typeset("« "),
        typeset(" » n'est pas l'adresse d'un site : donnez par exemple https://cours.example.org")
    )
}

/// What a teacher needs to know.
pub(crate) fn class_open(
    origins: &[String],
    code: &Code,
    links: &[String],
    teacher: &str,
) -> String {
    let mut text = String::new();
    let mut line = |what: &str, value: &str| {
        let _ = writeln!(text, "{}{value}", typeset(&format!("{what} : ")));
    };
    if origins.is_empty() {
        line(
            "Adresse pour la classe",
            &typeset("aucune, car cette machine n'est sur aucun réseau"),
        );
    }
    for origin in origins {
        line("Adresse pour la classe", origin);
    }
    line("Code d'accès", &code.to_string());
    for link in links {
        line("Adresse avec le code", link);
    }
    line("Page de l'enseignant, à garder pour vous", teacher);
    text.truncate(text.trim_end().len());
    text
}

/// Others could reach an address that is not for a class.
pub(crate) fn not_a_class(host: std::net::IpAddr) -> String {
    typeset(&format!(
        "À l'adresse {host}, d'autres machines pourraient exécuter des programmes sur la vôtre. Pour \
         enseigner à une salle : cargo run -- --classe"
    ))
}

/// A class on a system that does not keep programs apart.
pub(crate) fn not_isolated() -> String {
    typeset(
        "Ce système n'isole pas assez les programmes pour les ouvrir à une classe : les élèves \
         verraient vos fichiers. Il faut Linux, avec ses espaces de noms et son filtre d'appels \
         système. Sans « --classe », le cours s'ouvre pour vous seul.",
    )
}
