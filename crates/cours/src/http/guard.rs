//! Every web page that the reader has open can reach this server: only the course's own may use it.

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::Refusal;
use crate::messages;

/// The names of this machine. A foreign name that resolves to it (DNS rebinding) is not among them.
pub(crate) const NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Lets a request through if it is addressed to us and comes from no other site.
pub(crate) async fn check(port: u16, request: Request, next: Next) -> Response {
    if !is_ours(host(&request).as_ref(), port) {
        return Refusal::new(StatusCode::FORBIDDEN, messages::request::foreign_host())
            .into_response();
    }
    if !origin_is_ours(request.headers(), port) {
        return Refusal::new(StatusCode::FORBIDDEN, messages::request::foreign_origin())
            .into_response();
    }
    next.run(request).await
}

pub(super) fn host(request: &Request) -> Option<Authority> {
    match request.headers().get(header::HOST) {
        Some(host) => host.to_str().ok()?.parse().ok(),
        None => request.uri().authority().cloned(),
    }
}

pub(super) fn is_ours(authority: Option<&Authority>, port: u16) -> bool {
    authority.is_some_and(|authority| {
        NAMES.iter().any(|name| authority.host().eq_ignore_ascii_case(name))
            && authority.port_u16().unwrap_or(80) == port
            && !authority.as_str().contains('@')
    })
}

/// Browsers send `Origin` with every POST and with requests to other sites; curl sends none.
fn origin_is_ours(headers: &HeaderMap, port: u16) -> bool {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    origins.all(|origin| {
        let uri: Option<Uri> = origin.to_str().ok().and_then(|origin| origin.parse().ok());
        uri.is_some_and(|uri| uri.scheme_str() == Some("http") && is_ours(uri.authority(), port))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(authority: &str) -> bool {
        is_ours(authority.parse().ok().as_ref(), 3000)
    }

    #[test]
    fn only_names_of_this_machine_with_our_port_pass() {
        for host in ["127.0.0.1:3000", "localhost:3000", "LOCALHOST:3000", "[::1]:3000"] {
            assert!(ours(host), "{host}");
        }
        for host in [
            "127.0.0.1",
            "127.0.0.1:3001",
            "evil.example:3000",
            "127.0.0.1.evil.example:3000",
            "localhost@evil.example:3000",
            "a@localhost:3000",
            "0.0.0.0:3000",
        ] {
            assert!(!ours(host), "{host}");
        }
    }

    #[test]
    fn only_our_origin_passes() {
        let passes = |origin: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ORIGIN, axum::http::HeaderValue::from_static(origin));
            origin_is_ours(&headers, 3000)
        };
        assert!(passes("http://localhost:3000"));
        assert!(origin_is_ours(&HeaderMap::new(), 3000));
        for origin in ["null", "https://localhost:3000", "http://localhost", "http://evil.example"]
        {
            assert!(!passes(origin), "{origin}");
        }
    }
}
