//! Compilations that are under way: whoever asks for the same one shares it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use sandbox::{Compilation, Libraries, Options};
use tokio::sync::watch;

/// What came of a compilation, or the sentence that says why it could not be started.
pub(crate) type Result = std::result::Result<Compilation, String>;

/// What decides about a compilation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    source: String,
    options: Options,
    /// Where the libraries are in memory: as long as somebody holds them, nothing else is there.
    libraries: usize,
}

impl Key {
    pub(crate) fn new(source: String, options: Options, libraries: &Arc<Libraries>) -> Self {
        Self { source, options, libraries: Arc::as_ptr(libraries).addr() }
    }
}

/// The compilations that somebody waits for.
#[derive(Debug, Default)]
pub(crate) struct Flights(Mutex<HashMap<Key, Weak<Flight>>>);

impl Flights {
    /// The flight of a compilation, which the first who has a turn starts.
    pub(crate) fn join(&self, key: Key) -> Arc<Flight> {
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flight) = flights.get(&key).and_then(Weak::upgrade) {
            return flight;
        }
        flights.retain(|_, flight| flight.strong_count() > 0);
        let flight = Arc::new(Flight(watch::Sender::new(State::Grounded)));
        flights.insert(key, Arc::downgrade(&flight));
        flight
    }
}

#[derive(Debug)]
enum State {
    /// Nobody compiles.
    Grounded,
    /// Somebody does.
    Flying,
    Landed(Result),
}

/// One compilation.
#[derive(Debug)]
pub(crate) struct Flight(watch::Sender<State>);

impl Flight {
    /// Makes the caller the one who compiles, if nobody does and nobody has.
    pub(crate) fn take_off(&self) -> Option<Pilot<'_>> {
        let taken = self.0.send_if_modified(|state| {
            let free = matches!(state, State::Grounded);
            if free {
                *state = State::Flying;
            }
            free
        });
        taken.then_some(Pilot(self))
    }

    /// Waits for what comes of it.
    pub(crate) async fn landed(&self) -> Result {
        loop {
            let waited_for = |state: &State| matches!(state, State::Landed(_));
            if let Some(result) = self.once(waited_for).await {
                return result;
            }
        }
    }

    /// Waits until nobody compiles; `None` when the one who did has given up.
    pub(crate) async fn settled(&self) -> Option<Result> {
        self.once(|state| !matches!(state, State::Flying)).await
    }

    async fn once(&self, holds: impl FnMut(&State) -> bool) -> Option<Result> {
        let mut state = self.0.subscribe();
        // Never an error: this flight has the sender.
        match &*state.wait_for(holds).await.ok()? {
            State::Landed(result) => Some(result.clone()),
            State::Grounded | State::Flying => None,
        }
    }
}

/// The one who compiles. Dropped before it has landed, it leaves that to another.
#[derive(Debug)]
pub(crate) struct Pilot<'a>(&'a Flight);

impl Pilot<'_> {
    pub(crate) fn land(self, result: Result) {
        self.0.0.send_replace(State::Landed(result));
    }
}

impl Drop for Pilot<'_> {
    fn drop(&mut self) {
        self.0.0.send_if_modified(|state| {
            let given_up = matches!(state, State::Flying);
            if given_up {
                *state = State::Grounded;
            }
            given_up
        });
    }
}
