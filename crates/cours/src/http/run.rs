//! `POST /api/run`: a program's events as they happen.

use std::convert::Infallible;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::response::sse::Event;
use catalogue::Runtime;
use futures_util::StreamExt as _;
use sandbox::Edition;
use serde::Deserialize;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::body::Json;
use super::events::stream_of;
use super::{Refusal, Shared};
use crate::messages;
use crate::runs::{Job, Listener, Reader};

/// Events that may wait for a slow reader; beyond them its program waits too.
const QUEUE: usize = 64;

/// Bytes.
const LONGEST_NAME: usize = 200;

/// What the page asks for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    code: String,
    edition: Option<String>,
    check: Option<Check>,
    /// The name of the program that this is an edit of.
    program: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Check {
    exercise: String,
    runtime: String,
}

/// The edition with this name, or the latest.
pub(crate) fn edition(name: Option<&str>) -> Result<Edition, Refusal> {
    let Some(name) = name else { return Ok(Edition::default()) };
    name.parse().map_err(|_| {
        Refusal::new(StatusCode::BAD_REQUEST, messages::request::unknown_edition(name))
    })
}

/// Starts a run; it ends when the reader closes the connection.
pub(crate) async fn run(
    State(shared): State<Shared>,
    reader: Reader,
    Json(asked): Json<Asked>,
) -> Result<impl IntoResponse, Refusal> {
    let check = match asked.check {
        None => None,
        Some(Check { exercise, runtime }) => match Runtime::from_ident(&runtime) {
            Some(known) if shared.runner.shown().exercise(&exercise).is_some() => {
                Some((exercise, known))
            }
            _ => {
                let message = messages::request::unknown_exercise(&exercise, &runtime);
                return Err(Refusal::new(StatusCode::BAD_REQUEST, message));
            }
        },
    };
    // A longer name is nobody's, and would be kept.
    let program = asked.program.filter(|name| name.len() <= LONGEST_NAME);
    let edition = edition(asked.edition.as_deref())?;
    let job = Job { code: asked.code, edition, optimize: false, program, check };

    let entry = shared.runner.admit(&reader, &job)?;

    let (sender, events) = mpsc::channel(QUEUE);
    // In a task of its own: a reader that does not read must not stop the run's clocks.
    shared.tasks.spawn(async move {
        let listener = Listener::new(sender.clone(), entry, reader);
        tokio::select! {
            _ = shared.runner.perform(job, &listener) => {}
            () = sender.closed() => {}
            () = shared.closing.cancelled() => {}
        }
    });
    let events = ReceiverStream::new(events).filter_map(async |event| {
        // Our own values always have a JSON form.
        Event::default().event(event.name()).json_data(&event).ok().map(Ok::<_, Infallible>)
    });
    Ok(stream_of(events))
}
