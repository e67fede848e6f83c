//! How long a chapter takes, and how hard it is: the line under its title.
//!
//! The time of reading is the author's, read where the reader reads it, in the section « Durée
//! indicative »; that of the exercises, and their difficulty, are in their own files. The two are
//! compared.

use std::path::Path;

use catalogue::{Catalogue, Exercise, Problem};

use crate::typography;

const SECTION: &str = "## Durée indicative";

/// Minutes by which the chapter may round the sum of its exercises.
const ROUNDING: u32 = 10;

/// Adds to a chapter, whose typed text is `source`, the line that says how long it takes.
///
/// # Errors
/// The section does not say it, or says something else than the exercises.
pub(crate) fn add(
    path: &Path,
    source: &str,
    catalogue: &Catalogue,
    expanded: &mut String,
) -> Result<(), Problem> {
    let mut lines = source.lines().enumerate().skip_while(|(_, line)| line.trim() != SECTION);
    let Some((heading, _)) = lines.next() else { return Ok(()) };
    let typed = lines.find(|(_, line)| !line.trim().is_empty());
    let (number, sentence) = typed.map_or((heading + 1, ""), |(at, line)| (at + 1, line));
    let Some((reading, practice)) = durations(sentence) else {
        return Err(Problem::at(
            path,
            number,
            "cette durée ne se lit pas. Écrivez par exemple : « Une heure de lecture, programmes compris, puis cinquante minutes d'exercices. »",
        ));
    };

    let chapter = path.file_stem().unwrap_or_default();
    let exercises: Vec<&Exercise> = catalogue
        .listings
        .values()
        .filter(|listing| listing.chapter.as_str() == chapter)
        .filter_map(|listing| listing.exercise())
        .collect();
    let sum = exercises.iter().map(|exercise| exercise.minutes).sum::<u32>();
    if practice.abs_diff(sum) > ROUNDING {
        return Err(Problem::at(
            path,
            number,
            format!(
                "la somme des durées des exercices est de {sum} minutes, et cette phrase en annonce {practice}. Corrigez la phrase, ou les fichiers `exercice.toml`."
            ),
        ));
    }

    let mut line = format!("{} de lecture", shown(reading));
    if sum > 0 {
        line += &format!(" · {} d'exercices{}", shown(practice), levels(&exercises));
    }
    let title = expanded.find("# ").filter(|at| *at == 0 || expanded[..*at].ends_with('\n'));
    let after = title.and_then(|at| expanded[at..].find('\n').map(|end| at + end + 1));
    if let Some(after) = after {
        expanded.insert_str(
            after,
            &format!("\n<p class=\"chapter-facts\">{}</p>\n\n", typography::french(&line)),
        );
    }
    Ok(())
}

/// « de ★ à ★★★ ».
fn levels(exercises: &[&Exercise]) -> String {
    let stars = |level: u8| "★".repeat(level.into());
    let all = exercises.iter().map(|exercise| exercise.difficulty);
    match (all.clone().min(), all.max()) {
        (Some(least), Some(most)) if least < most => {
            format!(", de {} à {}", stars(least), stars(most))
        }
        (Some(level), _) => format!(", {}", stars(level)),
        _ => String::new(),
    }
}

/// `1 h 20`, with spaces that do not break.
fn shown(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
    }
}

/// Minutes of reading and of exercises: « une heure de lecture […] cinquante minutes
/// d'exercices ». Without exercises, zero.
fn durations(sentence: &str) -> Option<(u32, u32)> {
    let sentence = sentence.to_lowercase().replace('’', "'");
    let (reading, after) = sentence.split_once(" de lecture")?;
    let practice = match after.split_once(" d'exercices") {
        Some((practice, _)) => minutes(practice)?,
        None => 0,
    };
    Some((minutes(reading)?, practice))
}

/// The duration that ends a text.
fn minutes(text: &str) -> Option<u32> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_hour = |word: &&str| matches!(*word, "heure" | "heures" | "h");
    if let Some(at) = words.iter().rposition(is_hour) {
        let hours = number(words.get(at.checked_sub(1)?)?)?;
        let rest = match &words[at + 1..] {
            [] => 0,
            ["et", "quart"] => 15,
            ["et", "demie"] => 30,
            [more] | ["et", more] | [more, "minutes" | "min"] => number(more)?,
            _ => return None,
        };
        return Some(60 * hours + rest);
    }
    match words[..] {
        [.., number_word, "minutes" | "min"] => number(number_word),
        _ => None,
    }
}

/// The numbers that durations are made of, in letters or digits.
fn number(word: &str) -> Option<u32> {
    const TENS: [(&str, u32); 5] =
        [("dix", 10), ("vingt", 20), ("trente", 30), ("quarante", 40), ("cinquante", 50)];
    const UNITS: [(&str, u32); 5] =
        [("une", 1), ("deux", 2), ("trois", 3), ("quatre", 4), ("cinq", 5)];
    let exact = |table: &[(&str, u32)], word: &str| {
        table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
    };
    if word == "quinze" {
        return Some(15);
    }
    word.parse().ok().or_else(|| exact(&TENS, word)).or_else(|| exact(&UNITS, word)).or_else(|| {
        let (tens, units) = word.split_once('-')?;
        Some(exact(&TENS, tens)? + exact(&UNITS, units)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_they_are_written() {
        for (sentence, read) in [
            (
                "Cinquante minutes de lecture, programmes compris, puis une heure d'exercices.",
                (50, 60),
            ),
            (
                "Une heure de lecture, programmes compris, puis une heure vingt d’exercices.",
                (60, 80),
            ),
            ("Quarante-cinq minutes de lecture, puis deux heures et demie d'exercices.", (45, 150)),
            ("Environ 1 h 10 de lecture, puis 30 minutes d'exercices.", (70, 30)),
            ("Une heure et quart de lecture.", (75, 0)),
        ] {
            assert_eq!(durations(sentence), Some(read), "{sentence}");
        }
        for unreadable in [
            "",
            "Longtemps.",
            "Une matinée de lecture.",
            "Mille heures et des poussières de lecture",
        ] {
            assert_eq!(durations(unreadable), None, "{unreadable}");
        }
    }

    #[test]
    fn minutes_are_shown_as_hours() {
        assert_eq!(
            [50, 60, 65, 120].map(shown),
            ["50\u{a0}min", "1\u{a0}h", "1\u{a0}h\u{a0}05", "2\u{a0}h"]
        );
    }
}
