//! Attacks and their honest twins: what must come of each, and how many were tried.

use std::sync::atomic::{AtomicUsize, Ordering};

use sandbox::End;

use crate::common::Seen;

/// What must come of a program.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate {
    /// An attack: this ends it.
    Ends(End),
    /// An attack: the system says no, and the program goes on.
    Refused,
    /// A bomb: it is refused, or ended by whichever limit it meets first, which is a matter of the
    /// machine's speed.
    Bounded,
    /// An honest twin.
    Passes,
}

static ATTACKS: AtomicUsize = AtomicUsize::new(0);
static CONTAINED: AtomicUsize = AtomicUsize::new(0);
static TWINS: AtomicUsize = AtomicUsize::new(0);
static PASSED: AtomicUsize = AtomicUsize::new(0);

/// What all tallies of this process have counted.
pub(crate) fn counts() -> String {
    let [attacks, contained, twins, passed] =
        [&ATTACKS, &CONTAINED, &TWINS, &PASSED].map(|count| count.load(Ordering::Relaxed));
    format!("{attacks} attacks tried, {contained} contained; {twins} honest twins, {passed} passed")
}

/// Counts what was tried, and tells all that went wrong at once.
#[derive(Debug, Default)]
pub(crate) struct Tally(Vec<String>);

impl Tally {
    pub(crate) fn note(&mut self, fate: Fate, seen: &Seen, what: &str) {
        let end = seen.end();
        let said = |word: &str| end == End::Success && seen.stdout.contains(word);
        let right = match fate {
            Fate::Ends(expected) => end == expected,
            Fate::Refused => said("refused: ") && !seen.stdout.contains("no such deed"),
            Fate::Bounded => {
                said("refused: ")
                    || matches!(end, End::ProcessLimit | End::MemoryLimit | End::TimeLimit)
            }
            Fate::Passes => said("done"),
        };
        let twin = matches!(fate, Fate::Passes);
        self.count(twin, right, || format!("{what}: {fate:?}, {end:?} {}", seen.excerpt()));
    }

    pub(crate) fn attack(&mut self, contained: bool, text: impl FnOnce() -> String) {
        self.count(false, contained, text);
    }

    pub(crate) fn twin(&mut self, passed: bool, text: impl FnOnce() -> String) {
        self.count(true, passed, text);
    }

    fn count(&mut self, twin: bool, right: bool, text: impl FnOnce() -> String) {
        let (tried, well) = if twin { (&TWINS, &PASSED) } else { (&ATTACKS, &CONTAINED) };
        tried.fetch_add(1, Ordering::Relaxed);
        if right {
            well.fetch_add(1, Ordering::Relaxed);
        } else {
            self.0.push(text());
        }
    }

    pub(crate) fn conclude(self) {
        assert!(self.0.is_empty(), "{}", self.0.join("\n"));
    }
}
