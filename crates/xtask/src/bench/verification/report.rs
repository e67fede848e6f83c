//! The results, in French: a Markdown page and a drawing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::cost::Cost;
use super::pages::Pages;
use super::{State, Way, plot};

/// Of one book.
pub(super) type Measures = BTreeMap<(Way, State), Vec<Cost>>;

/// Everything run again and again.
#[derive(Debug)]
pub(super) struct Rounds {
    longest: Duration,
    /// On an idle machine, and on one whose cores are all busy.
    idle: Vec<Round>,
    busy: Vec<Round>,
}

#[derive(Clone, Copy, Debug)]
struct Round {
    /// `None` when an output was wrong.
    wall: Option<Duration>,
    /// Programs that failed beside others and passed alone.
    repeated: usize,
}

impl Rounds {
    pub(super) fn new(longest: Duration) -> Self {
        Self { longest, idle: Vec::new(), busy: Vec::new() }
    }

    pub(super) fn push(&mut self, busy: bool, wall: Option<Duration>, repeated: usize) {
        let rounds = if busy { &mut self.busy } else { &mut self.idle };
        rounds.push(Round { wall, repeated });
    }

    fn table(&self) -> String {
        let mut table = format!(
            "Le plus long des programmes dure {}.\n\n\
             | machine | passages justes | programmes rejoués seuls | durée | / le plus long |\n|---|--:|--:|--:|--:|\n",
            seconds(self.longest)
        );
        for (name, rounds) in [("au repos", &self.idle), ("tous ses cœurs occupés", &self.busy)] {
            let walls: Vec<_> = rounds.iter().filter_map(|round| round.wall).collect();
            let repeated: usize = rounds.iter().map(|round| round.repeated).sum();
            let (right, all) = (walls.len(), rounds.len());
            let Some(middle) = median(&walls) else { continue };
            table += &format!(
                "| {name} | {right} sur {all} | {repeated} | {} | {} |\n",
                spread(&walls),
                ratio(middle, self.longest)
            );
        }
        table
    }
}

/// What there is to say.
#[derive(Debug)]
pub(super) struct Report {
    machine: String,
    pub(super) sizes: Vec<(usize, Measures, Pages)>,
    pub(super) rounds: Option<Rounds>,
}

impl Report {
    pub(super) fn new(machine: String) -> Self {
        Self { machine, sizes: Vec::new(), rounds: None }
    }

    /// `mesures.md` and `mesures.svg` in this folder.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder)?;
        let page = folder.join("mesures.md");
        fs::write(&page, self.markdown()).with_context(|| page.display().to_string())?;
        plot::write(self, &folder.join("mesures.svg"))
    }

    /// `(programs, median of the walls in seconds)` for each size.
    pub(super) fn series(&self, way: Way, state: State) -> Vec<(f64, f64)> {
        let points = self.sizes.iter().filter_map(|(blocks, measures, _)| {
            let wall = wall(measures, way, state)?;
            Some((f64::from(u32::try_from(*blocks).ok()?), wall.as_secs_f64()))
        });
        points.collect()
    }

    pub(super) fn markdown(&self) -> String {
        let date = chrono::Local::now().format("%d/%m/%Y");
        let mut page = format!(
            "# Mesures\n\n\
             Page écrite par `cargo xtask bench verification`, le {date}. Machine : `{}`.\n\n\
             Le même livre est vérifié de cinq façons, à plusieurs tailles. Ses programmes sont ceux du cours, \
             répétés sous d'autres noms quand ils ne suffisent pas. Les bibliothèques sont compilées d'avance, les \
             mesures alternent, seize programmes tournent à la fois chez tous ({} chez nous), et \
             chaque nombre est une médiane, avec le minimum et le maximum. Les façons qui recommencent tout ne sont \
             mesurées après un changement, ou sans aucun, que dans les petits livres.\n\n\
             ![Durée d'une vérification selon le nombre de programmes](mesures.svg)\n",
            self.machine,
            verify::SIDE_BY_SIDE
        );
        for (blocks, measures, _) in &self.sizes {
            page += &format!(
                "\n## {blocks} programmes\n\n\
                 | façon | à froid | un programme changé | rien de changé | tout rejoué après ce changement | processeur, à froid | mémoire, à froid |\n\
                 |---|--:|--:|--:|--:|--:|--:|\n"
            );
            for way in Way::ALL {
                let cell = |state| {
                    let walls: Vec<_> = measures
                        .get(&(way, state))
                        .into_iter()
                        .flatten()
                        .map(|cost| cost.wall)
                        .collect();
                    if walls.is_empty() && way.forgets() && state != State::Again {
                        return "comme à froid".to_owned();
                    }
                    spread(&walls)
                };
                let cold: &[Cost] = measures.get(&(way, State::Cold)).map_or(&[], Vec::as_slice);
                let cpu: Vec<_> = cold.iter().map(|cost| cost.cpu).collect();
                page += &format!(
                    "| {} | {} | {} | {} | {} | {} | {} |\n",
                    way.name(),
                    cell(State::Cold),
                    cell(State::Changed),
                    cell(State::Unchanged),
                    cell(State::Again),
                    spread(&cpu),
                    memory(cold)
                );
            }
            page += &goals(measures);
        }
        if let Some(rounds) = &self.rounds {
            page += &format!("\n## Tout rejouer, encore et encore\n\n{}", rounds.table());
        }
        page += "\n## Les pages\n\n\
                 | programmes | construites par nous | par mdBook, du texte déjà étendu | rapport | serveur lancé → première page | chapitre enregistré → page |\n\
                 |--:|--:|--:|--:|--:|--:|\n";
        for (blocks, _, pages) in &self.sizes {
            let quotient = match (median(&pages.ours), median(&pages.stock)) {
                (Some(ours), Some(stock)) => ratio(ours, stock),
                _ => String::new(),
            };
            page += &format!(
                "| {blocks} | {} | {} | {quotient} | {} | {} |\n",
                spread(&pages.ours),
                spread(&pages.stock),
                spread(&pages.first),
                spread(&pages.saved)
            );
        }
        page
    }
}

/// What is aimed at, and what is reached.
fn goals(measures: &Measures) -> String {
    let wall = |way, state| wall(measures, way, state);
    let against = |state, peer| Some((wall(Way::Ours, state)?, wall(peer, State::Cold)?));
    let mut text = String::from("\n| rapport | mesuré | but |\n|---|--:|--:|\n");
    for (what, pair, goal) in [
        ("à froid / `mdbook test`", against(State::Cold, Way::MdbookTest), 0.45),
        ("à froid / essais fusionnés", against(State::Cold, Way::Merged), 0.9),
        ("un programme changé / `mdbook test`", against(State::Changed, Way::MdbookTest), 0.1),
    ] {
        if let Some((ours, peer)) = pair {
            text += &format!("| {what} | {} | ≤ {} |\n", ratio(ours, peer), decimal(goal));
        }
    }
    text
}

fn wall(measures: &Measures, way: Way, state: State) -> Option<Duration> {
    let walls: Vec<_> = measures.get(&(way, state))?.iter().map(|cost| cost.wall).collect();
    median(&walls)
}

fn median(times: &[Duration]) -> Option<Duration> {
    (!times.is_empty()).then(|| super::super::median(times.to_vec()))
}

/// The median, with the least and the most where they differ.
fn spread(times: &[Duration]) -> String {
    let Some(middle) = median(times) else { return String::new() };
    let (least, most) = (times.iter().min(), times.iter().max());
    let ends = least.zip(most).map(|(least, most)| (seconds(*least), seconds(*most)));
    match ends {
        Some((least, most)) if least != most => {
            format!("{} ({least} à {most})", seconds(middle))
        }
        _ => seconds(middle),
    }
}

fn seconds(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    let digits = if seconds < 10.0 { 2 } else { 1 };
    format!("{seconds:.digits$} s").replace('.', ",")
}

fn memory(costs: &[Cost]) -> String {
    let most = costs.iter().map(|cost| cost.memory).max().unwrap_or_default();
    if most == 0 { String::new() } else { format!("{} Mio", most / (1 << 20)) }
}

fn ratio(one: Duration, other: Duration) -> String {
    decimal(one.as_secs_f64() / other.as_secs_f64())
}

fn decimal(value: f64) -> String {
    format!("{value:.2}").replace('.', ",")
}
