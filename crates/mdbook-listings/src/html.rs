//! What a listing, an exercise and a quiz become in mdBook's pages.
//!
//! Without JavaScript everything is there, one variant under another, each with its heading; the
//! theme turns the variants into tabs. Classes and `data-` attributes are the contract with
//! `theme/`, described in CONTRIBUTING.md.

use catalogue::{
    Choice, End, Exercise, Kind, Listing, NO_CODE, Output, PerRuntime, Piece, Program, Question,
    Quiz, Runtime,
};
use similar::{ChangeTag, TextDiff};

use crate::fences::{self, fence};
use crate::tabs::{self, Notes};

/// What a group of variants is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Plain,
    Faulty,
    Start,
    Solution,
    Question,
}

impl Role {
    pub(crate) const fn of(listing: &Listing) -> Self {
        match listing.kind {
            Kind::Plain => Self::Plain,
            Kind::Faulty { .. } => Self::Faulty,
            Kind::Exercise(_) => Self::Solution,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Faulty => "faulty",
            Self::Start => "start",
            Self::Solution => "solution",
            Self::Question => "question",
        }
    }
}

/// The variants of a listing, and what they print.
pub(crate) fn listing(listing: &Listing, role: Role, notes: &mut Notes) -> String {
    let shown = PerRuntime::new(|runtime| listing.programs.get(runtime).shown.as_str());
    group(listing, role, &shown, notes)
}

fn group(listing: &Listing, role: Role, shown: &PerRuntime<&str>, notes: &mut Notes) -> String {
    let slug = &listing.slug;
    let name = role.name();
    let mut classes = "listing".to_owned();
    if role == Role::Faulty {
        classes += " faulty";
    }
    if listing.diverges() {
        classes += " divergence";
    }
    // A starting point and its solution are two groups of one listing; the first is the anchor.
    let id =
        if role == Role::Solution { format!("solution-{slug}") } else { format!("listing-{slug}") };
    let script = listing.asyncio.as_ref().filter(|_| role != Role::Start);
    let mut variants = Runtime::ALL.map(|runtime| (runtime.ident(), runtime.label())).to_vec();
    variants.extend(script.map(|_| ("asyncio", "asyncio")));
    let idents = variants.iter().map(|(ident, _)| *ident).collect::<Vec<_>>().join(" ");
    let mut html = format!(
        "\n<div class=\"{classes}\" id=\"{id}\" data-slug=\"{slug}\" data-kind=\"{name}\" data-variants=\"{idents}\">\n"
    );
    if listing.diverges() {
        html += "<p class=\"divergence-title\">Divergence</p>\n";
    }
    if let (Some(title), Role::Plain | Role::Faulty) = (&listing.title, role) {
        html += &format!("<p class=\"listing-title\">{}</p>\n", inline(title));
    }
    html += &tabs::list(&id, &variants);
    let marks = PerRuntime::new(|runtime| marks(runtime, shown));
    let marked = marks.iter().any(|(_, marks)| !marks.is_empty());
    let legend = if marked { notes.legend() } else { "" };
    // The answer to a question must not stand beside it.
    let prints = !matches!(role, Role::Question | Role::Start);
    for (runtime, program) in listing.programs.iter() {
        let note = if runtime == Runtime::AsyncStd { notes.discontinued() } else { "" };
        let above = format!("{note}{legend}");
        let mut below = fault(&program.end);
        if prints && listing.diverges() && program.end.compiles() {
            below +=
                &expected(&format!("Sortie attendue avec {}", runtime.label()), &program.expected);
        }
        let info = if role == Role::Start { "rust".to_owned() } else { fences::info(&program.end) };
        let code = format!("{}\n{}", marks.get(runtime), fence(&info, shown.get(runtime)));
        html += &variant(&id, (runtime.ident(), runtime.label()), &above, &code, &below);
    }
    let common = &listing.programs.get(Runtime::Tokio).expected;
    if let Some(script) = script {
        let own = prints && (listing.diverges() || script.expected != *common);
        let below = if own {
            expected("Sortie attendue avec asyncio", &script.expected)
        } else {
            String::new()
        };
        let code = format!("\n{}", fence("python", &script.source));
        html += &variant(&id, ("asyncio", "asyncio"), "", &code, &below);
    }
    let somewhere = listing.programs.iter().any(|(_, program)| program.end.compiles());
    if prints && somewhere && !listing.diverges() {
        html += &expected("Sortie attendue", common);
    }
    html + "</div>\n\n"
}

fn variant(
    group: &str,
    (ident, label): (&str, &str),
    above: &str,
    code: &str,
    below: &str,
) -> String {
    let id = tabs::panel_id(group, ident);
    format!(
        "<div class=\"variant\" id=\"{id}\" data-variant=\"{ident}\">\n\
         <p class=\"variant-title\" role=\"heading\" aria-level=\"5\">{label}</p>\n{above}\
         <div class=\"variant-code\">\n{code}\n</div>\n{below}</div>\n"
    )
}

/// The lines of a program that are not in all the others.
fn marks(runtime: Runtime, shown: &PerRuntime<&str>) -> String {
    let own = *shown.get(runtime);
    let mut differs = vec![false; own.lines().count()];
    for (_, other) in shown.iter().filter(|(other, _)| *other != runtime) {
        for change in TextDiff::from_lines(own, *other).iter_all_changes() {
            if let (ChangeTag::Delete, Some(line)) = (change.tag(), change.old_index()) {
                differs[line] = true;
            }
        }
    }
    let mut html = String::new();
    let mut line = 0;
    for run in differs.chunk_by(|a, b| a == b) {
        if run[0] {
            html += &format!("<i style=\"--line:{line};--count:{}\"></i>", run.len());
        }
        line += run.len();
    }
    if html.is_empty() {
        html
    } else {
        format!("<div class=\"marks\" aria-hidden=\"true\">{html}</div>\n")
    }
}

fn expected(title: &str, output: &Output) -> String {
    let mut html = format!("<div class=\"expected\">\n<p class=\"expected-title\">{title}</p>\n");
    if output.has_free_order() {
        html += "<p class=\"expected-note\" data-free-order>L'ordre de certaines lignes est libre.</p>\n";
    }
    if output.is_empty() {
        html += "<p class=\"expected-note\">Rien : aucune ligne n'est affichée.</p>\n";
    } else {
        // A blank line, so that Markdown reads a block of its own that blank lines do not end.
        html += "\n<pre class=\"expected-output\"><code class=\"nohighlight\">";
        for line in output.lines() {
            for piece in line {
                match piece {
                    Piece::Literal(text) => html += &escape(text),
                    Piece::Approximate(number, bounds) => {
                        let bounds = bounds.map_or(String::new(), |(low, high)| {
                            format!(" data-bounds=\"{low:.2} {high:.2}\"")
                        });
                        html += &format!(
                            "<span class=\"approx\"{bounds} title=\"à la tolérance près\">{number}</span>"
                        );
                    }
                }
            }
            html.push('\n');
        }
        html += "</code></pre>\n";
    }
    html + "</div>\n"
}

/// What must go wrong, said to the reader.
fn fault(end: &End) -> String {
    let what = match end {
        End::Success => return String::new(),
        End::CompileError { code, .. } if code == NO_CODE => {
            "Ce programme est fautif : rustc le refuse, par une erreur qui n'a pas de code."
                .to_owned()
        }
        End::CompileError { code, .. } => format!(
            "Ce programme est fautif : rustc le refuse avec l'erreur \
             <a href=\"https://doc.rust-lang.org/error_codes/{code}.html\"><code>{code}</code></a>."
        ),
        End::Warning { lint, .. } => {
            format!("Ce programme se compile, mais rustc avertit : <code>{lint}</code>.")
        }
        End::Panic { .. } => "Ce programme est fautif : il panique.".to_owned(),
        End::Endless { .. } => "Ce programme est fautif : il ne finit jamais.".to_owned(),
    };
    let message = end
        .message()
        .map_or(String::new(), |message| format!(" Message : <code>{}</code>", escape(message)));
    format!("<p class=\"fault\">{what}{message}</p>\n")
}

/// The heading, the statement, the starting point, what is checked, hints and solution; `recorded`
/// stands under what the solution prints.
pub(crate) fn exercise(
    listing: &Listing,
    exercise: &Exercise,
    recorded: &str,
    notes: &mut Notes,
) -> String {
    let starts = PerRuntime::new(|runtime| exercise.starts.get(runtime).as_str());
    let start = group(listing, Role::Start, &starts, notes)
        + "\n"
        + &expected(
            "Sortie attendue, une fois l'exercice résolu",
            &listing.programs.get(Runtime::Tokio).expected,
        )
        + recorded;
    let solution = group(
        listing,
        Role::Solution,
        &PerRuntime::new(|runtime| {
            let program: &Program = listing.programs.get(runtime);
            program.shown.as_str()
        }),
        notes,
    );
    exercise_around(listing, exercise, &start, &solution)
}

/// The same without tabs, `solution` being the programs as plain fences.
pub(crate) fn exercise_text(listing: &Listing, exercise: &Exercise, solution: &str) -> String {
    let mut start = String::new();
    for (runtime, code) in exercise.starts.iter() {
        start += &format!("\n**{}**\n\n{}", runtime.label(), fence("rust", code));
    }
    exercise_around(listing, exercise, &start, solution)
}

fn exercise_around(listing: &Listing, exercise: &Exercise, start: &str, solution: &str) -> String {
    let Exercise { title, difficulty, minutes, goal, statement, hints, criteria, .. } = exercise;
    let slug = &listing.slug;
    let level = ["Facile", "Moyen", "Avancé"][usize::from(*difficulty - 1)];
    let stars = stars(*difficulty);
    let mut html = format!(
        "\n### {stars} {title}\n\n\
         <div class=\"exercise\" id=\"{slug}\" data-slug=\"{slug}\" data-difficulty=\"{difficulty}\">\n\n\
         **Difficulté :** {stars} {level} · **Durée :** {minutes} min\n\n\
         **Objectif :** {goal}\n\n{statement}\n\n**Point de départ**\n\n{start}\n\
         <p class=\"criteria-title\">Ce qui est vérifié</p>\n<ul class=\"criteria\">\n"
    );
    for criterion in criteria {
        html +=
            &format!("<li data-test=\"{}\">{}</li>\n", criterion.test, inline(&criterion.label));
    }
    html += "</ul>\n\n";
    for (index, hint) in hints.iter().enumerate() {
        html += &details("hint", &format!("Indice {} sur {}", index + 1, hints.len()), hint);
    }
    html += &details("solution", "Solution", solution);
    html + "</div>\n\n"
}

/// A difficulty, as the reader sees it.
pub(crate) fn stars(difficulty: u8) -> String {
    "★".repeat(usize::from(difficulty))
}

/// The questions, `shown` giving the variants of a question's listing.
pub(crate) fn quiz(quiz: &Quiz, mut shown: impl FnMut(&String) -> Option<String>) -> String {
    let mut html = format!(
        "\n<div class=\"quiz\" id=\"{0}\" data-slug=\"{0}\">\n<p class=\"quiz-title\">{1}</p>\n",
        quiz.slug,
        inline(&quiz.title)
    );
    for (number, question) in quiz.questions.iter().enumerate() {
        let Question { statement, listing, choices, answer } = question;
        html += &format!(
            "<div class=\"question\">\n<p class=\"question-number\">Question {}</p>\n\n{statement}\n\n",
            number + 1
        );
        html += &listing.as_ref().and_then(&mut shown).unwrap_or_default();
        let text = |choice: &Choice| {
            if listing.is_some() { fence("text", &choice.text) } else { choice.text.clone() }
        };
        html += "<ol class=\"choices\">\n";
        for choice in choices {
            html += &format!("<li>\n\n{}\n\n</li>\n", text(choice));
        }
        html += &format!(
            "</ol>\n<details class=\"answer\" data-correct=\"{answer}\">\n\
             <summary>Réponse et explications</summary>\n<ol class=\"explanations\">\n"
        );
        for (index, choice) in choices.iter().enumerate() {
            let verdict = if index == *answer { "Juste." } else { "Faux." };
            html += &format!("<li>\n\n**{verdict}** {}\n\n</li>\n", choice.explanation);
        }
        html += "</ol>\n</details>\n</div>\n";
    }
    html + "</div>\n\n"
}

fn details(class: &str, summary: &str, markdown: &str) -> String {
    format!(
        "<details class=\"{class}\">\n<summary>{summary}</summary>\n\n{markdown}\n\n</details>\n\n"
    )
}

/// One line of Markdown as HTML, without the paragraph around it.
fn inline(markdown: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(
        &mut html,
        pulldown_cmark::Parser::new_ext(markdown, crate::expand::markdown_options()),
    );
    let html = html.trim();
    html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).unwrap_or(html).to_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
