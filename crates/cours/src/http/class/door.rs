//! Where readers give the code, once.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Deserialize;

use super::{Desk, POLICY, client, cookie, pass};
use crate::class::{Class, NAME_LENGTH, Pass};
use crate::http::Refusal;
use crate::http::serve::Connection;
use crate::messages;

pub(super) const PATH: &str = "/entrer";

const PAGE: &str = include_str!("door.html");

pub(super) fn router() -> Router<Desk> {
    Router::new().route(PATH, get(show).post(enter))
}

/// What the page is asked for with, and what it sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Visit {
    code: String,
    nom: String,
    /// The page that the reader wanted.
    vers: String,
}

/// Lets readers of the class through, as the readers that they are.
pub(super) async fn keep(
    State(class): State<Arc<Class>>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(pass) = pass(&class, request.headers()) {
        request.extensions_mut().insert(pass.reader());
        return next.run(request).await;
    }
    // A page is shown the door; what a page asks for in the background is told.
    let accepted = request.headers().get(header::ACCEPT).and_then(|it| it.to_str().ok());
    if request.method() == Method::GET && accepted.is_some_and(|it| it.contains("text/html")) {
        let wanted = local(request.uri().path());
        let to = if wanted == "/" { PATH.to_owned() } else { format!("{PATH}?vers={wanted}") };
        return (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    }
    Refusal::new(StatusCode::UNAUTHORIZED, messages::class::no_pass()).into_response()
}

async fn show(Query(visit): Query<Visit>) -> Response {
    page(StatusCode::OK, &visit, "")
}

async fn enter(
    State(class): State<Arc<Class>>,
    connection: axum::Extension<Connection>,
    headers: HeaderMap,
    Form(visit): Form<Visit>,
) -> Response {
    match class.is_code(&visit.code, client(&class, *connection, &headers)) {
        Some(true) => {
            let location = (header::LOCATION, local(&visit.vers).to_owned());
            let pass = cookie(&class, &Pass::new(&visit.nom));
            (StatusCode::SEE_OTHER, [location, pass]).into_response()
        }
        Some(false) => page(StatusCode::FORBIDDEN, &visit, &messages::class::wrong_code()),
        None => page(StatusCode::TOO_MANY_REQUESTS, &visit, &messages::class::too_many_codes()),
    }
}

/// The page; what it takes over from the visit has no character that means something in HTML.
fn page(status: StatusCode, visit: &Visit, message: &str) -> Response {
    let code: String = visit.code.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    let html = PAGE
        .replace("{{code}}", &code)
        .replace("{{vers}}", local(&visit.vers))
        .replace("{{longueur}}", &NAME_LENGTH.to_string())
        .replace("{{message}}", message);
    (status, [POLICY], axum::response::Html(html)).into_response()
}

/// A page of the book, or its first one: a link must not lead elsewhere.
fn local(path: &str) -> &str {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    let ours = path.starts_with('/') && !path.contains("//") && path.chars().all(plain);
    if ours { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn a_link_leads_nowhere_else() {
        for path in ["/", "/ch04-attendre-ensemble.html", "/a/b.html"] {
            assert_eq!(local(path), path);
        }
        for path in
            ["", "//evil.example", "https://evil.example", "/\\evil.example", "/\"><script>"]
        {
            assert_eq!(local(path), "/", "{path}");
        }
    }
}
