//! From pipes to lines, within the output limit.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{Event, Line, Stream};

/// A longer line is delivered in pieces, so that a program without newlines is seen too.
const PIECE: usize = 16 * 1024;

/// The bytes that the two pipes of a program may still carry.
#[derive(Debug)]
pub(crate) struct Budget {
    left: AtomicU64,
    exceeded: CancellationToken,
}

impl Budget {
    pub(crate) fn new(bytes: u64) -> Self {
        Self { left: AtomicU64::new(bytes), exceeded: CancellationToken::new() }
    }

    /// How many of `wanted` bytes are within the budget.
    fn take(&self, wanted: usize) -> usize {
        let asked = wanted as u64;
        let before = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                Some(left.saturating_sub(asked))
            })
            .unwrap_or_default();
        if before < asked {
            self.exceeded.cancel();
        }
        usize::try_from(before).unwrap_or(usize::MAX).min(wanted)
    }

    pub(crate) async fn exceeded(&self) {
        self.exceeded.cancelled().await;
    }

    pub(crate) fn is_exceeded(&self) -> bool {
        self.exceeded.is_cancelled()
    }
}

/// Sends what a pipe carries, line by line, until it closes, the budget is spent, or `drain` is
/// cancelled while nothing is left to read.
pub(crate) async fn pump(
    pipe: Option<impl AsyncRead + Unpin>,
    stream: Stream,
    started: Instant,
    budget: &Budget,
    drain: &CancellationToken,
    events: &mpsc::Sender<Event>,
) {
    let Some(mut pipe) = pipe else { return };
    let mut pending = Pending::default();
    let mut chunk = vec![0; 8 * 1024];
    loop {
        let read = tokio::select! {
            biased;
            read = pipe.read(&mut chunk) => read.unwrap_or_default(),
            () = drain.cancelled() => 0,
        };
        if read == 0 {
            break;
        }
        let elapsed = started.elapsed();
        let kept = budget.take(read);
        for (text, complete) in pending.push(&chunk[..kept]) {
            let line = Line { stream, elapsed, text, complete };
            if events.send(Event::Line(line)).await.is_err() {
                return;
            }
        }
        if kept < read {
            break;
        }
    }
    if let Some(text) = pending.rest() {
        let line = Line { stream, elapsed: started.elapsed(), text, complete: false };
        // Nobody listens any more: nothing to tell.
        let _ = events.send(Event::Line(line)).await;
    }
}

/// The beginning of a line whose end has not come.
#[derive(Debug, Default)]
struct Pending(Vec<u8>);

impl Pending {
    /// The lines, and pieces of long lines, that `bytes` completes.
    fn push(&mut self, mut bytes: &[u8]) -> Vec<(String, bool)> {
        let mut lines = Vec::new();
        while let Some(end) = bytes.iter().position(|&byte| byte == b'\n') {
            self.0.extend_from_slice(&bytes[..end]);
            bytes = &bytes[end + 1..];
            self.split_long(&mut lines);
            lines.push((decode(&self.0), true));
            self.0.clear();
        }
        self.0.extend_from_slice(bytes);
        self.split_long(&mut lines);
        lines
    }

    fn split_long(&mut self, lines: &mut Vec<(String, bool)>) {
        while self.0.len() > PIECE {
            let rest = self.0.split_off(char_boundary(&self.0, PIECE));
            lines.push((decode(&self.0), false));
            self.0 = rest;
        }
    }

    fn rest(self) -> Option<String> {
        (!self.0.is_empty()).then(|| decode(&self.0))
    }
}

fn decode(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The last place at or before `at` that does not cut a UTF-8 character.
fn char_boundary(bytes: &[u8], at: usize) -> usize {
    // A character has at most three continuation bytes; a longer row of them is not UTF-8.
    (at - 3..=at).rev().find(|&place| bytes[place] & 0xC0 != 0x80).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_at_newlines_whatever_the_chunks() {
        let mut pending = Pending::default();
        assert_eq!(pending.push(b"un\nde"), [("un".into(), true)]);
        assert_eq!(pending.push(b"ux\n\nfin"), [("deux".into(), true), (String::new(), true)]);
        assert_eq!(pending.rest().as_deref(), Some("fin"));
    }

    #[test]
    fn a_long_line_comes_in_pieces_that_keep_characters_whole() {
        let text = format!("a{}", "é".repeat(PIECE));
        let mut pending = Pending::default();
        let mut pieces = pending.push(text.as_bytes());
        pieces.extend(pending.push(b"\n"));
        assert!(pieces.len() > 2);
        assert!(pieces.iter().rev().skip(1).all(|(_, complete)| !complete));
        assert_eq!(pieces.into_iter().map(|(piece, _)| piece).collect::<String>(), text);
    }

    #[test]
    fn invalid_utf8_is_replaced() {
        let mut pending = Pending::default();
        assert_eq!(pending.push(b"\xFF!\n"), [("\u{FFFD}!".into(), true)]);
    }

    #[test]
    fn the_budget_is_exceeded_by_the_byte_after_the_last() {
        let budget = Budget::new(10);
        assert_eq!(budget.take(10), 10);
        assert!(!budget.is_exceeded());
        assert_eq!(budget.take(1), 0);
        assert!(budget.is_exceeded());
    }
}
