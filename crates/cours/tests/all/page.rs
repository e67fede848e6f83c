//! A page that stock mdbook serves, as its runner sees it.

use cours::Server;
use cours::beside::Served;
use mdbook_driver::config::Config;
use serde_json::{Value, json};

use crate::client::{Answer, Client, Events};

/// The origin of the pages.
pub(crate) const ORIGIN: &str = "http://localhost:3000";
const OTHER_NAME: &str = "http://127.0.0.1:3000";

pub(crate) const JSON: (&str, &str) = ("content-type", "application/json");

/// A page that knows its runner.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) runner: Client,
    /// The path that every request begins with, token and slashes included.
    pub(crate) root: String,
    pub(crate) origin: String,
}

impl Page {
    /// A page of `origin` that carries this URL.
    pub(crate) fn new(url: &str, origin: &str) -> Self {
        let rest = url.strip_prefix("http://").expect("a URL");
        let (address, root) = rest.split_once('/').expect("a path");
        let runner = Client(address.parse().expect("an address"));
        Self { runner, root: format!("/{root}"), origin: origin.into() }
    }

    pub(crate) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        let headers = [JSON, ("origin", self.origin.as_str())];
        self.runner.send(&self.path(path), &headers, body.to_string().as_bytes()).await
    }

    /// An event stream; an empty body means GET.
    pub(crate) async fn events(&self, path: &str, body: &str) -> Events {
        let headers = [JSON, ("origin", self.origin.as_str())];
        self.runner.events_for(&self.path(path), &headers, body).await
    }

    /// Whether the run was of a prebuilt program, and what it printed.
    pub(crate) async fn run(&self, code: &str) -> (bool, String) {
        let body = json!({ "code": code, "edition": "2024" }).to_string();
        let events = self.events("api/run", &body).await.all().await;
        let (_, running) = events
            .iter()
            .find(|(name, _)| name == "running")
            .unwrap_or_else(|| panic!("{events:?}"));
        let printed = events.iter().filter(|(name, _)| name == "output");
        let lines = printed.map(|(_, data)| data["text"].as_str().unwrap_or_default().to_owned());
        (running["prebuilt"] == true, lines.collect::<Vec<_>>().join("\n"))
    }

    /// What the unmodified client of a stock page shows.
    pub(crate) async fn evaluate(&self, code: &str, edition: &str) -> String {
        let asked =
            json!({ "version": "stable", "optimize": "0", "code": code, "edition": edition });
        let answer = self.post("evaluate.json", &asked).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()["result"].as_str().expect("a text").to_owned()
    }
}

/// What `mdbook serve` would serve of the book in `directory`.
pub(crate) fn served(directory: &std::path::Path) -> Served {
    let config = Config::from_disk(directory.join("book.toml")).expect("a configuration");
    Served::new(directory, config, vec![ORIGIN.into(), OTHER_NAME.into()]).expect("a package")
}

/// A runner in this process, and a page of each origin.
pub(crate) async fn open(directory: &std::path::Path) -> (Server, [Page; 2]) {
    let server = Server::beside(served(directory), true).await.expect("the runner opens");
    let pages = [ORIGIN, OTHER_NAME].map(|origin| Page::new(server.url(), origin));
    (server, pages)
}
