//! Turns: so many at a time, fair between readers.
//!
//! Each job waits in a round: a reader's first in the round that is being served, each further one
//! of theirs in the next round. Rounds are served in order, and a round in the order of arrival. Who
//! clicks twenty times is served once a round, like everybody else.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::Reader;

/// Gives turns.
#[derive(Debug)]
pub(crate) struct Queue {
    places: usize,
    state: Mutex<State>,
}

/// A round, then the order of arrival.
type Rank = (u64, u64);

#[derive(Debug, Default)]
struct State {
    /// Turns that are given and not over.
    taken: usize,
    /// The round of the last turn given.
    round: u64,
    /// Who has had a turn in that round.
    served: HashSet<Reader>,
    arrivals: u64,
    waiting: BTreeMap<Rank, Waiting>,
}

#[derive(Debug)]
struct Waiting {
    reader: Reader,
    /// Its place, from 1; 0 means that it has its turn.
    place: watch::Sender<usize>,
}

impl Queue {
    pub(crate) fn new(places: usize) -> Self {
        Self { places, state: Mutex::default() }
    }

    /// Queues up: the turn has come once the places have ended. Dropping it gives it up or ends it.
    pub(crate) fn enter(&self, reader: Reader) -> (Turn<'_>, Places) {
        let (place, told) = watch::channel(usize::MAX);
        let mut state = self.lock();
        state.arrivals += 1;
        let rank = (state.next_round(&reader), state.arrivals);
        state.waiting.insert(rank, Waiting { reader, place });
        state.advance(self.places);
        (Turn { queue: self, rank }, Places(told))
    }

    /// Whether anybody waits.
    pub(crate) fn awaited(&self) -> bool {
        !self.lock().waiting.is_empty()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The first round in which this reader neither has had nor waits for a turn.
    fn next_round(&self, reader: &Reader) -> u64 {
        let own = self.waiting.iter().filter(|(_, waiting)| waiting.reader == *reader);
        let waited = own.map(|((round, _), _)| *round).max();
        let served = self.served.contains(reader).then_some(self.round);
        waited.max(served).map_or(self.round, |last| last + 1)
    }

    /// Gives the turns that are free, and tells everyone who waits their place.
    fn advance(&mut self, places: usize) {
        while self.taken < places
            && let Some(((round, _), first)) = self.waiting.pop_first()
        {
            self.taken += 1;
            if round != self.round {
                self.served.clear();
                self.round = round;
            }
            self.served.insert(first.reader);
            first.place.send_replace(0);
        }
        for (index, waiting) in self.waiting.values().enumerate() {
            waiting.place.send_if_modified(|place| {
                let before = std::mem::replace(place, index + 1);
                before != *place
            });
        }
    }
}

/// The places of one that waits.
#[derive(Debug)]
pub(crate) struct Places(watch::Receiver<usize>);

impl Places {
    /// The place in the queue, from 1, at once and then each time that it has changed; `None` when
    /// the turn has come.
    pub(crate) async fn next(&mut self) -> Option<usize> {
        if !self.0.has_changed().unwrap_or(true) {
            // An error means that its sender is gone, as it is once the turn has come.
            let _ = self.0.changed().await;
        }
        let place = *self.0.borrow_and_update();
        (place > 0).then_some(place)
    }
}

/// A turn, or the wait for it.
#[derive(Debug)]
pub(crate) struct Turn<'a> {
    queue: &'a Queue,
    rank: Rank,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.queue.lock();
        if state.waiting.remove(&self.rank).is_none() {
            state.taken -= 1;
        }
        state.advance(self.queue.places);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(name: &str) -> Reader {
        Reader::new(name, "")
    }

    /// Whose turn it is, in the order in which one place is given to all that wait.
    fn order(queue: &Queue, entered: Vec<(&'static str, Turn<'_>)>) -> String {
        let mut left = entered;
        let mut served = String::new();
        while !left.is_empty() {
            let waiting: Vec<Rank> = queue.lock().waiting.keys().copied().collect();
            let next = left.iter().position(|(_, turn)| !waiting.contains(&turn.rank));
            let (name, turn) = left.remove(next.expect("somebody has the turn"));
            served.push_str(name);
            drop(turn);
        }
        served
    }

    #[test]
    fn who_clicks_often_does_not_keep_others_waiting() {
        let queue = Queue::new(1);
        let mut entered = Vec::new();
        for name in ["a", "a", "a", "a", "b", "c", "b", "a"] {
            entered.push((name, queue.enter(reader(name)).0));
        }
        assert_eq!(order(&queue, entered), "abcabaaa");
    }

    #[test]
    fn who_gives_up_is_counted_no_more() {
        let queue = Queue::new(1);
        let (first, _) = queue.enter(reader("b"));
        let (mut given_up, mut entered) = (Vec::new(), Vec::new());
        for _ in 0..5 {
            given_up.push(queue.enter(reader("a")).0);
        }
        for name in ["c", "c"] {
            entered.push((name, queue.enter(reader(name)).0));
        }
        given_up.clear();
        entered.push(("a", queue.enter(reader("a")).0));
        drop(first);
        assert_eq!(order(&queue, entered), "cac");
    }

    #[tokio::test]
    async fn the_place_is_told_as_it_changes() {
        let queue = Queue::new(1);
        let (first, _) = queue.enter(reader("a"));
        let (second, _) = queue.enter(reader("b"));
        let (third, mut places) = queue.enter(reader("c"));
        assert_eq!(places.next().await, Some(2));
        drop(second);
        assert_eq!(places.next().await, Some(1));
        drop(first);
        assert_eq!(places.next().await, None);
        drop(third);
        assert_eq!(queue.lock().taken, 0);
    }

    #[tokio::test]
    async fn so_many_have_a_turn_at_once() {
        let queue = Queue::new(2);
        let mut entered: Vec<_> = ["a", "a", "a"].map(|name| queue.enter(reader(name))).into();
        let mut places = Vec::new();
        for (_, told) in &mut entered {
            places.push(told.next().await);
        }
        assert_eq!(places, [None, None, Some(1)]);
        entered.remove(0);
        assert_eq!(entered[1].1.next().await, None);
    }
}
