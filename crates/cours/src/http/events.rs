//! `GET /api/events`: what every open page should know.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt as _, stream};
use serde::Serialize;
use serde_json::json;
use tokio_stream::wrappers::WatchStream;

use super::Shared;
use crate::book::Book;
use crate::runs::Reader;
use crate::workshop::Stage;

#[derive(Debug, Serialize)]
struct Status {
    phase: &'static str,
    done: usize,
    total: usize,
    message: String,
    /// Tells a page that was away whether the book was rebuilt meanwhile.
    build: u64,
}

impl Status {
    fn new(stage: &Stage, build: u64) -> Self {
        let (phase, done, total) = match stage {
            Stage::Compiling(progress) => ("compiling", progress.done, progress.total),
            Stage::Ready(_) => ("ready", 0, 0),
            Stage::Failed { .. } => ("failed", 0, 0),
        };
        Self { phase, done, total, message: stage.message(), build }
    }
}

/// Streams the state of the programs and of the book until the page or the server closes.
pub(crate) async fn events(State(shared): State<Shared>, reader: Reader) -> impl IntoResponse {
    let book = shared.book.clone();
    let statuses = WatchStream::new(shared.stage)
        .map(move |stage| named("status", &Status::new(&stage, book.borrow().build)));
    let mut known = Known { build: shared.book.borrow().build, failed: false };
    let changes = WatchStream::new(shared.book)
        .filter_map(move |book| std::future::ready(change(&mut known, &book)));
    let closing = shared.closing.cancelled_owned();
    let presence = shared.runner.register().greet(reader);
    let events = stream::select(statuses.filter_map(std::future::ready), changes).map(Ok);
    stream_of(events.take_until(closing).inspect(move |_| {
        // The reader is present for as long as the stream is there.
        let _ = &presence;
    }))
}

/// Events as a response. The header tells nginx to pass each one on when it comes.
pub(crate) fn stream_of(
    events: impl Stream<Item = Result<Event, Infallible>> + Send + 'static,
) -> impl IntoResponse {
    let events = Sse::new(events).keep_alive(KeepAlive::default());
    ([("x-accel-buffering", "no")], events)
}

/// What a page has heard of the book.
#[derive(Debug)]
struct Known {
    build: u64,
    failed: bool,
}

/// What it must hear now, if anything.
fn change(known: &mut Known, book: &Book) -> Option<Event> {
    let before =
        std::mem::replace(known, Known { build: book.build, failed: book.error.is_some() });
    if let Some(message) = &book.error {
        named("build_error", &json!({ "message": message }))
    } else if before.failed || before.build != book.build {
        named("reload", &json!({}))
    } else {
        None
    }
}

fn named(name: &str, data: &impl Serialize) -> Option<Event> {
    Event::default().event(name).json_data(data).ok()
}
