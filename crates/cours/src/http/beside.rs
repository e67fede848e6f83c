//! Who may use a runner whose pages come from elsewhere: those pages, and nobody else.
//!
//! Their origin alone would not do: curl gives any. The secret alone would not either: a foreign
//! name that resolves to this machine can read a page of `mdbook serve`, which looks at no `Host`.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, map_response};
use axum::response::{IntoResponse as _, Response};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::{Refusal, Shared, fresh, guard, runs};
use crate::messages;

/// How long a browser may remember that it may ask.
const REMEMBERED: Duration = Duration::from_secs(600);

/// What a request must show.
#[derive(Debug)]
pub(crate) struct Gate {
    port: u16,
    origins: Vec<HeaderValue>,
    /// The first part of every path.
    pub(crate) token: String,
}

impl Gate {
    /// For a runner at `address` and pages of these origins.
    pub(crate) fn new(address: SocketAddr, origins: &[String]) -> io::Result<Self> {
        let origins = origins.iter().map(|origin| origin.parse().map_err(io::Error::other));
        let mut secret = [0; 16];
        getrandom::fill(&mut secret).map_err(io::Error::other)?;
        let token = format!("{:032x}", u128::from_ne_bytes(secret));
        Ok(Self { port: address.port(), origins: origins.collect::<Result<_, _>>()?, token })
    }

    fn refusal(&self, request: &Request) -> Option<String> {
        let origin = request.headers().get(header::ORIGIN);
        let token = request.uri().path().split('/').nth(1);
        if !guard::is_ours(guard::host(request).as_ref(), self.port) {
            Some(messages::request::foreign_host())
        } else if !origin.is_some_and(|origin| self.origins.contains(origin)) {
            Some(messages::request::foreign_origin())
        } else if token != Some(self.token.as_str()) {
            Some(messages::request::wrong_token())
        } else {
            None
        }
    }
}

/// The routes of a runner: those of the course less its pages, below the token.
pub(crate) fn router(shared: Shared, gate: Gate) -> Router {
    // Asks for leave come without the headers that follow: the leave is for these origins alone.
    let cors = CorsLayer::new()
        .allow_origin(AllowOrigin::list(gate.origins.clone()))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE])
        .max_age(REMEMBERED);
    let routes = runs().with_state(shared);
    let gate = Arc::new(gate);
    Router::new()
        .nest(&format!("/{}", gate.token), routes)
        .layer(cors)
        .layer(map_response(fresh))
        .layer(from_fn(move |request, next| check(gate.clone(), request, next)))
}

async fn check(gate: Arc<Gate>, request: Request, next: Next) -> Response {
    match gate.refusal(&request) {
        None => next.run(request).await,
        Some(message) => Refusal::new(StatusCode::FORBIDDEN, message).into_response(),
    }
}
