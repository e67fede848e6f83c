//! What the teacher sees: who is there, who waits, what runs; and a button that stops a program.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::sse::Event;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::{StreamExt as _, stream};
use serde::{Deserialize, Serialize};

use super::{Desk, POLICY, cookie, pass, teacher_path};
use crate::class::Pass;
use crate::http::Refusal;
use crate::http::body::Json;
use crate::http::events::stream_of;
use crate::messages;
use crate::runs::{Phase, Room};

/// The page is drawn again so often at most.
const PERIOD: Duration = Duration::from_millis(200);

const PAGE: &str = include_str!("teacher.html");
const SCRIPT: &str = include_str!("teacher.js");

/// The link is a secret: it is told to no other site, nor kept where another could find it.
const DISCREET: [(HeaderName, HeaderValue); 2] = [
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

pub(super) fn router() -> Router<Desk> {
    Router::new()
        .route("/", get(page))
        .route("/page.js", get(script))
        .route("/evenements", get(events))
        .route("/programmes/{id}", get(code))
        .route("/arreter", post(stop))
}

/// The page. Whoever has its link is in the class as well.
async fn page(State(desk): State<Desk>, headers: HeaderMap) -> Response {
    let html = PAGE
        .replace("{{chemin}}", &teacher_path(&desk.class))
        .replace("{{code}}", &desk.class.code().to_string());
    let page = (DISCREET, [POLICY], Html(html));
    match pass(&desk.class, &headers) {
        Some(_) => page.into_response(),
        None => {
            ([cookie(&desk.class, &Pass::new(&messages::class::teacher()))], page).into_response()
        }
    }
}

async fn script() -> impl IntoResponse {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    ([kind], SCRIPT)
}

/// What the page shows.
#[derive(Debug, Serialize)]
struct View {
    summary: String,
    present: Vec<String>,
    programs: Vec<Shown>,
}

#[derive(Debug, Serialize)]
struct Shown {
    id: u64,
    reader: String,
    title: String,
    state: String,
    /// Whether it waits, rather than being compiled or run.
    waits: bool,
    /// How long it has been in that state.
    seconds: u64,
}

impl View {
    fn new(room: &Room) -> Self {
        let count = |test: fn(Phase) -> bool| {
            room.active.values().filter(|active| test(active.phase)).count()
        };
        let running = count(|phase| phase == Phase::Running);
        let compiling = count(|phase| phase == Phase::Compiling);
        let waiting = room.active.len() - running - compiling;
        let mut present: Vec<_> = room.present.keys().map(|it| it.name.to_string()).collect();
        present.sort();
        let programs = room.active.iter().map(|(id, active)| Shown {
            id: *id,
            reader: active.reader.name.to_string(),
            title: active.title.clone(),
            state: messages::class::phase(active.phase),
            waits: matches!(active.phase, Phase::Waiting | Phase::Queued(_)),
            seconds: active.since.elapsed().as_secs(),
        });
        Self {
            summary: messages::class::room(present.len(), running, compiling, waiting),
            present,
            programs: programs.collect(),
        }
    }
}

/// The room each time that it changes.
async fn events(State(desk): State<Desk>) -> impl IntoResponse {
    let room = desk.register.watch();
    let views = stream::unfold((room, false), async |(mut room, told)| {
        if told {
            // Others may change it meanwhile: all of that is one change.
            tokio::time::sleep(PERIOD).await;
            room.changed().await.ok()?;
        }
        let view = View::new(&room.borrow_and_update());
        Some((view, (room, true)))
    });
    let events = views.filter_map(async |view| {
        // Our own values always have a JSON form.
        Event::default().event("classe").json_data(&view).ok().map(Ok::<_, Infallible>)
    });
    stream_of(events.take_until(desk.closing.cancelled_owned()))
}

/// The text of a program that is there.
async fn code(State(desk): State<Desk>, Path(id): Path<u64>) -> Result<Response, Refusal> {
    let code = desk.register.look(|room| room.active.get(&id).map(|active| active.code.clone()));
    let code = code.ok_or_else(gone)?;
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    Ok((DISCREET, [kind], code.to_string()).into_response())
}

/// `POST …/arreter`
#[derive(Debug, Deserialize)]
struct Stop {
    id: u64,
}

async fn stop(State(desk): State<Desk>, Json(asked): Json<Stop>) -> Result<StatusCode, Refusal> {
    let stopped =
        desk.register.look(|room| room.active.get(&asked.id).map(|active| active.stop.cancel()));
    stopped.map(|()| StatusCode::NO_CONTENT).ok_or_else(gone)
}

fn gone() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, messages::class::program_gone())
}
