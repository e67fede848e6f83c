//! Who runs what now, and who may: what a request is let in by, what the end of the server waits
//! for, and what the teacher's page shows.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::RunEvent;

/// What [`Bounds::per_minute`] counts.
const MINUTE: Duration = Duration::from_secs(60);

/// How many programs are let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Programs at one time, those that wait included.
    pub programs: usize,
    /// Programs of one reader at one time, those that wait included.
    pub per_reader: usize,
    /// Programs that one reader may start in a minute; `None` for any number.
    pub per_minute: Option<usize>,
}

impl Bounds {
    /// For a reader at their own machine: 256 programs, which are more than any page has.
    pub const ALONE: Self = Self { programs: 256, per_reader: 256, per_minute: None };
    /// For a class: 256 programs, 8 of them a reader's, of which 40 may start in a minute.
    pub const CLASS: Self = Self { programs: 256, per_reader: 8, per_minute: Some(40) };
}

/// Who asks, as far as fairness goes.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    key: Arc<str>,
    /// For the teacher.
    pub(crate) name: Arc<str>,
}

impl Reader {
    /// Readers with the same key are the same.
    pub(crate) fn new(key: &str, name: &str) -> Self {
        Self { key: key.into(), name: name.into() }
    }
}

impl PartialEq for Reader {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Reader {}

impl Hash for Reader {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// Why a program is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Busy {
    /// This many are there already.
    Full(usize),
    /// This many of this reader's are there already.
    OwnFull(usize),
    /// The reader has started so many in a minute, and may start the next one after this long.
    TooFast(usize, Duration),
    /// The server ends.
    Closing,
}

/// How far a program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Waiting,
    Queued(usize),
    Compiling,
    Running,
}

/// A program that was let in, and has not ended.
#[derive(Clone, Debug)]
pub(crate) struct Active {
    pub(crate) reader: Reader,
    /// What the teacher calls it.
    pub(crate) title: String,
    pub(crate) code: Arc<str>,
    pub(crate) phase: Phase,
    /// When the phase began.
    pub(crate) since: Instant,
    pub(crate) stop: CancellationToken,
}

/// Everything that was let in.
#[derive(Debug, Default)]
pub(crate) struct Room {
    closing: bool,
    arrivals: u64,
    pub(crate) active: BTreeMap<u64, Active>,
    /// Who has a page open, and how many.
    pub(crate) present: HashMap<Reader, usize>,
    /// When each reader has started programs in the last minute.
    recent: HashMap<Reader, VecDeque<Instant>>,
}

/// The room, and who watches its door.
#[derive(Debug)]
pub(crate) struct Register {
    bounds: Bounds,
    room: watch::Sender<Room>,
}

impl Register {
    pub(crate) fn new(bounds: Bounds) -> Self {
        Self { bounds, room: watch::Sender::default() }
    }

    /// Lets a program in, or says why not.
    pub(crate) fn admit(
        self: &Arc<Self>,
        reader: &Reader,
        title: String,
        code: &str,
    ) -> Result<Entry, Busy> {
        let now = Instant::now();
        let stop = CancellationToken::new();
        let mut admitted = Err(Busy::Closing);
        self.room.send_if_modified(|room| {
            admitted = room.check(reader, self.bounds, now).map(|()| room.arrivals);
            let Ok(id) = admitted else { return false };
            room.arrivals += 1;
            if self.bounds.per_minute.is_some() {
                room.recent.entry(reader.clone()).or_default().push_back(now);
            }
            let active = Active {
                reader: reader.clone(),
                title,
                code: code.into(),
                phase: Phase::Waiting,
                since: now,
                stop: stop.clone(),
            };
            room.active.insert(id, active);
            true
        });
        admitted.map(|id| Entry { register: self.clone(), id, stop })
    }

    /// Notes that a reader has a page open, until this is dropped.
    pub(crate) fn greet(self: &Arc<Self>, reader: Reader) -> Presence {
        self.room.send_modify(|room| *room.present.entry(reader.clone()).or_default() += 1);
        Presence { register: self.clone(), reader }
    }

    /// What a look at the room gives.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&Room) -> T) -> T {
        look(&self.room.borrow())
    }

    pub(crate) fn watch(&self) -> watch::Receiver<Room> {
        self.room.subscribe()
    }

    /// Lets nobody in any more.
    pub(crate) fn close(&self) {
        self.room.send_modify(|room| room.closing = true);
    }

    /// Waits until nobody is in.
    pub(crate) async fn empty(&self) {
        // An error would mean that this register is gone.
        let _ = self.room.subscribe().wait_for(|room| room.active.is_empty()).await;
    }
}

impl Room {
    fn check(&mut self, reader: &Reader, bounds: Bounds, now: Instant) -> Result<(), Busy> {
        if self.closing {
            return Err(Busy::Closing);
        }
        self.recent.retain(|_, starts| {
            while starts.front().is_some_and(|start| now.duration_since(*start) >= MINUTE) {
                starts.pop_front();
            }
            !starts.is_empty()
        });
        let own = self.active.values().filter(|active| active.reader == *reader).count();
        if own >= bounds.per_reader {
            return Err(Busy::OwnFull(own));
        }
        if self.active.len() >= bounds.programs {
            return Err(Busy::Full(self.active.len()));
        }
        match (bounds.per_minute, self.recent.get(reader)) {
            (Some(most), Some(starts)) if starts.len() >= most => {
                let first = starts.front().copied().unwrap_or(now);
                Err(Busy::TooFast(most, MINUTE.saturating_sub(now.duration_since(first))))
            }
            _ => Ok(()),
        }
    }
}

/// A program's place in the room, which it leaves on drop.
#[derive(Debug)]
pub(crate) struct Entry {
    register: Arc<Register>,
    id: u64,
    /// Cancelled by the teacher.
    stop: CancellationToken,
}

impl Entry {
    /// Notes how far the program is.
    pub(crate) fn note(&self, event: &RunEvent) {
        let phase = match event {
            RunEvent::Queued { position } => Phase::Queued(*position),
            RunEvent::Waiting { .. } => Phase::Waiting,
            RunEvent::Compiling {} => Phase::Compiling,
            RunEvent::Running { .. } => Phase::Running,
            RunEvent::Output { .. } | RunEvent::Criterion { .. } | RunEvent::Outcome { .. } => {
                return;
            }
        };
        self.register.room.send_if_modified(|room| {
            let Some(active) = room.active.get_mut(&self.id) else { return false };
            let changed = active.phase != phase;
            // Those who move up in a queue have waited since they entered it.
            if changed && !matches!((active.phase, phase), (Phase::Queued(_), Phase::Queued(_))) {
                active.since = Instant::now();
            }
            active.phase = phase;
            changed
        });
    }

    pub(crate) async fn stopped(&self) {
        self.stop.cancelled().await;
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.register.room.send_modify(|room| {
            room.active.remove(&self.id);
        });
    }
}

/// A page that a reader has open.
#[derive(Debug)]
pub(crate) struct Presence {
    register: Arc<Register>,
    reader: Reader,
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.register.room.send_modify(|room| {
            if let Some(pages) = room.present.get_mut(&self.reader) {
                *pages -= 1;
                if *pages == 0 {
                    room.present.remove(&self.reader);
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { programs: 3, per_reader: 2, per_minute: Some(3) };

    fn admit(register: &Arc<Register>, name: &str) -> Result<Entry, Busy> {
        register.admit(&Reader::new(name, ""), String::new(), "")
    }

    #[test]
    fn each_bound_holds_and_what_is_under_it_passes() {
        let register = Arc::new(Register::new(BOUNDS));
        let one = admit(&register, "a").expect("the first");
        let two = admit(&register, "a").expect("the second");
        assert_eq!(admit(&register, "a").expect_err("own"), Busy::OwnFull(2));
        let three = admit(&register, "b").expect("another reader's");
        assert_eq!(admit(&register, "c").expect_err("full"), Busy::Full(3));
        drop(three);
        admit(&register, "c").expect("there is room again");
        drop(one);
        let again = admit(&register, "a").expect("the third in a minute");
        drop((two, again));
        let Err(Busy::TooFast(3, wait)) = admit(&register, "a") else { panic!("too fast") };
        assert!(wait <= MINUTE && wait > Duration::from_secs(50), "{wait:?}");
        admit(&register, "b").expect("others are not held up");
    }

    #[test]
    fn a_minute_later_a_reader_may_start_again() {
        let mut room = Room::default();
        let (reader, start) = (Reader::new("a", ""), Instant::now());
        room.recent.insert(reader.clone(), VecDeque::from([start; 3]));
        let later = |seconds| start + Duration::from_secs(seconds);
        assert!(matches!(room.check(&reader, BOUNDS, later(59)), Err(Busy::TooFast(..))));
        assert_eq!(room.check(&reader, BOUNDS, later(60)), Ok(()));
        assert!(room.recent.is_empty(), "nothing is kept of who is gone");
    }

    #[test]
    fn nobody_enters_a_room_that_closes() {
        let register = Arc::new(Register::new(BOUNDS));
        register.close();
        assert_eq!(admit(&register, "a").expect_err("closing"), Busy::Closing);
    }
}
