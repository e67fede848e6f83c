//! Walks `listings/` and gathers every folder, or every problem.

mod exercise;
mod quiz;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::manifest::{self, ExerciseToml, FaultToml, ListingToml};
use crate::source::{self, Source};
use crate::{
    Catalogue, End, Kind, Listing, Output, PerRuntime, Problem, Problems, Program, Quiz, Recording,
    Runtime, Script, nearest,
};

const LISTING: &str = "listing.toml";
const FAULT: &str = "faute.toml";
const EXERCISE: &str = "exercice.toml";
const QUIZ: &str = "quiz.toml";
const CHECK: &str = "verification.rs";
const PYTHON: &str = "asyncio.py";
const COMMON_OUTPUT: &str = "sortie.txt";
const PYTHON_OUTPUT: &str = "sortie.asyncio.txt";
const RECORDING: &str = "enregistrement.json";
/// At the root: what the recordings were made with.
pub(crate) const VERSIONS: &str = "enregistrements.json";
/// All that a folder may hold.
const KNOWN: [&str; 15] = [
    "tokio.rs",
    "async_std.rs",
    "smol.rs",
    PYTHON,
    COMMON_OUTPUT,
    "sortie.tokio.txt",
    "sortie.async_std.txt",
    "sortie.smol.txt",
    PYTHON_OUTPUT,
    LISTING,
    FAULT,
    EXERCISE,
    CHECK,
    QUIZ,
    RECORDING,
];

impl Catalogue {
    /// Reads every folder `root/<chapter>/<slug>/`.
    ///
    /// # Errors
    /// All the problems of all the folders, in the order of their paths.
    pub fn load(root: &Path) -> Result<Self, Problems> {
        let mut reader = Reader::default();
        for chapter in reader.folders(root) {
            for dir in reader.folders(&chapter) {
                reader.folder(&name(&chapter), &dir);
            }
        }
        reader.check_remedies();
        reader.check_predictions();
        let versions = reader.versions(root);
        if reader.problems.is_empty() {
            let Reader { listings, quizzes, .. } = reader;
            Ok(Self { root: root.to_owned(), listings, quizzes, versions })
        } else {
            reader.problems.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
            Err(Problems(reader.problems))
        }
    }
}

#[derive(Default)]
struct Reader {
    listings: BTreeMap<String, Listing>,
    quizzes: BTreeMap<String, Quiz>,
    problems: Vec<Problem>,
}

/// The files of one folder, read.
struct Folder<'a> {
    dir: &'a Path,
    files: BTreeMap<String, String>,
}

impl Folder<'_> {
    fn path(&self, file: &str) -> PathBuf {
        self.dir.join(file)
    }

    fn text(&self, file: &str) -> Option<&str> {
        self.files.get(file).map(String::as_str)
    }

    fn manifest<T: serde::de::DeserializeOwned>(&self, file: &str) -> Result<Option<T>, Problem> {
        self.text(file).map(|text| manifest::parse(&self.path(file), text)).transpose()
    }

    /// What is printed, from the first of `files` that exists.
    fn output(&self, files: &[&str]) -> Result<Option<Output>, Problem> {
        files
            .iter()
            .find_map(|file| Some((file, self.text(file)?)))
            .map(|(file, text)| Output::parse(&self.path(file), text))
            .transpose()
    }
}

impl Reader {
    fn note<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.problems.push(problem)).ok()
    }

    /// The folders in `dir`, sorted.
    fn folders(&mut self, dir: &Path) -> Vec<PathBuf> {
        self.entries(dir).into_iter().filter(|path| path.is_dir()).collect()
    }

    fn entries(&mut self, dir: &Path) -> Vec<PathBuf> {
        let read = fs::read_dir(dir).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let entries =
            self.note(read.map_err(|error| {
                Problem::new(dir, format!("ce dossier ne se lit pas ({error})."))
            }));
        let mut paths: Vec<PathBuf> =
            entries.into_iter().flatten().map(|entry| entry.path()).collect();
        // Editors and Python leave files of their own.
        paths.retain(|path| !name(path).starts_with(['.', '_']));
        paths.sort();
        paths
    }

    fn folder(&mut self, chapter: &str, dir: &Path) {
        let before = self.problems.len();
        let slug = name(dir);
        self.check_slug(&slug, dir);
        let folder = self.read(dir);
        if folder.files.contains_key(QUIZ) {
            if let Some(quiz) = self.quiz(chapter, &slug, &folder)
                && self.problems.len() == before
            {
                self.quizzes.insert(slug, quiz);
            }
        } else if let Some(listing) = self.listing(chapter, &slug, &folder)
            && self.problems.len() == before
        {
            self.listings.insert(slug, listing);
        }
    }

    fn check_slug(&mut self, slug: &str, dir: &Path) {
        let well_formed = slug.starts_with(|c: char| c.is_ascii_lowercase())
            && slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !well_formed {
            self.problems.push(Problem::new(
                dir,
                format!("`{slug}` ne peut pas nommer un listing. Utilisez des minuscules sans accent, des chiffres et des tirets, en commençant par une lettre."),
            ));
        }
        let twin = self.listings.get(slug).map(|listing| &listing.dir);
        if let Some(twin) = twin.or_else(|| self.quizzes.get(slug).map(|quiz| &quiz.dir)) {
            self.problems.push(Problem::new(
                dir,
                format!("le nom `{slug}` est déjà pris par {}. Un nom est unique dans le livre : choisissez-en un autre.", twin.display()),
            ));
        }
    }

    fn read<'a>(&mut self, dir: &'a Path) -> Folder<'a> {
        let mut files = BTreeMap::new();
        for path in self.entries(dir) {
            let file = name(&path);
            if !KNOWN.contains(&file.as_str()) {
                let cure = nearest(&file, KNOWN).map_or_else(
                    || format!("Un dossier de listing contient : {}.", KNOWN.join(", ")),
                    |near| format!("Vouliez-vous dire `{near}` ?"),
                );
                self.problems.push(Problem::new(&path, format!("fichier inattendu. {cure}")));
                continue;
            }
            let text = fs::read_to_string(&path).map_err(|error| {
                Problem::new(
                    &path,
                    format!("ce fichier ne se lit pas comme du texte UTF-8 ({error})."),
                )
            });
            if let Some(text) = self.note(text) {
                // A checkout on Windows may have turned the ends of lines.
                files.insert(file, text.replace("\r\n", "\n"));
            }
        }
        Folder { dir, files }
    }

    fn versions(&mut self, root: &Path) -> BTreeMap<String, String> {
        let path = root.join(VERSIONS);
        let Ok(text) = fs::read_to_string(&path) else { return BTreeMap::new() };
        let read = serde_json::from_str(&text).map_err(|error| {
            let message = format!(
                "ce fichier ne se lit pas ({error}). Supprimez-le, puis lancez `cargo xtask enregistrer`."
            );
            Problem::at(&path, error.line(), message)
        });
        self.note(read).unwrap_or_default()
    }

    fn listing(&mut self, chapter: &str, slug: &str, folder: &Folder<'_>) -> Option<Listing> {
        let plain: Option<ListingToml> = self.note(folder.manifest(LISTING))?;
        let fault: Option<FaultToml> = self.note(folder.manifest(FAULT))?;
        let exercise: Option<ExerciseToml> = self.note(folder.manifest(EXERCISE))?;
        let manifests = [plain.is_some(), fault.is_some(), exercise.is_some()];
        if manifests.into_iter().filter(|present| *present).count() > 1 {
            self.problems.push(Problem::new(
                folder.dir,
                format!("un dossier est un listing, une faute ou un exercice. Gardez un seul fichier parmi {LISTING}, {FAULT} et {EXERCISE}."),
            ));
            return None;
        }
        let ends = match &fault {
            Some(fault) => {
                let path = folder.path(FAULT);
                self.note(fault.ends(&path, folder.text(FAULT).unwrap_or_default()))?
            }
            None => Vec::new(),
        };
        let recording = folder
            .text(RECORDING)
            .map(|text| Recording::parse(&folder.path(RECORDING), text))
            .transpose();
        let recording = self.note(recording)?;
        let sources = self.sources(folder);
        let programs = self.programs(folder, &sources, &ends);
        let asyncio = self.script(folder);
        if fault.as_ref().is_some_and(|fault| fault.remede.is_none()) && ends.len() == 3 {
            self.problems.push(Problem::new(
                &folder.path(FAULT),
                "cette faute échoue partout et n'a pas de remède. Ajoutez `remede = \"nom-du-listing-corrige\"`.",
            ));
        }
        let (title, kind) = match (exercise, fault) {
            (Some(exercise), _) => {
                let exercise = self.exercise(folder, exercise, &sources)?;
                (Some(exercise.title.clone()), Kind::Exercise(exercise))
            }
            (None, Some(fault)) => (fault.titre, Kind::Faulty { remedy: fault.remede }),
            (None, None) => (plain.and_then(|listing| listing.titre), Kind::Plain),
        };
        if !matches!(kind, Kind::Exercise(_)) {
            if folder.files.contains_key(CHECK) {
                self.problems.push(Problem::new(
                    &folder.path(CHECK),
                    format!("seul un exercice se vérifie. Ajoutez {EXERCISE}, ou ôtez ce fichier."),
                ));
            }
            self.check_hearts(folder, &sources);
        }
        let listing = Listing {
            slug: slug.to_owned(),
            chapter: chapter.to_owned(),
            dir: folder.dir.to_owned(),
            title,
            kind,
            programs: programs?,
            asyncio,
            recording,
        };
        self.check_divergence(folder, &listing);
        Some(listing)
    }

    /// The three sources; a missing or malformed one is reported and absent.
    fn sources(&mut self, folder: &Folder<'_>) -> PerRuntime<Option<Source>> {
        PerRuntime::new(|runtime| {
            let file = format!("{}.rs", runtime.ident());
            let Some(text) = folder.text(&file) else {
                self.problems.push(Problem::new(
                    folder.dir,
                    format!("il manque {file}. Un listing a un programme complet pour chaque environnement : écrivez celui de {}.", runtime.label()),
                ));
                return None;
            };
            match source::parse(&folder.path(&file), text) {
                Ok(source) => Some(source),
                Err(problems) => {
                    self.problems.extend(problems);
                    None
                }
            }
        })
    }

    fn programs(
        &mut self,
        folder: &Folder<'_>,
        sources: &PerRuntime<Option<Source>>,
        ends: &[(Runtime, End)],
    ) -> Option<PerRuntime<Program>> {
        let programs = PerRuntime::new(|runtime| {
            let end = ends
                .iter()
                .find(|(failing, _)| *failing == runtime)
                .map_or(End::Success, |(_, end)| end.clone());
            let own = format!("sortie.{}.txt", runtime.ident());
            let expected = self.note(folder.output(&[&own, COMMON_OUTPUT]))?;
            if expected.is_none() && end == End::Success {
                self.problems.push(Problem::new(
                    folder.dir,
                    format!("il manque {COMMON_OUTPUT}. Exécutez le programme de {} et écrivez ce qu'il doit afficher.", runtime.label()),
                ));
            }
            if !end.compiles() && folder.files.contains_key(&own) {
                self.problems.push(Problem::new(
                    &folder.path(&own),
                    "ce programme ne se compile pas : il n'affiche rien. Ôtez ce fichier.",
                ));
            }
            let file = format!("{}.rs", runtime.ident());
            Some(Program {
                path: folder.path(&file),
                source: folder.text(&file)?.to_owned(),
                shown: sources.get(runtime).as_ref()?.shown.clone(),
                expected: expected.unwrap_or_default(),
                end,
            })
        });
        let [Some(tokio), Some(async_std), Some(smol)] = programs.0 else { return None };
        Some(PerRuntime([tokio, async_std, smol]))
    }

    fn script(&mut self, folder: &Folder<'_>) -> Option<Script> {
        let Some(source) = folder.text(PYTHON) else {
            if folder.files.contains_key(PYTHON_OUTPUT) {
                self.problems.push(Problem::new(
                    &folder.path(PYTHON_OUTPUT),
                    format!(
                        "cette sortie n'a pas de programme. Écrivez {PYTHON}, ou ôtez ce fichier."
                    ),
                ));
            }
            return None;
        };
        let expected = self.note(folder.output(&[PYTHON_OUTPUT, COMMON_OUTPUT]))?;
        if expected.is_none() {
            self.problems.push(Problem::new(
                folder.dir,
                format!("{PYTHON} n'a pas de sortie attendue. Ajoutez {PYTHON_OUTPUT}."),
            ));
        }
        Some(Script {
            path: folder.path(PYTHON),
            source: source.to_owned(),
            expected: expected.unwrap_or_default(),
        })
    }

    fn check_hearts(&mut self, folder: &Folder<'_>, sources: &PerRuntime<Option<Source>>) {
        let Some(model) = sources.get(Runtime::Tokio) else { return };
        for (runtime, source) in sources.iter() {
            let Some(source) = source else { continue };
            let path = folder.path(&format!("{}.rs", runtime.ident()));
            if source.heart.is_empty() {
                self.problems.push(Problem::new(
                    &path,
                    "il manque le cœur portable. Entourez ce qui ne dépend pas de l'environnement de `// ANCHOR: coeur` et `// ANCHOR_END: coeur`.",
                ));
            } else if let Some((line, expected, found)) =
                source::first_difference(&model.heart, &source.heart)
            {
                let quote = |line: Option<&str>| {
                    line.map_or("rien".to_owned(), |line| format!("`{}`", line.trim()))
                };
                self.problems.push(Problem::at(
                    &path,
                    line,
                    format!(
                        "le cœur diffère de celui de tokio.rs ({} là-bas, {} ici). Rendez-les identiques, ou sortez du cœur ce qui dépend de l'environnement.",
                        quote(expected),
                        quote(found)
                    ),
                ));
            }
        }
    }

    fn check_divergence(&mut self, folder: &Folder<'_>, listing: &Listing) {
        let own: Vec<String> = Runtime::ALL
            .iter()
            .map(|runtime| format!("sortie.{}.txt", runtime.ident()))
            .filter(|file| folder.files.contains_key(file))
            .collect();
        if !own.is_empty() && !listing.diverges() {
            self.problems.push(Problem::new(
                folder.dir,
                format!("{} ne diffèrent pas : ce n'est pas une divergence. Gardez un seul {COMMON_OUTPUT}.", own.join(", ")),
            ));
        }
        if listing.diverges() && listing.exercise().is_some() {
            self.problems.push(Problem::new(
                folder.dir,
                "un exercice affiche la même chose partout. Changez la solution, ou faites-en un listing.",
            ));
        }
    }

    fn check_remedies(&mut self) {
        let mut problems = Vec::new();
        for listing in self.listings.values() {
            let Kind::Faulty { remedy: Some(remedy) } = &listing.kind else { continue };
            let path = listing.dir.join(FAULT);
            match self.listings.get(remedy) {
                Some(cure) if cure.chapter != listing.chapter => problems.push(Problem::new(
                    &path,
                    format!("le remède `{remedy}` est dans un autre chapitre ({}). Le lecteur doit voir la faute et son remède ensemble.", cure.chapter),
                )),
                Some(cure) if !matches!(cure.kind, Kind::Plain) => problems.push(Problem::new(
                    &path,
                    format!("le remède `{remedy}` n'est pas un listing qui fonctionne."),
                )),
                Some(_) => {}
                None => problems.push(unknown(&path, "le remède", remedy, self.listings.keys())),
            }
        }
        self.problems.extend(problems);
    }
}

fn unknown<'a>(
    path: &Path,
    what: &str,
    slug: &str,
    slugs: impl Iterator<Item = &'a String>,
) -> Problem {
    let hint = nearest(slug, slugs.map(String::as_str))
        .map(|near| format!(" Vouliez-vous dire `{near}` ?"))
        .unwrap_or_default();
    Problem::new(path, format!("{what} `{slug}` n'existe pas.{hint}"))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
