//! The text of one program: its anchors, what is shown of it, its heart, its starting point.

use std::path::Path;

use crate::Problem;

const HEART: &str = "coeur";
const SOLUTION: &str = "solution";
/// Begins a line of an exercise's starting point, inside the solution's region.
const START_LINE: &str = "//~";

/// What one program's text is made of.
#[derive(Debug)]
pub(crate) struct Source {
    /// Without anchors and starting point lines.
    pub(crate) shown: String,
    /// The regions of the portable heart, each with the line (from 1) of its first line of text.
    pub(crate) heart: Vec<Region>,
    /// The program less its solution, when it has a region for one.
    pub(crate) start: Option<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) first_line: usize,
    pub(crate) text: String,
}

/// Reads one program, and reports all that is wrong with it.
pub(crate) fn parse(path: &Path, text: &str) -> Result<Source, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut source = Source { shown: String::new(), heart: Vec::new(), start: None };
    let mut start = String::new();
    let mut open: Option<(String, usize)> = None;
    let mut start_lines = 0;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let trimmed = line.trim();
        if let Some(name) = trimmed.strip_prefix("// ANCHOR: ") {
            if let Some((other, since)) = &open {
                problems.push(unclosed(path, *since, other));
            }
            match name {
                HEART => {
                    source.heart.push(Region { first_line: number + 1, text: String::new() });
                }
                SOLUTION => {
                    source.start = Some(String::new());
                    start_lines = 0;
                }
                _ => problems.push(Problem::at(
                    path,
                    number,
                    format!("aucune ancre ne s'appelle `{name}`. Les ancres sont `{HEART}` et `{SOLUTION}`."),
                )),
            }
            open = Some((name.to_owned(), number));
        } else if let Some(name) = trimmed.strip_prefix("// ANCHOR_END: ") {
            match open.take() {
                Some((opened, since)) if opened == name => {
                    if name == SOLUTION && start_lines == 0 {
                        problems.push(Problem::at(
                            path,
                            since,
                            "la solution n'a pas de point de départ. Écrivez-le dans la région, \
                             en lignes qui commencent par `//~ `, par exemple `//~ todo!()`.",
                        ));
                    }
                }
                _ => problems.push(Problem::at(
                    path,
                    number,
                    format!("`ANCHOR_END: {name}` ne ferme aucune ancre `{name}`. Ouvrez-la par `// ANCHOR: {name}`."),
                )),
            }
        } else if trimmed.starts_with("// ANCHOR") {
            problems.push(Problem::at(
                path,
                number,
                format!(
                    "ancre mal écrite. Écrivez `// ANCHOR: {HEART}` ou `// ANCHOR_END: {HEART}`."
                ),
            ));
        } else if let Some(after) = trimmed.strip_prefix(START_LINE) {
            if !matches!(&open, Some((name, _)) if name == SOLUTION) {
                problems.push(Problem::at(
                    path,
                    number,
                    format!("une ligne `{START_LINE}` n'a de sens que dans la région `{SOLUTION}`. Déplacez-la ou ôtez-la."),
                ));
            }
            start_lines += 1;
            let indent = &line[..line.len() - line.trim_start().len()];
            push_line(&mut start, indent, after.strip_prefix(' ').unwrap_or(after));
        } else {
            let region = open.as_ref().map(|(name, _)| name.as_str());
            if region == Some(HEART)
                && let Some(heart) = source.heart.last_mut()
            {
                push_line(&mut heart.text, "", line);
            }
            if region != Some(SOLUTION) {
                push_line(&mut start, "", line);
            }
            push_line(&mut source.shown, "", line);
            problems.extend(forbidden(line).map(|message| Problem::at(path, number, message)));
        }
    }
    if let Some((name, since)) = open {
        problems.push(unclosed(path, since, &name));
    }
    if source.start.is_some() {
        source.start = Some(start);
    }
    if problems.is_empty() { Ok(source) } else { Err(problems) }
}

/// The first place where two hearts differ: the line in `other`, and the line of each.
pub(crate) fn first_difference<'a>(
    model: &'a [Region],
    other: &'a [Region],
) -> Option<(usize, Option<&'a str>, Option<&'a str>)> {
    for index in 0..model.len().max(other.len()) {
        let (Some(a), Some(b)) = (model.get(index), other.get(index)) else {
            let line = other.get(index).or(other.last()).map_or(1, |region| region.first_line);
            return Some((line, None, None));
        };
        let (mut left, mut right) = (a.text.lines(), b.text.lines());
        for offset in 0.. {
            match (left.next(), right.next()) {
                (None, None) => break,
                (x, y) if x == y => {}
                (x, y) => return Some((b.first_line + offset, x, y)),
            }
        }
    }
    None
}

fn unclosed(path: &Path, line: usize, name: &str) -> Problem {
    Problem::at(
        path,
        line,
        format!("l'ancre `{name}` n'est pas fermée. Fermez-la par `// ANCHOR_END: {name}`."),
    )
}

/// Why a line cannot stand in a program that is also compiled as a module of a larger binary.
fn forbidden(line: &str) -> Option<&'static str> {
    let code = line.trim_start();
    if code.starts_with("extern crate ") {
        Some("`extern crate` est inutile depuis l'édition 2018. Ôtez cette ligne.")
    } else if code.starts_with("#![") {
        Some(
            "un attribut intérieur `#![…]` empêche de réunir les listings. Écrivez-le `#[…]` sur chaque élément concerné.",
        )
    } else if code.starts_with("//!") {
        Some("un commentaire intérieur `//!` empêche de réunir les listings. Écrivez-le `//`.")
    } else if !code.starts_with("//") && code.contains("crate::") && !code.contains("$crate::") {
        Some(
            "`crate::` ne désigne pas ce fichier quand les listings sont réunis. Utilisez `self::` ou `super::`.",
        )
    } else {
        None
    }
}

fn push_line(text: &mut String, indent: &str, line: &str) {
    if !line.is_empty() {
        text.push_str(indent);
    }
    text.push_str(line);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusals(text: &str) -> Vec<String> {
        parse(Path::new("smol.rs"), text)
            .expect_err("a malformed program")
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    const EXERCISE: &str = "\
fn double(n: u32) -> u32 {
    // ANCHOR: solution
    //~ // À vous : rendez le double.
    //~ todo!()
    n * 2
    // ANCHOR_END: solution
}
// ANCHOR: coeur
fn main() {
    println!(\"{}\", double(2));
}
// ANCHOR_END: coeur
";

    #[test]
    fn one_source_gives_the_solution_the_starting_point_and_the_heart() {
        let source = parse(Path::new("smol.rs"), EXERCISE).expect("well-formed");
        let main = "fn main() {\n    println!(\"{}\", double(2));\n}\n";
        assert_eq!(source.shown, format!("fn double(n: u32) -> u32 {{\n    n * 2\n}}\n{main}"));
        assert_eq!(
            source.start.expect("a starting point"),
            format!(
                "fn double(n: u32) -> u32 {{\n    // À vous : rendez le double.\n    todo!()\n}}\n{main}"
            )
        );
        assert_eq!(source.heart, [Region { first_line: 9, text: main.to_owned() }]);
    }

    #[test]
    fn each_malformed_anchor_is_named_with_its_line() {
        assert_eq!(refusals("// ANCHOR: coeur\nfn main() {}\n").len(), 1);
        assert!(refusals("\n// ANCHOR: coeur\n")[0].starts_with("smol.rs:2 : "));
        assert!(refusals("// ANCHOR_END: coeur\n")[0].contains("ne ferme aucune ancre"));
        assert!(refusals("// ANCHOR: cœur\n// ANCHOR_END: cœur\n")[0].contains("`cœur`"));
        assert!(refusals("// ANCHOR:coeur\n")[0].contains("mal écrite"));
        assert!(refusals("//~ todo!()\n")[0].contains("région `solution`"));
        let without_start = "// ANCHOR: solution\nlet a = 1;\n// ANCHOR_END: solution\n";
        assert!(refusals(without_start)[0].contains("point de départ"));
    }

    #[test]
    fn what_cannot_live_in_a_module_is_refused() {
        for line in ["extern crate tokio;", "#![allow(x)]", "//! doc", "use crate::pause;"] {
            assert_eq!(refusals(line).len(), 1, "{line}");
        }
        let honest = "#[allow(x)]\n/// doc\n// use crate::pause\nuse self::pause;\n";
        assert!(parse(Path::new("smol.rs"), honest).is_ok());
    }

    #[test]
    fn the_first_difference_of_two_hearts_is_found() {
        let region = |text: &str| Region { first_line: 10, text: text.to_owned() };
        let model = [region("a\nb\n")];
        assert_eq!(first_difference(&model, &[region("a\nb\n")]), None);
        assert_eq!(first_difference(&model, &[region("a\nc\n")]), Some((11, Some("b"), Some("c"))));
        assert_eq!(first_difference(&model, &[region("a\n")]), Some((11, Some("b"), None)));
        assert_eq!(first_difference(&model, &[]), Some((1, None, None)));
    }
}
