//! A class: the course in a room, over the network.
//!
//! ```text
//! Class ─┬─ code    what readers type once
//!        ├─ pass    what their browser keeps: it holds on every server with the same code
//!        └─ origin  the address that they open, when a proxy stands in between
//! ```
//!
//! Nothing of it is written down: who has a pass is a reader, and the teacher is who has the link.

mod code;
mod origin;
mod pass;

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

pub use self::code::{Code, WeakCode};
pub use self::origin::{Origin, UnknownOrigin};
pub(crate) use self::pass::{NAME_LENGTH, Pass};

/// What [`WRONG_CODES`] counts.
const MINUTE: Duration = Duration::from_secs(60);
/// Wrong codes that one address may give in a minute.
const WRONG_CODES: usize = 20;

/// How a class is held.
#[derive(Clone, Debug)]
pub struct ClassSettings {
    /// What readers type once.
    pub code: Code,
    /// The address that readers open, when it is not this server's own.
    pub origin: Option<Origin>,
    /// The proxy that tells by `X-Forwarded-For` who asks. Nobody else is believed.
    pub proxy: Option<IpAddr>,
}

/// A class that is held.
#[derive(Debug)]
pub(crate) struct Class {
    settings: ClassSettings,
    /// Opens the teacher's page.
    pub(crate) secret: String,
    wrong: Mutex<HashMap<IpAddr, VecDeque<Instant>>>,
}

impl Class {
    pub(crate) fn new(settings: ClassSettings) -> Self {
        Self { settings, secret: hex::encode(random::<16>()), wrong: Mutex::default() }
    }

    pub(crate) const fn code(&self) -> &Code {
        &self.settings.code
    }

    pub(crate) const fn origin(&self) -> Option<&Origin> {
        self.settings.origin.as_ref()
    }

    pub(crate) const fn proxy(&self) -> Option<IpAddr> {
        self.settings.proxy
    }

    /// Whether that is the code; `None` when so many were wrong that no more are looked at.
    pub(crate) fn is_code(&self, typed: &str, from: IpAddr) -> Option<bool> {
        let now = Instant::now();
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        wrong.retain(|_, times| {
            times.retain(|time| now.duration_since(*time) < MINUTE);
            !times.is_empty()
        });
        if wrong.get(&from).is_some_and(|times| times.len() >= WRONG_CODES) {
            return None;
        }
        let right = self.code().is(typed);
        if !right {
            wrong.entry(from).or_default().push_back(now);
        }
        Some(right)
    }
}

/// Bytes that nobody can guess.
fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // No system that this runs on is without.
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_guesses_is_heard_no_more_and_others_are() {
        let code: Code = "K7QF-M2XD".parse().expect("long enough");
        let class = Class::new(ClassSettings { code, origin: None, proxy: None });
        let [one, other] = [[192, 168, 1, 5], [192, 168, 1, 6]].map(IpAddr::from);
        for _ in 0..WRONG_CODES {
            assert_eq!(class.is_code("AAAA-AAAA", one), Some(false));
        }
        assert_eq!(class.is_code("K7QF-M2XD", one), None);
        assert_eq!(class.is_code("K7QF-M2XD", other), Some(true));
    }
}
