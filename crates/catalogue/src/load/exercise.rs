//! What makes a folder an exercise.

use std::path::Path;

use super::{CHECK, EXERCISE, Folder, Reader};
use crate::manifest::{self, ExerciseToml};
use crate::source::Source;
use crate::{Criterion, Exercise, PerRuntime, Problem};

impl Reader {
    pub(super) fn exercise(
        &mut self,
        folder: &Folder<'_>,
        toml: ExerciseToml,
        sources: &PerRuntime<Option<Source>>,
    ) -> Option<Exercise> {
        if !(1..=3).contains(&toml.difficulte) {
            self.problems.push(Problem::at(
                &folder.path(EXERCISE),
                manifest::line_of(folder.text(EXERCISE)?, "difficulte"),
                "la difficulté va de 1 (facile) à 3 (avancé).",
            ));
        }
        if toml.indices.is_empty() {
            self.problems.push(Problem::at(
                &folder.path(EXERCISE),
                manifest::line_of(folder.text(EXERCISE)?, "indices"),
                "un exercice donne au moins un indice, du plus vague au plus précis.",
            ));
        }
        let starts = PerRuntime::new(|runtime| {
            let source = sources.get(runtime).as_ref()?;
            if source.start.is_none() {
                self.problems.push(Problem::new(
                    &folder.path(&format!("{}.rs", runtime.ident())),
                    "il manque la région de la solution. Entourez-la de `// ANCHOR: solution` et `// ANCHOR_END: solution`.",
                ));
            }
            source.start.clone()
        });
        let Some(check) = folder.text(CHECK) else {
            self.problems.push(Problem::new(
                folder.dir,
                format!("il manque {CHECK} : un exercice se vérifie par des fonctions `#[test]`."),
            ));
            return None;
        };
        let criteria = self.note(criteria(&folder.path(CHECK), check))?;
        let [Some(tokio), Some(async_std), Some(smol)] = starts.0 else { return None };
        Some(Exercise {
            title: toml.titre,
            difficulty: toml.difficulte,
            minutes: toml.duree,
            goal: toml.objectif,
            statement: toml.enonce,
            hints: toml.indices,
            starts: PerRuntime([tokio, async_std, smol]),
            check: check.to_owned(),
            criteria,
        })
    }
}

/// The `#[test]` functions of a check, with the doc comment above each.
fn criteria(path: &Path, text: &str) -> Result<Vec<Criterion>, Problem> {
    let mut criteria = Vec::new();
    let mut label = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let line = line.trim();
        if let Some(doc) = line.strip_prefix("///") {
            label.push(doc.trim());
        } else if line == "#[test]" {
            let test = lines
                .next()
                .and_then(|(_, line)| line.trim().strip_prefix("fn ")?.split_once('('))
                .map(|(name, _)| name.to_owned());
            match (test, label.is_empty()) {
                (Some(test), false) => {
                    criteria.push(Criterion { test, label: label.join(" ") });
                    label.clear();
                }
                (Some(test), true) => {
                    return Err(Problem::at(
                        path,
                        index + 1,
                        format!(
                            "le critère `{test}` n'a pas de nom pour le lecteur. Écrivez-le au-dessus, après `///`."
                        ),
                    ));
                }
                (None, _) => {
                    return Err(Problem::at(
                        path,
                        index + 1,
                        "`#[test]` doit être suivi de `fn nom_du_critere()`.",
                    ));
                }
            }
        } else {
            label.clear();
        }
    }
    if criteria.is_empty() {
        return Err(Problem::new(
            path,
            "la vérification n'a aucun critère. Écrivez au moins une fonction `#[test]`.",
        ));
    }
    Ok(criteria)
}
