//! What the server answers: the book, the Playground's protocol, our own.

mod beside;
mod body;
mod class;
mod events;
mod guard;
mod playground;
mod run;
mod serve;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::json;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;
use tower_http::services::{ServeDir, ServeFile};

pub(crate) use self::beside::{Gate, router as beside};
pub(crate) use self::class::{reader_path, router as class, teacher_path};
pub(crate) use self::guard::NAMES;
pub(crate) use self::serve::serve;
use crate::book::Book;
use crate::messages;
use crate::runs::{Busy, Runner};
use crate::workshop::Stage;

/// Seconds in which most programs end.
const MOMENT: u64 = 5;

/// What the handlers share.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    pub(crate) runner: Arc<Runner>,
    pub(crate) book: watch::Receiver<Book>,
    pub(crate) stage: watch::Receiver<Stage>,
    /// Cancelled when the server ends.
    pub(crate) closing: CancellationToken,
    /// What must have ended before the server has.
    pub(crate) tasks: TaskTracker,
}

/// The server's routes; `port` is where it listens.
pub(crate) fn router(shared: Shared, port: u16) -> Router {
    course()
        .with_state(shared)
        .layer(map_response(fresh))
        .layer(from_fn(move |request, next| guard::check(port, request, next)))
}

/// The pages, and what runs their programs.
fn course() -> Router<Shared> {
    runs().fallback(pages)
}

/// What runs programs.
fn runs() -> Router<Shared> {
    Router::new()
        .route("/evaluate.json", post(playground::evaluate))
        .route("/meta/crates", post(playground::crates))
        .route("/api/run", post(run::run))
        .route("/api/events", get(events::events))
}

/// A file of the last good book.
async fn pages(State(shared): State<Shared>, request: Request) -> Response {
    let pages = shared.book.borrow().pages.clone();
    let missing = ServeFile::new(pages.join("404.html"));
    match ServeDir::new(pages).not_found_service(missing).oneshot(request).await {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    }
}

/// The book may have been rebuilt: browsers must ask again.
async fn fresh(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// A refusal that the page can show.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    message: String,
    /// Seconds after which it may be otherwise.
    retry_after: Option<u64>,
}

impl Refusal {
    pub(crate) const fn new(status: StatusCode, message: String) -> Self {
        Self { status, message, retry_after: None }
    }
}

impl From<Busy> for Refusal {
    fn from(busy: Busy) -> Self {
        let (status, seconds) = match busy {
            Busy::Closing => (StatusCode::SERVICE_UNAVAILABLE, MOMENT),
            Busy::Full(_) | Busy::OwnFull(_) => (StatusCode::TOO_MANY_REQUESTS, MOMENT),
            Busy::TooFast(_, wait) => (StatusCode::TOO_MANY_REQUESTS, wait.as_secs() + 1),
        };
        Self { status, message: messages::run::busy(busy), retry_after: Some(seconds) }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = axum::Json(json!({ "error": self.message }));
        let mut response = (self.status, body).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}
