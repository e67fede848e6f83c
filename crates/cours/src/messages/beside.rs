//! What is said beside `mdbook serve`, on its terminal.

use std::path::Path;

use super::typeset;

/// Beside `mdbook serve`, there is no runner, and why.
pub(crate) fn no_runner(error: &anyhow::Error) -> String {
    format!("{}{error:#}", typeset("Le livre se lit sans bouton Exécuter : "))
}

/// A served build with no `mdbook serve` above it.
pub(crate) fn no_mdbook() -> String {
    typeset(
        "aucun « mdbook serve » reconnu n'a lancé cette construction. Servez le livre avec mdBook \
         0.5.",
    )
}

/// `[preprocessor.executer]` is not what it should be.
pub(crate) fn section_unreadable() -> String {
    typeset("book.toml, section [preprocessor.executer] : `manifest` est le chemin d'un Cargo.toml")
}

/// The manifest of the programs does not exist.
pub(crate) fn no_manifest(manifest: &Path) -> String {
    format!(
        "{}{}",
        manifest.display(),
        typeset(
            " n'existe pas. Dans book.toml, section [preprocessor.executer], `manifest` est le \
             chemin du Cargo.toml des programmes"
        )
    )
}

/// cargo does not read the manifest.
pub(crate) fn manifest_unreadable(manifest: &Path) -> String {
    format!("{}{}", manifest.display(), typeset(" : cargo ne lit pas ce fichier"))
}

/// The manifest is a workspace's.
pub(crate) fn no_package(manifest: &Path) -> String {
    format!(
        "{}{}",
        manifest.display(),
        typeset(
            " n'est pas le Cargo.toml d'un paquet. Dans book.toml, section \
             [preprocessor.executer], nommez celui du paquet dont les programmes se servent : \
             manifest = \"exemples/Cargo.toml\""
        )
    )
}

/// The runner does not start.
pub(crate) fn runner_not_started() -> String {
    typeset("le serveur qui exécute les programmes ne se lance pas")
}

/// The runner ended as soon as it began.
pub(crate) fn runner_ended() -> String {
    typeset("le serveur qui exécute les programmes s'est arrêté ; il dit pourquoi ci-dessus")
}

/// The runner says nothing.
pub(crate) fn runner_silent() -> String {
    typeset("le serveur qui exécute les programmes ne répond pas. Relancez « mdbook serve »")
}

/// The runner cannot see when mdbook ends.
pub(crate) fn mdbook_not_followed(pid: u32) -> String {
    typeset(&format!("la fin de mdbook (processus {pid}) ne peut pas être suivie"))
}
