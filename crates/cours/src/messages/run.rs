//! What is said of a program, a compilation or a check, and when it is not let in.

use std::fmt::Write as _;
use std::time::Duration;

use sandbox::{Diagnostic, End, Level, Limits};

use super::{count, seconds, size, typeset};
use crate::runs::Busy;

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
    fn criteria_are_counted_in_french() {
        assert_eq!(check_ended(0, 3), "Aucun des 3 critères n’est rempli.");
        assert_eq!(check_ended(1, 3), "1 critère sur 3 est rempli.");
        assert_eq!(check_ended(2, 3), "2 critères sur 3 sont remplis.");
        assert_eq!(check_ended(3, 3), "Exercice réussi\u{a0}: les 3 critères sont remplis.");
    }
}
