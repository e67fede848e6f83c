//! What `cours verifier` says.

use std::time::Duration;

use super::{count, seconds, typeset};

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
