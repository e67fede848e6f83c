//! Why a request is refused.

use super::{size, typeset};

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
