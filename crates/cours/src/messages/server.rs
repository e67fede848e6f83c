//! What the server says on its terminal.

use std::time::Duration;

use sandbox::Protections;

use super::{seconds, typeset};

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
}
