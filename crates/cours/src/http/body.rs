//! JSON bodies of bounded size, refused in French.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use futures_util::StreamExt as _;
use serde::de::DeserializeOwned;

use super::Refusal;
use crate::messages;

/// The longest body. A listing has 2 KB.
const LIMIT: usize = 128 * 1024;
/// How much of a longer body is read and thrown away: a client that is still sending when the
/// connection closes sees no answer at all.
const DISCARDED: usize = 64 * 1024 * 1024;
/// A body that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// A body of JSON.
#[derive(Debug)]
pub(crate) struct Json<T>(pub(crate) T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Refusal> {
        require_json(request.headers())?;
        let reading = tokio::time::timeout(PATIENCE, read(request.into_body()));
        let bytes = reading.await.unwrap_or_else(|_| {
            Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, messages::request::incomplete()))
        })?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            Refusal::new(StatusCode::BAD_REQUEST, messages::request::malformed(&error))
        })
    }
}

/// Of the types that a page may send to another site unasked, none is JSON: browsers must ask
/// first, and get no leave.
pub(crate) fn require_json(headers: &HeaderMap) -> Result<(), Refusal> {
    let essence = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    if essence.trim().eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, messages::request::not_json()))
    }
}

async fn read(body: Body) -> Result<Vec<u8>, Refusal> {
    let mut kept = Vec::new();
    let mut length = 0;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk
            .map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, messages::request::incomplete()))?;
        length += chunk.len();
        if length <= LIMIT {
            kept.extend_from_slice(&chunk);
        } else if length > DISCARDED {
            break;
        }
    }
    if length > LIMIT {
        return Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, messages::request::too_big(LIMIT)));
    }
    Ok(kept)
}
