//! Every sentence that a reader may see, in one place.
//!
//! Written with plain spaces and apostrophes; [`typeset`] sets them as French typography wants.

pub(crate) mod beside;

use std::fmt::Write as _;
use std::time::Duration;

use catalogue::Runtime;
use sandbox::{Diagnostic, End, Level, Limits, Progress, Protections};

use crate::class::Code;
use crate::runs::{Busy, Phase};

const THIN: &str = "\u{202f}";
const NO_BREAK: &str = "\u{a0}";

/// Sets apostrophes and no-break spaces. For our sentences only: what programs and compilers write
/// stays as it is.
pub(crate) fn typeset(text: &str) -> String {
    text.replace('\'', "’")
        .replace(" ;", &format!("{THIN};"))
        .replace(" !", &format!("{THIN}!"))
        .replace(" ?", &format!("{THIN}?"))
        .replace(" :", &format!("{NO_BREAK}:"))
        .replace("« ", &format!("«{NO_BREAK}"))
        .replace(" »", &format!("{NO_BREAK}»"))
}

/// `2,01 s`; whole seconds without decimals.
fn seconds(duration: Duration) -> String {
    let number = if duration.subsec_millis() == 0 {
        duration.as_secs().to_string()
    } else {
        format!("{:.2}", duration.as_secs_f64()).replace('.', ",")
    };
    format!("{number}{NO_BREAK}s")
}

/// `640 Kio`, `512 Mio`.
fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 && bytes.is_multiple_of(1 << 20) {
        format!("{}{NO_BREAK}Mio", bytes >> 20)
    } else {
        format!("{}{NO_BREAK}Kio", bytes >> 10)
    }
}

/// `1 erreur`, `2 erreurs`: in French only what reaches two is plural.
fn count(number: usize, noun: &str) -> String {
    let plural = if number >= 2 { "s" } else { "" };
    format!("{number}{NO_BREAK}{noun}{plural}")
}

/// How a program ended, and what to try.
pub(crate) fn run_ended(end: End, elapsed: Duration, limits: Limits) -> String {
    typeset(&match end {
        End::Success => format!("Le programme s'est terminé en {}.", seconds(elapsed)),
        End::Exit(code) => format!(
            "Le programme s'est terminé avec le code {code} : il signale une erreur. Ce qu'il a \
             écrit dit souvent laquelle."
        ),
        End::Panic => "Le programme a paniqué : le message de la panique dit à quelle ligne et \
                       pourquoi."
            .to_owned(),
        End::Signal(number) => format!(
            "Le système a interrompu le programme ({}) : {}",
            signal_name(number),
            signal_cause(number)
        ),
        End::TimeLimit => format!(
            "Le programme a dépassé {} : une tâche attend peut-être un évènement qui ne vient pas.",
            seconds(limits.wall)
        ),
        End::MemoryLimit => format!(
            "Le programme a dépassé {} de mémoire : une collection grandit peut-être sans fin.",
            size(limits.memory_bytes)
        ),
        End::OutputLimit => format!(
            "Le programme a écrit plus de {} : une boucle affiche peut-être sans s'arrêter.",
            size(limits.output_bytes)
        ),
        End::ProcessLimit => format!(
            "Le programme a dépassé {} processus ou {} fils d'exécution : une boucle en lance \
             peut-être sans fin.",
            limits.processes, limits.threads
        ),
        End::CpuLimit => format!(
            "Le programme a occupé le processeur plus de {} : une boucle calcule peut-être sans \
             fin.",
            seconds(limits.cpu)
        ),
        End::FileLimit => format!(
            "Le programme a écrit un fichier de plus de {} : une boucle écrit peut-être sans \
             s'arrêter.",
            size(limits.file_bytes)
        ),
        End::Stopped => "Le programme a été arrêté.".to_owned(),
        // Not of a program, or of a kind that did not exist when this was written.
        _ => "Le programme ne s'est pas terminé comme prévu. Exécutez-le de nouveau.".to_owned(),
    })
}

fn signal_name(number: i32) -> String {
    let name = match number {
        4 => "SIGILL",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        _ => return format!("signal {number}"),
    };
    format!("signal {number}, {name}")
}

fn signal_cause(number: i32) -> &'static str {
    match number {
        6 => "la pile est peut-être épuisée par une récursion, ou le programme a appelé abort.",
        9 => "la machine n'avait peut-être plus de mémoire.",
        7 | 11 => "il a touché une adresse interdite ; cherchez un bloc unsafe.",
        _ => "Rust seul n'en envoie pas ; cherchez qui l'a envoyé.",
    }
}

/// How a compilation that gave no executable ended, and what to try.
pub(crate) fn compilation_ended(end: End, diagnostics: &[Diagnostic], limits: Limits) -> String {
    typeset(&match end {
        End::CompileError => compile_errors(diagnostics),
        End::Panic => "Le compilateur lui-même a paniqué : ce n'est pas la faute de votre \
                       programme. Écrivez autrement ce que vous venez de changer."
            .to_owned(),
        End::Signal(number) => format!(
            "Le système a interrompu le compilateur ({}) : une expression ou un type est \
             peut-être trop profond. Écrivez plus simplement ce que vous venez de changer.",
            signal_name(number)
        ),
        End::TimeLimit => format!(
            "La compilation a dépassé {} : une constante ou une macro se développe peut-être sans \
             fin.",
            seconds(limits.wall)
        ),
        End::MemoryLimit => format!(
            "La compilation a dépassé {} de mémoire : un type ou une macro se développe peut-être \
             sans fin.",
            size(limits.memory_bytes)
        ),
        End::OutputLimit => format!(
            "Le compilateur a écrit plus de {} de messages : corrigez d'abord la première erreur.",
            size(limits.output_bytes)
        ),
        End::ProcessLimit => format!(
            "La compilation a dépassé {} processus ou {} fils d'exécution. Réessayez ; si cela se \
             répète, écrivez plus simplement ce que vous venez de changer.",
            limits.processes, limits.threads
        ),
        End::CpuLimit => format!(
            "La compilation a occupé le processeur plus de {} : une constante ou une macro se \
             développe peut-être sans fin.",
            seconds(limits.cpu)
        ),
        End::FileLimit => format!(
            "Le compilateur a écrit un fichier de plus de {} : une donnée du programme est \
             peut-être trop grande.",
            size(limits.file_bytes)
        ),
        End::Stopped => "La compilation a été arrêtée.".to_owned(),
        // Of a kind that did not exist when this was written.
        _ => "La compilation ne s'est pas terminée comme prévu. Réessayez.".to_owned(),
    })
}

fn compile_errors(diagnostics: &[Diagnostic]) -> String {
    let errors: Vec<_> = diagnostics.iter().filter(|it| it.level == Level::Error).collect();
    let mut message = String::from("Le programme ne compile pas");
    if !errors.is_empty() {
        let _ = write!(message, " : {}", count(errors.len(), "erreur"));
    }
    message.push('.');
    if let Some(line) = errors.iter().find_map(|error| error.line) {
        let _ = if errors.len() >= 2 {
            write!(
                message,
                " Commencez par celle de la ligne {line} : les autres en découlent souvent."
            )
        } else {
            write!(message, " Regardez la ligne {line}.")
        };
    }
    message
}

/// The learner's program compiles only without the check.
pub(crate) fn check_does_not_compile() -> String {
    typeset(
        "La vérification ne compile pas avec votre programme : gardez les noms, les paramètres et \
         le type de retour des fonctions du point de départ.",
    )
}

/// How a check ended: so many criteria of so many.
pub(crate) fn check_ended(passed: usize, total: usize) -> String {
    typeset(&match (passed, total) {
        (_, 0) => {
            "La vérification n'a rien vérifié. Exécutez le programme pour voir pourquoi.".into()
        }
        (1, 1) => "Exercice réussi : le critère est rempli.".into(),
        (passed, total) if passed == total => {
            format!("Exercice réussi : les {total} critères sont remplis.")
        }
        (0, 1) => "Le critère n'est pas rempli.".into(),
        (0, total) => format!("Aucun des {total} critères n'est rempli."),
        (1, total) => format!("1 critère sur {total} est rempli."),
        (passed, total) => format!("{passed} critères sur {total} sont remplis."),
    })
}

/// A criterion was being checked when the run was cut short.
pub(crate) fn criterion_unfinished() -> String {
    typeset("Ce critère n'a pas fini d'être vérifié quand le programme s'est arrêté.")
}

/// The two values of an assertion that they are equal.
pub(crate) fn criterion_compared(left: &str, right: &str) -> String {
    format!("{}{left} et {right}", typeset("valeurs comparées : "))
}

/// A criterion failed without a panic's message.
pub(crate) fn criterion_todo(rest: &str) -> String {
    format!("{}{rest}", typeset("Il reste un todo! : "))
}

/// The libraries are not there yet.
pub(crate) fn waiting(progress: Progress) -> String {
    if progress.total == 0 {
        return typeset("Les bibliothèques se préparent : le programme partira ensuite.");
    }
    typeset(&format!(
        "Les bibliothèques se compilent ({} sur {}) : le programme partira ensuite.",
        progress.done, progress.total
    ))
}

/// The state of the libraries, for the page and the terminal.
pub(crate) fn compiling(progress: Progress) -> String {
    if progress.total == 0 {
        return typeset("Compilation des programmes du livre…");
    }
    typeset(&format!(
        "Compilation des programmes du livre : {} sur {}",
        progress.done, progress.total
    ))
}

/// The libraries and all programs are built.
pub(crate) fn ready() -> String {
    typeset("Les programmes du livre sont prêts : le bouton Exécuter répond aussitôt.")
}

/// The background build failed; cargo's text follows.
pub(crate) fn programs_failed(cargo: &str) -> String {
    let sentence = typeset(
        "Les programmes du livre n'ont pas pu être compilés. Corrigez l'erreur : la compilation \
         reprendra d'elle-même.",
    );
    format!("{sentence}\n{}", cargo.trim_end())
}

/// A run was asked for and no library was ever built.
pub(crate) fn no_libraries() -> String {
    typeset(
        "Rien ne peut être exécuté : les bibliothèques n'ont pas pu être compilées. Le terminal où \
         tourne le cours dit pourquoi.",
    )
}

/// The sandbox could not start something.
pub(crate) fn not_started(error: &sandbox::Error) -> String {
    let advice = match error {
        sandbox::Error::Scratch(_) => {
            "Le dossier temporaire du système ne s'écrit pas. Faites-y de la place, puis réessayez."
        }
        sandbox::Error::Spawn { .. } => {
            "Le programme n'a pas pu être lancé. Relancez le cours, puis réessayez."
        }
    };
    format!("{} ({error})", typeset(advice))
}

/// A program is not let in.
pub(crate) fn busy(busy: Busy) -> String {
    typeset(&match busy {
        Busy::Full(programs) => format!(
            "La file d'attente est pleine : {} devant vous. Réessayez dans quelques secondes.",
            count(programs, "programme")
        ),
        Busy::OwnFull(programs) => format!(
            "Vous avez déjà {} en cours ou en attente. Laissez-en finir un, ou arrêtez-le.",
            count(programs, "programme")
        ),
        Busy::TooFast(programs, wait) => format!(
            "Vous avez lancé {} en une minute. Attendez {}, puis réessayez.",
            count(programs, "programme"),
            seconds(Duration::from_secs(wait.as_secs() + 1))
        ),
        Busy::Closing => "Le serveur du cours s'arrête : les programmes en cours se terminent, \
                          aucun autre ne part. Réessayez dans un instant."
            .to_owned(),
    })
}

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

/// Wrong `Host`.
pub(crate) fn foreign_host() -> String {
    typeset(
        "Le cours ne répond qu'à l'adresse de cette machine. Ouvrez l'adresse que le terminal \
         affiche.",
    )
}

/// Wrong `Origin`.
pub(crate) fn foreign_origin() -> String {
    typeset(
        "Cette demande vient d'une autre page : seules les pages du cours exécutent des programmes.",
    )
}

/// The page does not know the secret of this runner.
pub(crate) fn wrong_token() -> String {
    typeset(
        "Cette demande ne porte pas le jeton de ce serveur : la page date d'avant. Rechargez-la.",
    )
}

/// Content type is not JSON.
pub(crate) fn not_json() -> String {
    typeset("La demande doit être en JSON : ajoutez l'en-tête « content-type: application/json ».")
}

/// Body over the limit.
pub(crate) fn too_big(limit: usize) -> String {
    typeset(&format!("Le programme est trop long : {} au plus.", size(limit as u64)))
}

/// The body did not come whole.
pub(crate) fn incomplete() -> String {
    typeset("La demande est arrivée incomplète. Réessayez.")
}

/// Malformed JSON, or not what is expected.
pub(crate) fn malformed(error: &serde_json::Error) -> String {
    typeset(&format!(
        "La demande n'est pas le JSON attendu (ligne {}, colonne {}).",
        error.line(),
        error.column()
    ))
}

/// Edition that does not exist.
pub(crate) fn unknown_edition(edition: &str) -> String {
    format!(
        "{}{edition}{}",
        typeset("Il n'y a pas d'édition de Rust « "),
        typeset(" » : choisissez 2015, 2018, 2021 ou 2024.")
    )
}

/// Exercise or runtime that does not exist.
pub(crate) fn unknown_exercise(exercise: &str, runtime: &str) -> String {
    format!(
        "{}{exercise}{}{runtime}{}",
        typeset("Aucun exercice ne s'appelle « "),
        typeset(" » pour l'environnement « "),
        typeset(" ». Rechargez la page."),
    )
}

/// The server listens.
pub(crate) fn open(url: &str) -> String {
    format!("{}{url}", typeset("Le cours est ouvert : "))
}

/// What keeps the readers' programs from the rest of the machine.
pub(crate) fn protections(active: Protections) -> String {
    let mut kept = Vec::new();
    if active.namespaces {
        kept.push("fichiers, réseau et processus à part");
    } else if active.landlock {
        kept.push("fichiers à part");
    }
    if active.seccomp {
        kept.push("appels système filtrés");
    }
    if active.rlimits {
        kept.push("ressources limitées");
    }
    typeset(&match (active.isolate(), kept.is_empty()) {
        (true, _) => format!("Programmes isolés : {}.", kept.join(", ")),
        (false, false) => format!(
            "Programmes isolés en partie : {} ; ce système ne permet pas davantage. N'exécutez que \
             ce que vous comprenez.",
            kept.join(", ")
        ),
        (false, true) => "Programmes non isolés : durée, mémoire et affichage sont limités, mais \
                          un programme voit vos fichiers et votre réseau. N'exécutez que ce que \
                          vous comprenez."
            .to_owned(),
    })
}

/// One task of a verification.
pub(crate) fn verified(name: &str, elapsed: Duration, passed: bool) -> String {
    let (mark, word) = if passed { ('✓', "réussi") } else { ('✗', "échoué") };
    format!("{mark} {word}  {name}  {}", seconds(elapsed))
}

/// The end of a verification: how many passed, failed, and had passed already.
pub(crate) fn verification_ended(
    (passed, failed, unchanged): (usize, usize, usize),
    elapsed: Duration,
) -> String {
    typeset(&format!(
        "{}, {}, {}, en {}.",
        count(passed, "réussite"),
        count(failed, "échec"),
        count(unchanged, "inchangée"),
        seconds(elapsed)
    ))
}

/// Waiting for the next change.
pub(crate) fn watching() -> String {
    typeset("En attente d'un changement. Ctrl-C arrête.")
}

/// Python scripts without Python.
pub(crate) fn scripts_skipped(number: usize) -> String {
    typeset(&format!(
        "Sauté : {} (python3 3.11 ou plus récent est introuvable).",
        count(number, "programme asyncio")
    ))
}

/// Neither a chapter nor a listing.
pub(crate) fn unknown_target(target: &str, guess: Option<&str>) -> String {
    let guess = guess.map_or_else(
        || "Donnez le début du nom d'un chapitre (ch04) ou le nom d'un listing.".to_owned(),
        |guess| format!("Vouliez-vous dire `{guess}` ?"),
    );
    typeset(&format!("`{target}` n'est ni un chapitre ni un listing. {guess}"))
}

/// An expected output was written anew.
pub(crate) fn accepted(file: &std::path::Path) -> String {
    format!("{} {}", file.display(), typeset(": sortie attendue réécrite. Relisez-la."))
}

/// A file with lines of free order is not rewritten.
pub(crate) fn free_order_by_hand() -> String {
    typeset("des lignes y sont d'ordre libre : corrigez ce fichier vous-même.")
}

/// Programs that share an expected output print different things.
pub(crate) fn outputs_disagree() -> String {
    typeset(
        "les environnements n'affichent pas tous la même chose. Corrigez les programmes, ou \
         donnez à chacun sa sortie (sortie.tokio.txt, etc.) si la divergence est voulue.",
    )
}

/// The book was rebuilt after a change.
pub(crate) fn rebuilt(elapsed: Duration) -> String {
    typeset(&format!("Livre reconstruit en {}.", seconds(elapsed)))
}

/// The book could not be rebuilt.
pub(crate) fn rebuild_failed(error: &str) -> String {
    let sentence =
        typeset("Le livre n'a pas pu être reconstruit ; la dernière version reste affichée.");
    format!("{sentence}\n{error}")
}

/// The server ends once its programs have.
pub(crate) fn draining() -> String {
    typeset("Arrêt demandé : les programmes en cours se terminent, aucun autre ne part.")
}

/// The server ends.
pub(crate) fn closed() -> String {
    typeset("Le cours est fermé.")
}

/// Another server has the port.
pub(crate) fn port_taken(port: u16) -> String {
    typeset(&format!(
        "Le port {port} est déjà pris, peut-être par un autre « cargo run » de ce cours. Fermez-le, \
         ou choisissez un autre port : cargo run -- --port {}",
        port.checked_add(1).unwrap_or(3000)
    ))
}

/// The port cannot be opened for another reason.
pub(crate) fn port_refused(port: u16, cause: &std::io::Error) -> String {
    format!(
        "{} ({cause})",
        typeset(&format!(
            "Le port {port} ne s'ouvre pas. Choisissez-en un autre, au-dessus de 1024 : cargo run \
             -- --port 3000"
        ))
    )
}

/// The first build of the book failed.
pub(crate) fn book_failed(error: &str) -> String {
    format!("{}\n{error}", typeset("Le livre n'a pas pu être construit."))
}

/// There is no book where one was looked for.
pub(crate) fn no_book(directory: &std::path::Path) -> String {
    format!(
        "{}{}{}",
        typeset("Il n'y a pas de book.toml dans « "),
        directory.display(),
        typeset(" ». Donnez le dossier du livre : cargo run -- --livre DOSSIER")
    )
}

/// Changes cannot be watched; the course works all the same.
pub(crate) fn not_watching(error: &dyn std::fmt::Display) -> String {
    format!(
        "{} ({error})",
        typeset(
            "Les changements du livre ne sont pas suivis : relancez le cours après les vôtres."
        )
    )
}

/// The browser did not open.
pub(crate) fn browser_failed() -> String {
    typeset("Le navigateur ne s'est pas ouvert : ouvrez vous-même cette adresse.")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every end that there is.
    const ENDS: [End; 13] = [
        End::Success,
        End::Exit(3),
        End::Panic,
        End::CompileError,
        End::Signal(6),
        End::Signal(11),
        End::TimeLimit,
        End::MemoryLimit,
        End::OutputLimit,
        End::ProcessLimit,
        End::CpuLimit,
        End::FileLimit,
        End::Stopped,
    ];

    #[test]
    fn every_end_of_a_program_says_what_happened_and_what_to_try() {
        let told = ENDS.map(|end| run_ended(end, Duration::from_millis(2013), Limits::READER));
        assert_eq!(
            told.map(|text| text.replace(['\u{a0}', '\u{202f}'], " ")),
            [
                "Le programme s’est terminé en 2,01 s.",
                "Le programme s’est terminé avec le code 3 : il signale une erreur. Ce qu’il a \
                 écrit dit souvent laquelle.",
                "Le programme a paniqué : le message de la panique dit à quelle ligne et pourquoi.",
                // Not of a program.
                "Le programme ne s’est pas terminé comme prévu. Exécutez-le de nouveau.",
                "Le système a interrompu le programme (signal 6, SIGABRT) : la pile est peut-être \
                 épuisée par une récursion, ou le programme a appelé abort.",
                "Le système a interrompu le programme (signal 11, SIGSEGV) : il a touché une \
                 adresse interdite ; cherchez un bloc unsafe.",
                "Le programme a dépassé 10 s : une tâche attend peut-être un évènement qui ne \
                 vient pas.",
                "Le programme a dépassé 512 Mio de mémoire : une collection grandit peut-être \
                 sans fin.",
                "Le programme a écrit plus de 640 Kio : une boucle affiche peut-être sans \
                 s’arrêter.",
                "Le programme a dépassé 64 processus ou 512 fils d’exécution : une boucle en \
                 lance peut-être sans fin.",
                "Le programme a occupé le processeur plus de 20 s : une boucle calcule peut-être \
                 sans fin.",
                "Le programme a écrit un fichier de plus de 64 Mio : une boucle écrit peut-être \
                 sans s’arrêter.",
                "Le programme a été arrêté.",
            ]
        );
    }

    #[test]
    fn every_end_of_a_compilation_says_what_happened_and_what_to_try() {
        let told = ENDS[2..].iter().map(|end| compilation_ended(*end, &[], Limits::COMPILER));
        assert_eq!(
            told.map(|text| text.replace(['\u{a0}', '\u{202f}'], " ")).collect::<Vec<_>>(),
            [
                "Le compilateur lui-même a paniqué : ce n’est pas la faute de votre programme. \
                 Écrivez autrement ce que vous venez de changer.",
                "Le programme ne compile pas.",
                "Le système a interrompu le compilateur (signal 6, SIGABRT) : une expression ou un \
                 type est peut-être trop profond. Écrivez plus simplement ce que vous venez de \
                 changer.",
                "Le système a interrompu le compilateur (signal 11, SIGSEGV) : une expression ou \
                 un type est peut-être trop profond. Écrivez plus simplement ce que vous venez de \
                 changer.",
                "La compilation a dépassé 30 s : une constante ou une macro se développe peut-être \
                 sans fin.",
                "La compilation a dépassé 2048 Mio de mémoire : un type ou une macro se développe \
                 peut-être sans fin.",
                "Le compilateur a écrit plus de 8 Mio de messages : corrigez d’abord la première \
                 erreur.",
                "La compilation a dépassé 64 processus ou 512 fils d’exécution. Réessayez ; si \
                 cela se répète, écrivez plus simplement ce que vous venez de changer.",
                "La compilation a occupé le processeur plus de 60 s : une constante ou une macro \
                 se développe peut-être sans fin.",
                "Le compilateur a écrit un fichier de plus de 512 Mio : une donnée du programme \
                 est peut-être trop grande.",
                "La compilation a été arrêtée.",
            ]
        );
    }

    #[test]
    fn who_is_not_let_in_is_told_why() {
        let told =
            [Busy::Full(256), Busy::OwnFull(1), Busy::TooFast(40, Duration::from_millis(4200))]
                .map(|busy| super::busy(busy).replace(['\u{a0}', '\u{202f}'], " "));
        assert_eq!(
            told,
            [
                "La file d’attente est pleine : 256 programmes devant vous. Réessayez dans \
                 quelques secondes.",
                "Vous avez déjà 1 programme en cours ou en attente. Laissez-en finir un, ou \
                 arrêtez-le.",
                "Vous avez lancé 40 programmes en une minute. Attendez 5 s, puis réessayez.",
            ]
        );
    }

    #[test]
    fn protections_are_told() {
        let all = Protections { namespaces: true, landlock: true, seccomp: true, rlimits: true };
        assert_eq!(
            protections(all),
            "Programmes isolés\u{a0}: fichiers, réseau et processus à part, appels système filtrés, \
             ressources limitées."
        );
        let some = Protections { namespaces: false, ..all };
        assert!(
            protections(some).starts_with("Programmes isolés en partie\u{a0}: fichiers à part")
        );
        assert!(protections(Protections::NONE).starts_with("Programmes non isolés\u{a0}:"));
    }

    #[test]
    fn numbers_are_french() {
        assert_eq!(seconds(Duration::from_millis(2013)), "2,01\u{a0}s");
        assert_eq!(size(Limits::READER.output_bytes), "640\u{a0}Kio");
        assert_eq!(size(Limits::READER.memory_bytes), "512\u{a0}Mio");
        assert_eq!(count(0, "erreur"), "0\u{a0}erreur");
        assert_eq!(count(1, "erreur"), "1\u{a0}erreur");
        assert_eq!(count(2, "erreur"), "2\u{a0}erreurs");
    }

    #[test]
    fn criteria_are_counted_in_french() {
        assert_eq!(check_ended(0, 3), "Aucun des 3 critères n’est rempli.");
        assert_eq!(check_ended(1, 3), "1 critère sur 3 est rempli.");
        assert_eq!(check_ended(2, 3), "2 critères sur 3 sont remplis.");
        assert_eq!(check_ended(3, 3), "Exercice réussi\u{a0}: les 3 critères sont remplis.");
    }
}
