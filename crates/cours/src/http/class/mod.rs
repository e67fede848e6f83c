//! A class: who may ask what.
//!
//! Readers come in by the door, where they give the code; what they see behind it is the course. The
//! teacher's page is behind a link that nobody can guess.
//!
//! Of the headers that a proxy adds, only `X-Forwarded-For` is looked at, and only when it comes from
//! the proxy that the settings name: nothing but the count of wrong codes rests on it. What readers
//! call the server is said by the settings, not by a header.

mod door;
mod teacher;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRef, Request};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse as _, Response};
use tokio_util::sync::CancellationToken;

use super::serve::Connection;
use super::{Refusal, Shared, course, fresh, guard};
use crate::class::{Class, Pass};
use crate::messages;
use crate::runs::Register;

const COOKIE: &str = "cours_classe";
/// A month: a class comes back, and its code may be the same.
const COOKIE_SECONDS: u32 = 30 * 24 * 3600;

/// What the pages of the class share.
#[derive(Clone, Debug)]
struct Desk {
    class: Arc<Class>,
    register: Arc<Register>,
    closing: CancellationToken,
}

impl FromRef<Desk> for Arc<Class> {
    fn from_ref(desk: &Desk) -> Self {
        desk.class.clone()
    }
}

/// The routes of a class; `port` is where it listens.
pub(crate) fn router(shared: Shared, class: Arc<Class>, port: u16) -> Router {
    let desk = Desk {
        class: class.clone(),
        register: shared.runner.register().clone(),
        closing: shared.closing.clone(),
    };
    let behind_the_door =
        course().with_state(shared).layer(from_fn_with_state(class.clone(), door::keep));
    let teacher = teacher::router().with_state(desk.clone());
    door::router()
        .with_state(desk)
        .nest(&teacher_path(&class), teacher)
        .merge(behind_the_door)
        .layer(map_response(fresh))
        .layer(from_fn(move |request, next| check(class.clone(), port, request, next)))
}

/// Where the teacher's page is.
pub(crate) fn teacher_path(class: &Class) -> String {
    format!("/classe/{}", class.secret)
}

/// The link that readers follow.
pub(crate) fn reader_path(class: &Class) -> String {
    format!("{}?code={}", door::PATH, class.code().bare())
}

/// Lets a request through if it is addressed to us and comes from no other site.
async fn check(class: Arc<Class>, port: u16, request: Request, next: Next) -> Response {
    let connection = Connection::of(&request);
    let is_ours = |authority: Option<&Authority>| {
        guard::is_ours(authority, port)
            || authority.is_some_and(|it| is_local(it, port, connection))
    };
    let host = guard::host(&request);
    let public = class.origin();
    if !is_ours(host.as_ref()) && !host.is_some_and(|it| public.is_some_and(|us| us.is_host(&it))) {
        return Refusal::new(StatusCode::FORBIDDEN, messages::request::foreign_host())
            .into_response();
    }
    let mut origins = request.headers().get_all(header::ORIGIN).iter();
    let all_ours = origins.all(|origin| {
        let text = origin.to_str().unwrap_or_default();
        if public.is_some_and(|us| us.to_string().eq_ignore_ascii_case(text)) {
            return true;
        }
        let uri: Option<Uri> = text.parse().ok();
        uri.is_some_and(|uri| uri.scheme_str() == Some("http") && is_ours(uri.authority()))
    });
    if !all_ours {
        return Refusal::new(StatusCode::FORBIDDEN, messages::request::foreign_origin())
            .into_response();
    }
    next.run(request).await
}

/// Whether that is the address to which the connection came. No foreign name can be: it is a number.
fn is_local(authority: &Authority, port: u16, connection: Option<Connection>) -> bool {
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    let Ok(address) = host.parse::<IpAddr>() else { return false };
    let plain = !authority.as_str().contains('@');
    let local = connection.map(|it| it.local.ip().to_canonical());
    plain && authority.port_u16().unwrap_or(80) == port && local == Some(address.to_canonical())
}

/// Who asks: the other end, or who the class's proxy says it is.
fn client(class: &Class, connection: Connection, headers: &HeaderMap) -> IpAddr {
    let peer = connection.peer.ip().to_canonical();
    if class.proxy() != Some(peer) {
        return peer;
    }
    // The proxy has added the last one; those before are the client's own words.
    let forwarded = headers.get_all("x-forwarded-for").iter().next_back();
    let last =
        forwarded.and_then(|list| list.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    last.unwrap_or(peer)
}

/// The pass that a request carries, if it is good.
fn pass(class: &Class, headers: &HeaderMap) -> Option<Pass> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut ours = cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('='));
    ours.find_map(|cookie| Pass::verify(cookie, class.code()))
}

/// What makes a browser keep a pass.
fn cookie(class: &Class, pass: &Pass) -> (HeaderName, String) {
    let secure =
        if class.origin().is_some_and(crate::class::Origin::is_secure) { "; Secure" } else { "" };
    let value = pass.sign(class.code());
    let text = format!(
        "{COOKIE}={value}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax{secure}"
    );
    (header::SET_COOKIE, text)
}

/// What a page of ours may load: what comes from here.
const POLICY: (HeaderName, HeaderValue) = (
    header::CONTENT_SECURITY_POLICY,
    HeaderValue::from_static(
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
);

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::*;
    use crate::class::ClassSettings;

    fn class(proxy: Option<IpAddr>) -> Class {
        let code = "K7QF-M2XD".parse().expect("long enough");
        Class::new(ClassSettings { code, origin: None, proxy })
    }

    fn from(peer: [u8; 4]) -> Connection {
        let local = SocketAddr::from(([192, 168, 1, 2], 3000));
        Connection { peer: SocketAddr::from((peer, 5000)), local }
    }

    #[test]
    fn only_the_proxy_is_believed_and_only_its_own_word() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("1.1.1.1, 10.0.0.9"));
        let proxy = IpAddr::from([10, 0, 0, 1]);
        let asks = |class: &Class, peer| client(class, from(peer), &headers);
        assert_eq!(asks(&class(Some(proxy)), [10, 0, 0, 1]), IpAddr::from([10, 0, 0, 9]));
        assert_eq!(asks(&class(Some(proxy)), [10, 0, 0, 2]), IpAddr::from([10, 0, 0, 2]));
        assert_eq!(asks(&class(None), [10, 0, 0, 1]), proxy);
        let none = HeaderMap::new();
        assert_eq!(client(&class(Some(proxy)), from([10, 0, 0, 1]), &none), proxy);
    }

    #[test]
    fn an_address_is_ours_when_the_connection_came_to_it() {
        let local =
            |host: &str| is_local(&host.parse().expect("an authority"), 3000, Some(from([9; 4])));
        assert!(local("192.168.1.2:3000"));
        for host in [
            "192.168.1.3:3000",
            "192.168.1.2:3001",
            "192.168.1.2",
            "a@192.168.1.2:3000",
            "evil.example:3000",
        ] {
            assert!(!local(host), "{host}");
        }
    }
}
