//! Quizzes, and the predictions whose answer is a listing's output.

use super::{COMMON_OUTPUT, Folder, QUIZ, Reader, unknown};
use crate::manifest::{self, QuizToml};
use crate::{Choice, Problem, Question, Quiz, Runtime};

impl Reader {
    pub(super) fn quiz(&mut self, chapter: &str, slug: &str, folder: &Folder<'_>) -> Option<Quiz> {
        let toml: QuizToml = self.note(folder.manifest(QUIZ))??;
        let path = folder.path(QUIZ);
        let text = folder.text(QUIZ)?;
        if let Some(other) = folder.files.keys().find(|file| *file != QUIZ) {
            self.problems.push(Problem::new(
                &folder.path(other),
                format!("un quiz tient dans {QUIZ}. Déplacez ce programme dans un dossier à lui, que la question nomme par `listing = \"…\"`."),
            ));
        }
        let mut questions = Vec::new();
        for question in toml.question {
            let line = manifest::line_of(text, question.enonce.lines().next().unwrap_or_default());
            let right: Vec<usize> = (0..question.choix.len())
                .filter(|index| question.choix[*index].juste == Some(true))
                .collect();
            let answer = match (&question.listing, &right[..]) {
                // Found from the listing's output once every folder is read.
                (Some(_), []) => usize::MAX,
                (None, [only]) => *only,
                (Some(_), _) => {
                    self.problems.push(Problem::at(
                        &path,
                        line,
                        "la bonne réponse d'une prédiction est la sortie du listing. Ôtez `juste`.",
                    ));
                    continue;
                }
                (None, _) => {
                    self.problems.push(Problem::at(
                        &path,
                        line,
                        format!("une question a une bonne réponse et une seule ; celle-ci en a {}. Marquez-la `juste = true`.", right.len()),
                    ));
                    continue;
                }
            };
            if question.choix.len() < 2 {
                self.problems.push(Problem::at(&path, line, "une question a au moins deux choix."));
            }
            for choice in &question.choix {
                if choice.explication.get_ref().trim().is_empty() {
                    self.problems.push(Problem::at(
                        &path,
                        manifest::line_at(text, choice.explication.span().start),
                        "ce choix n'a pas d'explication. Dites pourquoi il est juste, ou pourquoi il ne l'est pas.",
                    ));
                }
            }
            questions.push(Question {
                statement: question.enonce,
                listing: question.listing,
                choices: question
                    .choix
                    .into_iter()
                    .map(|choice| Choice {
                        text: choice.texte,
                        explanation: choice.explication.into_inner(),
                    })
                    .collect(),
                answer,
            });
        }
        if questions.is_empty() {
            self.problems.push(Problem::new(&path, "un quiz a au moins une question."));
        }
        Some(Quiz {
            slug: slug.to_owned(),
            chapter: chapter.to_owned(),
            dir: folder.dir.to_owned(),
            title: toml.titre,
            questions,
        })
    }

    pub(super) fn check_predictions(&mut self) {
        let mut problems = Vec::new();
        for quiz in self.quizzes.values_mut() {
            let path = quiz.dir.join(QUIZ);
            for question in &mut quiz.questions {
                let Some(slug) = &question.listing else { continue };
                let Some(listing) = self.listings.get(slug) else {
                    problems.push(unknown(&path, "le listing", slug, self.listings.keys()));
                    continue;
                };
                if listing.diverges() {
                    problems.push(Problem::new(&path, format!("`{slug}` n'affiche pas la même chose partout : on ne peut pas en prédire la sortie.")));
                    continue;
                }
                let printed = listing.programs.get(Runtime::Tokio).expected.text();
                let right: Vec<usize> = (0..question.choices.len())
                    .filter(|index| question.choices[*index].text.trim() == printed.trim())
                    .collect();
                match right[..] {
                    [only] => question.answer = only,
                    _ => problems.push(Problem::new(
                        &path,
                        format!("une seule réponse doit être la sortie de `{slug}` ; {} le sont. Copiez-la de son {COMMON_OUTPUT}.", right.len()),
                    )),
                }
            }
        }
        self.problems.extend(problems);
    }
}
