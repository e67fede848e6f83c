//! Attempts side by side, and the one that is repeated alone.
//!
//! Programs that mostly sleep run many at once; on a machine that others use too, one of them is
//! then late now and then by more than its own delays, and prints in another order. What fails in a
//! crowd is therefore asked again with nothing beside it, and must then be right each time: an
//! order that is only luck does not survive that, an order that rests on delays does.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::RwLock;

/// So many attempts at once may disturb each other; fewer hardly.
const CROWD: usize = 8;

/// How often what failed in a crowd must be right alone.
pub(crate) const ALONE: usize = 3;

/// After so many failures alone, the crowd is not the cause, and nothing more is repeated.
const HOPELESS: usize = 3;

/// How an attempt succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passed<E> {
    /// The first time.
    AtOnce,
    /// It failed beside others, and succeeded each time that it was repeated alone.
    Alone(E),
}

/// The attempts that are under way.
#[derive(Debug, Default)]
pub(crate) struct Crowd {
    /// Read by attempts side by side, written by the one that is alone.
    floor: RwLock<()>,
    beside: AtomicUsize,
    failed_alone: AtomicUsize,
}

/// One more attempt, as long as it lives.
struct Present<'a>(&'a AtomicUsize);

impl<'a> Present<'a> {
    fn new(beside: &'a AtomicUsize) -> Self {
        beside.fetch_add(1, Ordering::Relaxed);
        Self(beside)
    }

    fn crowded(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= CROWD
    }
}

impl Drop for Present<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Crowd {
    /// Makes an attempt beside the others, and again alone when it fails among many.
    pub(crate) async fn attempt<E>(
        &self,
        attempt: impl AsyncFn() -> Result<(), E>,
    ) -> Result<Passed<E>, E> {
        let (result, crowded) = {
            let _beside = self.floor.read().await;
            let present = Present::new(&self.beside);
            let crowded = present.crowded();
            let result = attempt().await;
            (result, crowded || present.crowded())
        };
        let Err(failure) = result else { return Ok(Passed::AtOnce) };
        if !crowded || self.failed_alone.load(Ordering::Relaxed) >= HOPELESS {
            return Err(failure);
        }
        let _alone = self.floor.write().await;
        for _ in 0..ALONE {
            if let Err(failure) = attempt().await {
                self.failed_alone.fetch_add(1, Ordering::Relaxed);
                return Err(failure);
            }
        }
        Ok(Passed::Alone(failure))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::task::JoinSet;
    use tokio::time::sleep;

    use super::*;

    /// As many attempts as make a crowd, beside the one that is meant.
    async fn among_many(
        crowd: Arc<Crowd>,
        meant: impl AsyncFn() -> Result<(), &'static str>,
    ) -> Result<Passed<&'static str>, &'static str> {
        let mut others = JoinSet::new();
        for _ in 0..CROWD {
            let crowd = crowd.clone();
            others.spawn(async move {
                let quiet = async || -> Result<(), ()> {
                    sleep(Duration::from_millis(50)).await;
                    Ok(())
                };
                crowd.attempt(quiet).await
            });
        }
        tokio::task::yield_now().await;
        let result = crowd.attempt(meant).await;
        others.join_all().await;
        result
    }

    #[tokio::test]
    async fn what_only_the_crowd_disturbs_passes_alone() {
        let (crowd, tries) = (Arc::new(Crowd::default()), AtomicUsize::new(0));
        let meant = async || {
            tries.fetch_add(1, Ordering::Relaxed);
            match crowd.beside.load(Ordering::Relaxed) {
                0 => Ok(()),
                _ => Err("late"),
            }
        };
        assert_eq!(among_many(crowd.clone(), &meant).await, Ok(Passed::Alone("late")));
        assert_eq!(tries.load(Ordering::Relaxed), 1 + ALONE);
    }

    #[tokio::test]
    async fn what_is_right_by_luck_fails() {
        let tries = AtomicUsize::new(0);
        let lucky = async || match tries.fetch_add(1, Ordering::Relaxed) {
            0 | 3 => Err("unlucky"),
            _ => Ok(()),
        };
        assert_eq!(among_many(Arc::default(), lucky).await, Err("unlucky"));
    }

    #[tokio::test]
    async fn what_fails_by_itself_is_not_repeated() {
        let (crowd, tries) = (Crowd::default(), AtomicUsize::new(0));
        let wrong = async || match tries.fetch_add(1, Ordering::Relaxed) {
            0 => Err("wrong"),
            _ => Ok(()),
        };
        assert_eq!(crowd.attempt(wrong).await, Err("wrong"));
        assert_eq!(tries.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn when_all_is_wrong_little_is_repeated() {
        let (crowd, tries) = (Arc::new(Crowd::default()), AtomicUsize::new(0));
        for _ in 0..10 {
            let wrong = async || {
                tries.fetch_add(1, Ordering::Relaxed);
                Err("wrong")
            };
            assert_eq!(among_many(crowd.clone(), wrong).await, Err("wrong"));
        }
        assert_eq!(tries.load(Ordering::Relaxed), 10 + HOPELESS);
    }
}
