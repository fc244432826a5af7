//! The page's files and data. Its look and behavior are tested in a browser.

use std::time::Duration;

use miro_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::client::Client;

/// A window of credits longer than any test.
const HOUR: Duration = Duration::from_secs(3_600);
const TIMEOUT: Duration = Duration::from_secs(30);

fn path_of(board_id: &str) -> String {
    format!("/_sandbox/page/boards/{}.svg", board_id.replace('=', "%3D"))
}

#[tokio::test]
async fn the_page_and_its_files_come_with_a_strict_policy() {
    let client = Client::start().await;
    let page = client.raw("GET", "/", &[], "").await.unwrap();
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    let policy = page.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self'; ") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    let files: Vec<&str> =
        page.body.split('"').filter(|part| part.starts_with("/_sandbox/page/assets/")).collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files.iter().copied().chain(["/favicon.ico"]) {
        let response = client.raw("GET", file, &[], "").await.unwrap();
        assert_eq!(response.status, 200, "{file}");
        assert!(response.header("content-security-policy").starts_with("default-src 'none'"), "{file}");
    }
    let missing = client.raw("GET", "/_sandbox/page/assets/mod.rs", &[], "").await.unwrap();
    assert_eq!(missing.status, 404);
    assert!(client.sandbox.requests().is_empty(), "the page would fill its own log");
}

#[tokio::test]
async fn boards_are_listed_newest_first() {
    let client = Client::start().await;
    let (one, two) = (client.sandbox.seed_board("One"), client.sandbox.seed_board("Two"));
    client.sandbox.seed_items(&one, "sticky_note", 3);
    let list = client.get("/_sandbox/page/boards").await.json();
    let board = |id: &str, name: &str, items: usize| json!({"id": id, "name": name, "items": items, "connectors": 0, "tags": 0});
    assert_eq!(
        list,
        json!({"total": 2, "matching": 2, "boards": [board(&two, "Two", 0), board(&one, "One", 3)]})
    );
    let filtered = client.get("/_sandbox/page/boards?name=%20ON").await.json();
    assert_eq!(filtered, json!({"total": 2, "matching": 1, "boards": [board(&one, "One", 3)]}));
    for number in 0..300 {
        client.sandbox.seed_board(&format!("Board {number}"));
    }
    let many = client.get("/_sandbox/page/boards").await.json();
    assert_eq!((many["total"].as_u64(), many["boards"].as_array().map(Vec::len)), (Some(302), Some(200)));
}

#[tokio::test]
async fn a_board_is_a_picture() {
    let client = Client::start().await;
    let board_id = client.sandbox.seed_board("Board \"<1>\"");
    client.sandbox.seed_items(&board_id, "sticky_note", 3);
    let picture = client.get(&path_of(&board_id)).await;
    assert_eq!((picture.status, picture.header("content-type")), (200, "image/svg+xml; charset=utf-8"));
    assert_eq!(picture.body.matches("data-kind=\"sticky_note\"").count(), 3);
    assert!(picture.body.contains("<title>Board Board &quot;&lt;1&gt;&quot;</title>"), "{}", picture.body);
    client.sandbox.seed_items(&board_id, "shape", 2_500);
    let picture = client.get(&path_of(&board_id)).await.body;
    assert_eq!(picture.matches("data-kind=").count(), 2_000);
    assert!(picture.contains("Drawn are 2000 of 2503 items"));
    for missing in [path_of("none"), path_of(&board_id).replace(".svg", "")] {
        assert_eq!(client.get(&missing).await.status, 204, "{missing}");
    }
    assert_eq!(client.get(&path_of("%FF")).await.status, 400);
}

#[tokio::test]
async fn requests_are_listed_newest_first() {
    let client = Client::start().await;
    client.get("/v2/boards?limit=1").await;
    client.sandbox.next(Fault::status(503));
    client.post("/v2/boards", json!({})).await;
    client.get("/nowhere").await;
    let list = client.get("/_sandbox/page/requests").await.json();
    let entries = list["requests"].as_array().unwrap();
    let summary: Vec<[&Value; 6]> = entries
        .iter()
        .map(|entry| ["number", "method", "path", "query", "operation", "status"].map(|name| &entry[name]))
        .collect();
    assert_eq!(list["total"], 3);
    assert_eq!(
        json!(summary),
        json!([
            [2, "GET", "/nowhere", "", null, 404],
            [1, "POST", "/v2/boards", "", "create-board", 503],
            [0, "GET", "/v2/boards", "limit=1", "get-boards", 200],
        ])
    );
    assert_eq!(entries.iter().map(|entry| &entry["faulty"]).collect::<Vec<_>>(), [false, true, false]);
    let time = entries[0]["receivedAt"].as_str().unwrap();
    assert!(time.len() == "2026-01-01T00:00:00.000Z".len() && time.ends_with('Z'), "{time}");
    for _ in 0..120 {
        client.get("/nowhere").await;
    }
    let list = client.get("/_sandbox/page/requests").await.json();
    assert_eq!((list["total"].as_u64(), list["requests"].as_array().map(Vec::len)), (Some(123), Some(100)));
}

#[tokio::test]
async fn credits_are_those_of_each_user_and_app() {
    let client = Client::of(Sandbox::builder().rate_limit(1_000).rate_limit_window(HOUR).start().await);
    let credits = || async { client.get("/_sandbox/page/credits").await.json() };
    assert_eq!(credits().await, json!({"total": 0, "credits": []}));
    client.get("/v2/boards").await;
    let spent = credits().await;
    let entry = &spent["credits"][0];
    assert_eq!((&entry["remaining"], &entry["limit"]), (&json!(950), &json!(1_000)));
    assert_eq!(entry["user"], json!({"id": client.sandbox.user_id(), "name": "John Smith"}));
    assert_eq!(entry["app"], json!({"id": client.sandbox.client_id(), "name": "Sandbox app"}));
    assert!((1..=3_600).contains(&entry["secondsToReset"].as_u64().unwrap()), "{entry}");
    // The page's requests are free.
    assert_eq!(credits().await["credits"][0]["remaining"], 950);
}

/// Sends a request with exactly this head, and keeps the connection open.
async fn connect(client: &Client, head: &str) -> TcpStream {
    let mut stream = TcpStream::connect(client.sandbox.url().trim_start_matches("http://")).await.unwrap();
    stream.write_all(format!("{head}\r\n\r\n").as_bytes()).await.unwrap();
    stream
}

/// Reads until this text.
async fn read_until(stream: &mut TcpStream, text: &str) -> String {
    let mut read = String::new();
    let reading = async {
        while !read.contains(text) {
            let mut part = [0; 1_024];
            let length = stream.read(&mut part).await.unwrap();
            assert!(length > 0, "the end before {text}: {read}");
            read += &String::from_utf8_lossy(&part[..length]);
        }
    };
    timeout(TIMEOUT, reading).await.unwrap();
    read
}

#[tokio::test]
async fn the_page_is_served_to_this_machine_only() {
    let client = Client::start().await;
    for path in
        ["/", "/favicon.ico", "/_sandbox/page/boards", "/_sandbox/page/requests", "/_sandbox/page/events"]
    {
        let head = format!("GET {path} HTTP/1.1\r\nHost: sandbox.example.com:80\r\nConnection: close");
        let mut stream = connect(&client, &head).await;
        read_until(&mut stream, "HTTP/1.1 403 Forbidden\r\n").await;
    }
    let mut stream = connect(&client, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close").await;
    read_until(&mut stream, "HTTP/1.1 200 OK\r\n").await;
}

async fn listen(client: &Client) -> TcpStream {
    let mut stream = connect(client, "GET /_sandbox/page/events HTTP/1.1\r\nHost: 127.0.0.1").await;
    read_until(&mut stream, "text/event-stream").await;
    stream
}

#[tokio::test]
async fn every_page_gets_changes_until_the_sandbox_stops() {
    let client = Client::start().await;
    let board_id = client.sandbox.seed_board("Board");
    let (mut one, mut other) = (listen(&client).await, listen(&client).await);
    client
        .item(
            &format!("/v2/boards/{}", board_id.replace('=', "%3D")),
            "texts",
            json!({"data": {"content": "Hello"}}),
        )
        .await;
    let expected = format!(r#"data: {{"boards":["{board_id}"],"changes":1,"everything":false}}"#);
    for page in [&mut one, &mut other] {
        let event = read_until(page, "\n\n").await;
        assert!(event.contains("event: change\n") && event.contains(&expected), "{event}");
    }
    client.get("/v2/boards").await;
    read_until(&mut one, r#"data: {"boards":[],"changes":1,"everything":false}"#).await;
    client.sandbox.seed_items(&board_id, "card", 1);
    read_until(&mut one, &expected).await;
    drop(client);
    for mut page in [one, other] {
        let mut rest = Vec::new();
        timeout(TIMEOUT, page.read_to_end(&mut rest)).await.unwrap().unwrap();
    }
}
