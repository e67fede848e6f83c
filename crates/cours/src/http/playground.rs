//! The Rust Playground's protocol, which the Run button of any mdBook page speaks.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use futures_util::{StreamExt as _, stream};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use super::body::{Json, require_json};
use super::run::edition;
use super::{Refusal, Shared};
use crate::runs::{Job, Listener, Reader, RunEvent};
use crate::workshop::supplies;

/// `POST /evaluate.json`
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    code: String,
    edition: Option<String>,
    optimize: Option<String>,
}

/// `error` is set when the program could not be run at all.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Answer {
    result: String,
    error: Option<String>,
}

/// Runs a program and answers at its end.
pub(crate) async fn evaluate(
    State(shared): State<Shared>,
    reader: Reader,
    Json(asked): Json<Asked>,
) -> Result<Response, Refusal> {
    let optimize = asked.optimize.is_some_and(|level| level != "0");
    let edition = edition(asked.edition.as_deref())?;
    let job = Job { code: asked.code, edition, optimize, program: None, check: None };
    let entry = shared.runner.admit(&reader, &job)?;
    Ok(later(async move {
        let (sender, mut events) = mpsc::channel(64);
        let performing = async {
            let listener = Listener::new(sender, entry, reader);
            tokio::select! {
                _ = shared.runner.perform(job, &listener) => {}
                () = shared.closing.cancelled() => {}
            }
            drop(listener);
        };
        let collecting = async {
            let mut transcript = Transcript::default();
            while let Some(event) = events.recv().await {
                transcript.add(event);
            }
            transcript.answer()
        };
        let ((), answer) = tokio::join!(performing, collecting);
        answer
    }))
}

/// Answers at once, with JSON that comes when it is known. The stock page gives up when an answer
/// does not begin within 6 s, and then waits as long as it goes on. Between the two, white space
/// before the JSON means nothing.
fn later<T: Serialize>(answer: impl Future<Output = T> + Send + 'static) -> Response {
    let json = async { serde_json::to_string(&answer.await) };
    let body = stream::once(async { Ok("\n".to_owned()) }).chain(stream::once(json));
    ([(header::CONTENT_TYPE, "application/json")], Body::from_stream(body)).into_response()
}

/// A run as one text.
#[derive(Debug, Default)]
struct Transcript {
    stdout: String,
    stderr: String,
    ending: String,
    error: Option<String>,
}

impl Transcript {
    fn add(&mut self, event: RunEvent) {
        match event {
            RunEvent::Output { stream, text, complete, .. } => {
                let target = if stream == "stderr" { &mut self.stderr } else { &mut self.stdout };
                target.push_str(&text);
                if complete {
                    target.push('\n');
                }
            }
            RunEvent::Outcome { kind, message, diagnostics, .. } => match kind {
                "success" => {}
                "refused" => {
                    // The stock page looks at the text alone.
                    self.ending.clone_from(&message);
                    self.error = Some(message);
                }
                "compile_error" => {
                    for diagnostic in diagnostics {
                        self.stderr.push_str(&diagnostic.rendered);
                    }
                }
                // The stock page shows nothing but the text.
                _ => self.ending = message,
            },
            _ => {}
        }
    }

    /// In the Playground's order: stderr first.
    fn answer(self) -> Answer {
        let mut result = self.stderr + &self.stdout;
        if !self.ending.is_empty() {
            if !result.is_empty() && !result.ends_with('\n') {
                result.push('\n');
            }
            result.push_str(&self.ending);
        }
        Answer { result, error: self.error }
    }
}

/// `POST /meta/crates`
#[derive(Debug, Serialize)]
pub(crate) struct Crates {
    crates: Vec<Crate>,
}

#[derive(Debug, Serialize)]
struct Crate {
    name: String,
    version: String,
    id: String,
}

/// What a program may use, once it is built: before that, the stock page shows no Run button.
pub(crate) async fn crates(
    State(shared): State<Shared>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    require_json(&headers)?;
    Ok(later(async move {
        let mut stage = shared.stage.clone();
        let built = stage.wait_for(|stage| supplies(stage).is_ok());
        let _ = shared.closing.run_until_cancelled(built).await;
        let libraries = shared.runner.libraries();
        let externs = libraries.iter().flat_map(|libraries| &libraries.externs);
        let crates = externs
            .map(|library| Crate {
                name: library.package.clone(),
                version: library.version.clone(),
                id: library.name.clone(),
            })
            .collect();
        Crates { crates }
    }))
}
