//! A class: who comes in, what each may do, what the teacher sees.

#![cfg(target_os = "linux")]

use std::net::Ipv4Addr;

use cours::{Bounds, ClassSettings, Server, Settings, StartError};
use sandbox::Protections;
use serde_json::{Value, json};

use crate::client::{Answer, Client, Events};
use crate::course::{Course, Marker};

const CODE: &str = "K7QF-M2XD";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("content-type", "application/json");

fn settings(course: &Course) -> Settings {
    let code = CODE.parse().expect("long enough");
    let class = ClassSettings { code, origin: None, proxy: None };
    // Nobody but this machine: a test is no class.
    Settings { host: Ipv4Addr::LOCALHOST.into(), ..course.settings().for_a_class(class) }
}

/// A class that is open, unless this machine cannot hold one.
async fn open(course: &Course) -> Option<(Server, Client)> {
    open_with(settings(course)).await
}

async fn open_with(settings: Settings) -> Option<(Server, Client)> {
    if !Protections::available().isolate() {
        eprintln!("SKIPPED: {:?}", Protections::available());
        return None;
    }
    let server = Server::start(settings).await.expect("the class opens");
    let client = Client(server.address());
    Some((server, client))
}

/// Gives the code, and a name.
pub(crate) async fn enter(client: Client, code: &str, name: &str) -> Answer {
    let body = format!("code={code}&nom={name}&vers=%2Fch01-un.html");
    client.send("/entrer", &[FORM], body.as_bytes()).await
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// The pass of a reader who has entered.
pub(crate) async fn pass(client: Client, name: &str) -> String {
    let answer = enter(client, CODE, name).await;
    assert_eq!(answer.status, 303, "{answer:?}");
    let cookie = header(&answer, "set-cookie").expect("a cookie");
    cookie.split(';').next().expect("a value").to_owned()
}

async fn run(client: Client, cookie: &str, code: &str) -> Events {
    let body = json!({ "code": code }).to_string();
    client.events_for("/api/run", &[JSON, ("cookie", cookie)], &body).await
}

#[tokio::test]
async fn only_who_has_given_the_code_sees_the_course() {
    let course = Course::new();
    let Some((server, client)) = open(&course).await else { return };
    // A page is shown the door, and leads on to what was wanted.
    let html = [("accept", "text/html,*/*")];
    let answer = client.send("/ch01-un.html", &html, b"").await;
    assert_eq!(answer.status, 303);
    assert_eq!(header(&answer, "location"), Some("/entrer?vers=/ch01-un.html"));
    let door = client.get("/entrer?vers=/ch01-un.html&code=k7qfm2xd").await;
    assert_eq!(door.status, 200);
    assert!(door.body.contains("lang=\"fr\"") && door.body.contains("value=\"/ch01-un.html\""));
    assert!(door.body.contains("value=\"k7qfm2xd\""), "the link brings the code");
    // What a page asks for in the background is told.
    for (path, body) in [
        ("/api/events", ""),
        ("/api/run", "{}"),
        ("/evaluate.json", "{}"),
        ("/meta/crates", "{}"),
        ("/book.js", ""),
        ("/", ""),
    ] {
        let answer = client.send(path, &[JSON], body.as_bytes()).await;
        assert_eq!(answer.status, 401, "{path}");
        assert!(answer.error().starts_with("Entrez d’abord le code"), "{answer:?}");
    }

    let wrong = enter(client, "AAAA-AAAA", "Zo%C3%A9").await;
    assert_eq!(wrong.status, 403);
    assert!(wrong.body.contains("Ce n’est pas le code de la classe"), "{}", wrong.body);
    assert_eq!(header(&wrong, "set-cookie"), None);

    let right = enter(client, CODE, "Zo%C3%A9").await;
    assert_eq!((right.status, header(&right, "location")), (303, Some("/ch01-un.html")));
    let cookie = header(&right, "set-cookie").expect("a cookie");
    assert!(cookie.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"), "{cookie}");
    let cookie = cookie.split(';').next().expect("a value");
    for headers in [&[("cookie", cookie)], &[("cookie", &*format!("a=b; {cookie}"))]] {
        assert_eq!(client.send("/ch01-un.html", headers, b"").await.status, 200);
    }
    let mut events = run(client, cookie, "fn main() { println!(\"bonjour\") }").await;
    assert_eq!(events.wait_for("output").await["text"], "bonjour");
    let forged = cookie.replacen('=', "=0", 1);
    assert_eq!(client.send("/", &[("cookie", &forged)], b"").await.status, 401);
    server.stop().await;
}

#[tokio::test]
async fn a_link_of_the_door_leads_nowhere_else() {
    let course = Course::new();
    let Some((server, client)) = open(&course).await else { return };
    for elsewhere in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"] {
        let body = format!("code={CODE}&vers={elsewhere}");
        let answer = client.send("/entrer", &[FORM], body.as_bytes()).await;
        assert_eq!(header(&answer, "location"), Some("/"), "{elsewhere}");
    }
    let answer = client.get("/entrer?code=%22%3E%3Cscript%3E&vers=/%22%3E%3Cscript%3E").await;
    assert!(!answer.body.contains("<script"), "{}", answer.body);
    let policy = header(&answer, "content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    server.stop().await;
}

#[tokio::test]
async fn other_sites_get_nothing_of_a_class() {
    let course = Course::new();
    let Some((server, client)) = open(&course).await else { return };
    let cookie = pass(client, "Ada").await;
    let port = client.0.port();
    for host in
        ["evil.example".to_owned(), format!("evil.example:{port}"), format!("10.0.0.1:{port}")]
    {
        let headers = [("cookie", &*cookie), ("host", &*host)];
        assert_eq!(client.send("/", &headers, b"").await.status, 403, "{host}");
    }
    for origin in ["http://evil.example", "null", &format!("http://10.0.0.1:{port}")] {
        let headers = [JSON, ("cookie", &*cookie), ("origin", origin)];
        assert_eq!(client.send("/api/run", &headers, b"{}").await.status, 403, "{origin}");
        assert_eq!(client.send("/entrer", &[FORM, ("origin", origin)], b"code=").await.status, 403);
    }
    let own = format!("http://127.0.0.1:{port}");
    let headers = [JSON, ("cookie", &*cookie), ("origin", &*own)];
    assert_eq!(client.send("/api/run", &headers, br#"{"code":""}"#).await.status, 200);
    // Nobody is believed who says for whom he asks.
    for _ in 0..20 {
        enter(client, "AAAA-AAAA", "").await;
    }
    let forwarded = [FORM, ("x-forwarded-for", "10.9.8.7")];
    let answer = client.send("/entrer", &forwarded, format!("code={CODE}").as_bytes()).await;
    assert_eq!(answer.status, 429);
    assert!(answer.body.contains("Trop de codes faux"), "{}", answer.body);
    server.stop().await;
}

#[tokio::test]
async fn each_reader_has_bounds_and_they_are_not_the_others() {
    let course = Course::new();
    let bounds = Bounds { programs: 10, per_reader: 1, per_minute: Some(2) };
    let Some((server, client)) = open_with(Settings { bounds, ..settings(&course) }).await else {
        return;
    };
    let (ada, zoe) = (pass(client, "Ada").await, pass(client, "Zoé").await);
    let marker = Marker::new(&course);
    let mut first = run(client, &ada, &marker.program()).await;
    assert_eq!(first.wait_for("output").await["text"], "prêt");
    let ask = async |cookie: &str| {
        let body = br#"{"code":"fn main() {}"}"#;
        client.send("/api/run", &[JSON, ("cookie", cookie)], body).await
    };
    let answer = ask(&ada).await;
    assert_eq!(answer.status, 429);
    assert!(answer.error().starts_with("Vous avez déjà 1\u{a0}programme"), "{answer:?}");
    assert_eq!(ask(&zoe).await.status, 200, "another reader");
    drop(first);
    assert!(marker.vanishes().await);
    assert_eq!(ask(&ada).await.status, 200);
    let answer = ask(&ada).await;
    assert_eq!(answer.status, 429);
    assert!(answer.error().starts_with("Vous avez lancé 2\u{a0}programmes"), "{answer:?}");
    let wait: u64 = header(&answer, "retry-after").and_then(|it| it.parse().ok()).expect("seconds");
    assert!((1..=60).contains(&wait), "{wait}");
    server.stop().await;
}

/// Waits for a view of the class in which that holds.
async fn view(events: &mut Events, holds: impl Fn(&Value) -> bool) -> Value {
    loop {
        let view = events.wait_for("classe").await;
        if holds(&view) {
            return view;
        }
    }
}

#[tokio::test]
async fn the_teacher_sees_who_runs_what_and_stops_it() {
    let course = Course::new();
    let Some((server, client)) = open(&course).await else { return };
    let path = server.teacher_path().expect("a class has a teacher").to_owned();
    assert_eq!(client.send("/classe/0123456789abcdef0123456789abcdef", &[], b"").await.status, 401);
    let page = client.get(&path).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains(CODE), "the code, to be shown to the room");
    assert_eq!(header(&page, "cache-control"), Some("no-store"));
    assert_eq!(header(&page, "referrer-policy"), Some("same-origin"));
    assert!(header(&page, "set-cookie").is_some(), "the teacher is in the class");
    assert_eq!(client.get(&format!("{path}/page.js")).await.status, 200);

    let cookie = pass(client, "Zo%C3%A9").await;
    let mut teacher = client.events(&format!("{path}/evenements"), "").await;
    let empty = view(&mut teacher, |_| true).await;
    assert_eq!(empty["programs"], json!([]));
    let present = client.events_for("/api/events", &[("cookie", &*cookie)], "").await;
    view(&mut teacher, |view| view["present"] == json!(["Zoé"])).await;

    let marker = Marker::new(&course);
    let mut events = run(client, &cookie, &marker.program()).await;
    let running = view(&mut teacher, |view| view["programs"][0]["state"] == "s’exécute").await;
    let program = &running["programs"][0];
    assert_eq!(
        (&program["reader"], &program["title"]),
        (&json!("Zoé"), &json!("programme modifié"))
    );
    assert_eq!(
        running["summary"],
        "1 lecteur présent\u{202f}; programmes\u{a0}: 1 en cours, 0 en compilation, 0 en attente."
    );
    let shown = client.get(&format!("{path}/programmes/{}", program["id"])).await;
    assert_eq!(shown.body, marker.program());

    events.wait_for("output").await;
    let stop = json!({ "id": program["id"] });
    assert_eq!(client.post(&format!("{path}/arreter"), &stop).await.status, 204);
    let outcome = events.wait_for("outcome").await;
    assert_eq!(outcome["kind"], "stopped");
    assert_eq!(outcome["message"], "Votre enseignant a arrêté ce programme.");
    assert!(marker.vanishes().await);
    view(&mut teacher, |view| view["programs"] == json!([])).await;
    assert_eq!(client.post(&format!("{path}/arreter"), &stop).await.status, 404);
    drop(present);
    view(&mut teacher, |view| view["present"] == json!([])).await;
    server.stop().await;
}

#[tokio::test]
async fn what_is_not_for_a_class_listens_to_this_machine_alone() {
    let course = Course::new();
    let settings = Settings { host: Ipv4Addr::UNSPECIFIED.into(), ..course.settings() };
    let error = Server::start(settings).await.expect_err("others could come");
    assert!(matches!(error, StartError::NotAClass(_)), "{error:?}");
    assert!(error.to_string().contains("cargo run -- --classe"), "{error}");
}
