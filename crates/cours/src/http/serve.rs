//! Connections: who is at the other end, how many there may be, and how long one may say nothing.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;

use crate::runs::Reader;

/// Connections at one time. A browser opens six; each takes a file descriptor, of which a process
/// has 1024 by default, and runs need some too.
const CONNECTIONS: usize = 512;
/// A connection on which no request comes for so long is closed.
const IDLE: Duration = Duration::from_secs(30);
/// What is wrong with one `accept` (no file descriptor is left) is not over at the next one.
const PAUSE: Duration = Duration::from_millis(100);

/// The two ends of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Connection {
    /// Who asks, or the proxy in between.
    pub(crate) peer: SocketAddr,
    /// The address of ours that was asked.
    pub(crate) local: SocketAddr,
}

/// Answers until the future is dropped or `closing` is cancelled. Connections are tasks of `tasks`.
pub(crate) async fn serve(
    listener: TcpListener,
    routes: Router,
    closing: CancellationToken,
    tasks: TaskTracker,
) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let Ok((stream, peer)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let (routes, closing) = (routes.clone(), closing.clone());
        tasks.spawn(async move {
            let _place = place;
            closing.run_until_cancelled(talk(stream, peer, routes)).await;
        });
    }
}

async fn talk(stream: TcpStream, peer: SocketAddr, routes: Router) {
    // It is closed already.
    let Ok(local) = stream.local_addr() else { return };
    // The lines of a program are small, and must not wait for each other.
    let _ = stream.set_nodelay(true);
    let service = routes.map_request(move |mut request: hyper::Request<_>| {
        request.extensions_mut().insert(Connection { peer, local });
        request.map(Body::new)
    });
    // What goes wrong on a connection is the client's affair.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(IDLE)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
        .await;
}

impl Connection {
    /// That of a request.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        request.extensions().get().copied()
    }
}

/// Who asks: the reader that the class knows, or else the machine.
impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Self>().cloned();
        let machine = || {
            let connection = parts.extensions.get::<Connection>();
            let name = connection.map(|it| it.peer.ip().to_string()).unwrap_or_default();
            Self::new(&name, &name)
        };
        Ok(known.unwrap_or_else(machine))
    }
}
