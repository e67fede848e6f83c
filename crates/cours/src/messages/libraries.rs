//! How far the listings and their libraries are built.

use sandbox::Progress;

use super::typeset;

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
