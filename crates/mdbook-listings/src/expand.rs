//! The expansion: a pure function of (chapter, catalogue, renderer).

use std::path::Path;

use catalogue::{Catalogue, Listing, Problem, Quiz, Runtime, nearest};
use pulldown_cmark::Options;

use crate::directive::{self, Part, Show};
use crate::glossary::Glossary;
use crate::outline::Outline;
use crate::recorded::{self, Drawn};
use crate::tabs::Notes;
use crate::{errors, facts, fences, html, typography};

/// Whom the expansion is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// mdBook's own pages: tabs.
    Html,
    /// `mdbook test`: rustdoc, which must be told of the crates.
    Test,
    /// The generated tests of skeptic.
    Skeptic,
    /// Any other (EPUB, PDF, …): titled plain fences.
    Plain,
}

impl From<&str> for Renderer {
    fn from(name: &str) -> Self {
        match name {
            "html" => Self::Html,
            "test" => Self::Test,
            "skeptic" => Self::Skeptic,
            _ => Self::Plain,
        }
    }
}

impl Renderer {
    /// Whether what it makes is read by people, rather than compiled.
    pub const fn is_read_by_people(self) -> bool {
        matches!(self, Self::Html | Self::Plain)
    }
}

/// What the expansion of a chapter depends on, besides the chapter.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The listings.
    pub catalogue: &'a Catalogue,
    /// Names, as identifiers, of the crates that a program may use.
    pub crates: &'a [String],
    /// What there is to do in the whole book.
    pub outline: &'a Outline<'a>,
    /// The terms to explain where they are used.
    pub glossary: &'a Glossary,
    /// Whom it is for.
    pub renderer: Renderer,
}

/// An expanded chapter.
#[derive(Debug)]
pub struct Expanded {
    /// Markdown without our directives.
    pub text: String,
    /// The slugs shown, each with its line (from 1) in the source.
    pub shown: Vec<(String, usize)>,
}

/// The extensions that mdBook's pages have and that matter to us.
pub(crate) fn markdown_options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH
}

/// Expands one chapter, `path` being its file, and `name` the same from the folder of the chapters.
///
/// # Errors
/// Everything wrong in the chapter, with lines.
pub fn chapter(
    path: &Path,
    name: &Path,
    text: &str,
    context: &Context<'_>,
) -> Result<Expanded, Vec<Problem>> {
    let parts = directive::parse(path, text)?;
    let mut terms = context.glossary.for_chapter(name);
    let mut expanded = Expanded { text: String::with_capacity(2 * text.len()), shown: Vec::new() };
    let mut problems = Vec::new();
    let mut notes = Notes::new();
    for part in parts {
        let typed = matches!(part, Part::Text(..));
        let (line, piece) = match part {
            Part::Text(line, text) => {
                problems.extend(fences::check(path, line, text));
                let is_html = context.renderer == Renderer::Html;
                (line, if is_html { terms.mark(text) } else { text.to_owned() })
            }
            Part::Directive(line, Show::Errors, _) => {
                let people = context.renderer.is_read_by_people();
                (line, if people { errors::index(context.catalogue) } else { String::new() })
            }
            Part::Directive(line, Show::Progress, _) => {
                let read = context.renderer.is_read_by_people();
                (line, if read { context.outline.page() } else { String::new() })
            }
            Part::Directive(line, show, slug) => match find(path, show, slug, context.catalogue) {
                Ok(Found::Listing(listing)) => {
                    expanded.shown.push((slug.to_owned(), line));
                    (line, shown_listing(listing, context.renderer, &mut notes))
                }
                Ok(Found::Quiz(quiz)) => {
                    expanded.shown.push((slug.to_owned(), line));
                    let questions = quiz.questions.iter().filter_map(|q| q.listing.clone());
                    expanded.shown.extend(questions.map(|slug| (slug, line)));
                    (line, shown_quiz(quiz, context, &mut notes))
                }
                Err(message) => {
                    problems.push(Problem::at(path, line, message));
                    continue;
                }
            },
        };
        expanded.text += &match context.renderer {
            Renderer::Html => {
                typography::french_markdown(&fences::for_playground(&piece, context.crates))
            }
            Renderer::Plain => typography::french_markdown(&piece),
            Renderer::Test => fences::for_rustdoc(&piece, context.crates),
            Renderer::Skeptic => {
                fences::for_skeptic(&piece, |lines| if typed { line + lines } else { line })
            }
        };
    }
    if context.renderer == Renderer::Html {
        if !expanded.shown.is_empty() {
            expanded.text += &recorded::versions(&context.catalogue.versions);
        }
        expanded.text += &context.outline.map();
        problems.extend(facts::add(path, text, context.catalogue, &mut expanded.text).err());
    }
    if problems.is_empty() { Ok(expanded) } else { Err(problems) }
}

enum Found<'a> {
    Listing(&'a Listing),
    Quiz(&'a Quiz),
}

/// What a directive names, or the sentence that tells what is wrong with it.
fn find<'a>(
    path: &Path,
    show: Show,
    slug: &str,
    catalogue: &'a Catalogue,
) -> Result<Found<'a>, String> {
    let found = match (catalogue.listings.get(slug), catalogue.quizzes.get(slug)) {
        (Some(listing), _) => Found::Listing(listing),
        (None, Some(quiz)) => Found::Quiz(quiz),
        (None, None) => {
            let slugs = catalogue.listings.keys().chain(catalogue.quizzes.keys());
            let hint = nearest(slug, slugs.map(String::as_str))
                .map_or(String::new(), |near| format!(" Vouliez-vous dire `{near}` ?"));
            return Err(format!("aucun listing ne s'appelle `{slug}`.{hint}"));
        }
    };
    let (real, folder) = match found {
        Found::Listing(listing) if listing.exercise().is_some() => {
            (Show::Exercise, &listing.chapter)
        }
        Found::Listing(listing) => (Show::Listing, &listing.chapter),
        Found::Quiz(quiz) => (Show::Quiz, &quiz.chapter),
    };
    if real != show {
        return Err(format!("`{slug}` se montre par `{{{{#{} {slug}}}}}`.", real.word()));
    }
    if path.file_stem().is_none_or(|stem| stem != folder.as_str()) {
        return Err(format!(
            "`{slug}` est rangé dans le dossier {folder}/, d'un autre chapitre. Déplacez-le dans le dossier de celui-ci."
        ));
    }
    Ok(found)
}

fn shown_listing(listing: &Listing, renderer: Renderer, notes: &mut Notes) -> String {
    match (renderer, listing.exercise()) {
        (Renderer::Html, None) => {
            html::listing(listing, html::Role::of(listing), notes)
                + &recorded::block(listing, Drawn::Yes)
        }
        (Renderer::Html, Some(exercise)) => {
            html::exercise(listing, exercise, &recorded::block(listing, Drawn::Yes), notes)
        }
        (Renderer::Plain, None) => titled_fences(listing),
        (Renderer::Plain, Some(exercise)) => {
            html::exercise_text(listing, exercise, &titled_fences(listing))
        }
        (Renderer::Test | Renderer::Skeptic, _) => bare_fences(listing),
    }
}

fn shown_quiz(quiz: &Quiz, context: &Context<'_>, notes: &mut Notes) -> String {
    let mut shown = |slug: &String| {
        let listing = context.catalogue.listings.get(slug)?;
        Some(match context.renderer {
            Renderer::Html => {
                html::listing(listing, html::Role::Question, notes)
                    + &recorded::block(listing, Drawn::No)
            }
            Renderer::Plain => titled_programs(listing),
            Renderer::Test | Renderer::Skeptic => bare_fences(listing),
        })
    };
    if context.renderer.is_read_by_people() {
        html::quiz(quiz, shown)
    } else {
        quiz.questions
            .iter()
            .filter_map(|question| question.listing.as_ref())
            .filter_map(&mut shown)
            .collect()
    }
}

/// Each program under its runtime's name, then what it prints.
fn titled_fences(listing: &Listing) -> String {
    let mut text = titled_programs(listing);
    if listing.diverges() {
        for (runtime, program) in listing.programs.iter() {
            text += &format!(
                "\nSortie avec {} :\n\n{}",
                runtime.label(),
                fences::fence("text", &program.expected.text())
            );
        }
    } else if !listing.programs.get(Runtime::Tokio).expected.is_empty() {
        let printed = listing.programs.get(Runtime::Tokio).expected.text();
        text += &format!("\nSortie attendue :\n\n{}", fences::fence("text", &printed));
    }
    text
}

fn titled_programs(listing: &Listing) -> String {
    let mut text = String::new();
    for (runtime, program) in listing.programs.iter() {
        let info = fences::info(&program.end);
        let fence = fences::fence(&info, &program.shown);
        text += &format!("\n**{}**\n\n{fence}", runtime.label());
    }
    if let Some(script) = &listing.asyncio {
        text += &format!("\n**asyncio**\n\n{}", fences::fence("python", &script.source));
    }
    text
}

/// Nothing but what must be compiled.
fn bare_fences(listing: &Listing) -> String {
    let mut text = String::new();
    for (runtime, program) in listing.programs.iter() {
        let label = format!("{}-{}", listing.slug, runtime.ident());
        let info = fences::info(&program.end);
        text += &format!("\n{}", fences::fence(&format!("{info},{label}"), &program.shown));
        if let Some(exercise) = listing.exercise() {
            // It compiles, and its check fails; what its main does is the learner's affair.
            let start = exercise.starts.get(runtime);
            let info = format!("rust,no_run,{label}-depart");
            text += &format!("\n{}", fences::fence(&info, start));
        }
    }
    text
}
