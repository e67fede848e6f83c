//! The TOML files of a listing's folder, as they are written.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::{End, NO_CODE, Problem, Runtime};

/// `listing.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListingToml {
    pub(crate) titre: Option<String>,
}

/// `faute.toml`.
#[derive(Debug, Deserialize)]
pub(crate) struct FaultToml {
    pub(crate) titre: Option<String>,
    pub(crate) remede: Option<String>,
    #[serde(flatten)]
    verdicts: BTreeMap<String, VerdictToml>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VerdictToml {
    erreur: Option<String>,
    panique: Option<String>,
    avertissement: Option<String>,
    sans_fin: Option<bool>,
    apres: Option<f64>,
    message: Option<String>,
}

/// `exercice.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExerciseToml {
    pub(crate) titre: String,
    pub(crate) difficulte: u8,
    pub(crate) duree: u32,
    pub(crate) objectif: String,
    pub(crate) enonce: String,
    pub(crate) indices: Vec<String>,
}

/// `quiz.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuizToml {
    pub(crate) titre: String,
    pub(crate) question: Vec<QuestionToml>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionToml {
    pub(crate) enonce: String,
    pub(crate) listing: Option<String>,
    pub(crate) choix: Vec<ChoiceToml>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChoiceToml {
    pub(crate) texte: String,
    pub(crate) juste: Option<bool>,
    pub(crate) explication: Spanned<String>,
}

/// Reads one manifest; a fault is named with its line.
pub(crate) fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let line = error.span().map(|span| line_at(text, span.start));
        let said = error.message();
        let message =
            [("missing field ", "il manque la clé "), ("unknown field ", "clé inconnue : ")]
                .into_iter()
                .find_map(|(english, french)| {
                    let field = said.strip_prefix(english)?;
                    let field = field.replace(", expected one of ", ". Les clés possibles : ");
                    Some(format!("{french}{}.", field.replace(", expected ", ". Clé possible : ")))
                })
                .unwrap_or_else(|| {
                    format!("ce TOML ne se lit pas ({said}). Comparez avec un dossier voisin.")
                });
        Problem { path: path.to_owned(), line, message }
    })
}

/// The line, from 1, where `needle` first stands.
pub(crate) fn line_of(text: &str, needle: &str) -> usize {
    text.find(needle).map_or(1, |offset| line_at(text, offset))
}

/// The line, from 1, of a byte.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

impl FaultToml {
    /// How each runtime must fail: pairs of a runtime and its end.
    pub(crate) fn ends(&self, path: &Path, text: &str) -> Result<Vec<(Runtime, End)>, Problem> {
        const EVERYWHERE: &str = "partout";
        let mut ends = Vec::new();
        for (key, verdict) in &self.verdicts {
            let line = line_of(text, &format!("[{key}]"));
            let end = verdict.end(path, line)?;
            match Runtime::from_ident(key) {
                Some(runtime) => ends.push((runtime, end)),
                None if key == EVERYWHERE && self.verdicts.len() == 1 => {
                    ends.extend(Runtime::ALL.map(|runtime| (runtime, end.clone())));
                }
                None if key == EVERYWHERE => {
                    return Err(Problem::at(
                        path,
                        line,
                        "`[partout]` ne se mêle pas aux verdicts par environnement. Gardez l'un ou les autres.",
                    ));
                }
                None => {
                    return Err(Problem::at(
                        path,
                        line,
                        format!(
                            "`[{key}]` n'est pas un environnement. Écrivez `[partout]`, `[tokio]`, `[async_std]` ou `[smol]`."
                        ),
                    ));
                }
            }
        }
        if ends.is_empty() {
            return Err(Problem::new(
                path,
                "la faute n'a pas de verdict. Ajoutez par exemple `[partout]` puis `erreur = \"E0728\"`.",
            ));
        }
        Ok(ends)
    }
}

impl VerdictToml {
    fn end(&self, path: &Path, line: usize) -> Result<End, Problem> {
        let message = self.message.clone();
        let mut ends = Vec::new();
        if let Some(code) = &self.erreur {
            if code == NO_CODE && message.is_none() {
                let text = "une erreur `sans code` ne se reconnaît qu'à son message. Ajoutez `message = \"…\"`.";
                return Err(Problem::at(path, line, text));
            }
            ends.push(End::CompileError { code: code.clone(), message: message.clone() });
        }
        if let Some(lint) = &self.avertissement {
            ends.push(End::Warning { lint: lint.clone(), message: message.clone() });
        }
        if let Some(panic) = &self.panique {
            ends.push(End::Panic { message: message.unwrap_or_else(|| panic.clone()) });
        }
        if self.sans_fin == Some(true) {
            let after = Duration::try_from_secs_f64(self.apres.unwrap_or(3.0)).map_err(|_| {
                Problem::at(path, line, "`apres` est un nombre de secondes, positif.")
            })?;
            ends.push(End::Endless { after });
        }
        match <[End; 1]>::try_from(ends) {
            Ok([end]) => Ok(end),
            Err(ends) => Err(Problem::at(
                path,
                line,
                format!(
                    "il faut un verdict et un seul parmi `erreur`, `panique`, `avertissement` et \
                     `sans_fin = true` ; il y en a {}.",
                    ends.len()
                ),
            )),
        }
    }
}
