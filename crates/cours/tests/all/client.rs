//! As much of an HTTP client as the tests take: in HTTP/1.0 a body ends with its connection, so
//! that events can be read line by line.

use std::net::SocketAddr;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Client(pub(crate) SocketAddr);

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The status line and the headers.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The French sentence of a refusal.
    pub(crate) fn error(&self) -> String {
        self.json()["error"].as_str().expect("a sentence").to_owned()
    }
}

impl Client {
    /// A GET, or a POST when there is a body.
    pub(crate) async fn send(self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.ask(method(body), path, headers, body).await
    }

    pub(crate) async fn ask(
        self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut stream = self.start(method, path, headers, body).await;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).expect("a status");
        Answer { status, head: head.into(), body: body.into() }
    }

    pub(crate) async fn get(self, path: &str) -> Answer {
        self.send(path, &[], b"").await
    }

    pub(crate) async fn post(self, path: &str, body: &Value) -> Answer {
        self.send(path, &[("content-type", "application/json")], body.to_string().as_bytes()).await
    }

    /// All events of a run.
    pub(crate) async fn run(self, body: &Value) -> Vec<(String, Value)> {
        self.events("/api/run", &body.to_string()).await.all().await
    }

    /// The outcome of a program.
    pub(crate) async fn outcome(self, code: &str) -> Value {
        let events = self.run(&json!({ "code": code })).await;
        let (name, outcome) = events.last().expect("events").clone();
        assert_eq!(name, "outcome", "{events:?}");
        outcome
    }

    /// An event stream; an empty body means GET.
    pub(crate) async fn events(self, path: &str, body: &str) -> Events {
        self.events_for(path, &[("content-type", "application/json")], body).await
    }

    pub(crate) async fn events_for(
        self,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Events {
        let mut stream = self.start(method(body.as_bytes()), path, headers, body.as_bytes()).await;
        let mut line = String::new();
        stream.read_line(&mut line).await.expect("a status line");
        assert!(line.contains(" 200 "), "{line}");
        while line.trim_end() != "" {
            line.clear();
            stream.read_line(&mut line).await.expect("a head");
        }
        Events(stream)
    }

    async fn start(
        self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> BufReader<TcpStream> {
        let stream = TcpStream::connect(self.0).await.expect("a connection");
        self.write(stream, method, path, headers, body).await
    }

    async fn write(
        self,
        mut stream: TcpStream,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> BufReader<TcpStream> {
        let mut head = format!("{method} {path} HTTP/1.0\r\ncontent-length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "host") {
            head += &format!("host: {}\r\n", self.0);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += "\r\n";
        stream.write_all(head.as_bytes()).await.expect("the head is sent");
        stream.write_all(body).await.expect("the body is sent");
        BufReader::new(stream)
    }
}

fn method(body: &[u8]) -> &'static str {
    if body.is_empty() { "GET" } else { "POST" }
}

/// An event stream. Dropping it closes the connection.
#[derive(Debug)]
pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    pub(crate) async fn next(&mut self) -> Option<(String, Value)> {
        let mut name = String::new();
        let mut line = String::new();
        loop {
            line.clear();
            if self.0.read_line(&mut line).await.expect("a line") == 0 {
                return None;
            }
            if let Some(rest) = line.strip_prefix("event: ") {
                rest.trim_end().clone_into(&mut name);
            } else if let Some(rest) = line.strip_prefix("data: ") {
                return Some((name, serde_json::from_str(rest).expect("JSON")));
            }
        }
    }

    /// All events to the end.
    pub(crate) async fn all(mut self) -> Vec<(String, Value)> {
        let mut seen = Vec::new();
        while let Some(event) = self.next().await {
            seen.push(event);
        }
        seen
    }

    /// The next event of this name.
    pub(crate) async fn wait_for(&mut self, wanted: &str) -> Value {
        loop {
            let (name, data) = self.next().await.expect("the stream goes on");
            if name == wanted {
                return data;
            }
        }
    }
}

impl Events {
    /// Waits until the programs are built.
    pub(crate) async fn wait_ready(&mut self) {
        while self.wait_for("status").await["phase"] != "ready" {}
    }
}

impl Client {
    /// An event stream for a reader at another address of the loopback network.
    #[cfg(target_os = "linux")]
    pub(crate) async fn events_from(self, reader: [u8; 4], path: &str, body: &str) -> Events {
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        socket.bind(SocketAddr::from((reader, 0))).expect("Linux has all of 127.0.0.0/8");
        let stream = socket.connect(self.0).await.expect("a connection");
        let headers = [("content-type", "application/json")];
        let stream = self.write(stream, method(body.as_bytes()), path, &headers, body.as_bytes());
        Events(stream.await)
    }
}
