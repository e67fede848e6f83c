//! What compilations have left for the next edit of the same program.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sandbox::{Incremental, Options};

use super::Reader;

/// A program takes about five megabytes, and a reader changes one or two at a time.
const MOST: usize = 32;

/// Whose edits of what. With other libraries than before, rustc begins anew by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    reader: Reader,
    program: String,
    options: Options,
}

impl Key {
    pub(crate) fn new(reader: Reader, program: String, options: Options) -> Self {
        Self { reader, program, options }
    }
}

/// The latest at the back.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<VecDeque<(Key, Incremental)>>);

impl Kept {
    /// What there is, which nobody else then gets.
    pub(crate) fn take(&self, key: &Key) -> Option<Incremental> {
        let mut all = self.all();
        let index = all.iter().position(|(other, _)| other == key)?;
        all.remove(index).map(|(_, incremental)| incremental)
    }

    pub(crate) fn put(&self, key: Key, incremental: Incremental) {
        let mut all = self.all();
        all.retain(|(other, _)| *other != key);
        all.push_back((key, incremental));
        let gone = all.len().saturating_sub(MOST);
        // Their files are removed when nobody waits for the lock.
        let gone: Vec<_> = all.drain(..gone).collect();
        drop(all);
        drop(gone);
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<(Key, Incremental)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sandbox::Edition;

    fn key(reader: &str, program: &str) -> Key {
        let reader = Reader::new(reader, reader);
        Key::new(reader, program.to_owned(), Options::new(Edition::E2024))
    }

    #[test]
    fn it_goes_to_one_edit_of_the_same_program_by_the_same_reader() {
        let kept = Kept::default();
        kept.put(key("ada", "tri"), Incremental::default());
        assert!(kept.take(&key("basile", "tri")).is_none());
        assert!(kept.take(&key("ada", "somme")).is_none());
        assert!(kept.take(&key("ada", "tri")).is_some());
        assert!(kept.take(&key("ada", "tri")).is_none());
    }

    #[test]
    fn the_oldest_goes_first() {
        let kept = Kept::default();
        for number in 0..=MOST {
            kept.put(key("ada", &number.to_string()), Incremental::default());
        }
        assert!(kept.take(&key("ada", "0")).is_none());
        assert!(kept.take(&key("ada", "1")).is_some());
    }
}
