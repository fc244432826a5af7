//! Delayed requests and slow responses.

use std::time::Duration;

use miro_sandbox::{Fault, FaultRule, Latency, Sandbox};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::client::Client;

/// Longer than any test.
const ENDLESS: Duration = Duration::from_secs(60 * 60);
const A_WHILE: Duration = Duration::from_millis(50);

#[tokio::test]
async fn delay_precedes_the_effect() {
    let client = Client::start().await;
    client.sandbox.next(Fault::Delay(ENDLESS));
    assert!(timeout(A_WHILE, client.post("/v2/boards", json!({}))).await.is_err());
    assert_eq!(client.sandbox.board_count(), 0);
    let request = &client.sandbox.requests()[0];
    assert_eq!((request.status, request.duration), (0, Duration::ZERO), "it still waits");
    client.sandbox.next(Fault::Delay(A_WHILE));
    assert_eq!(client.post("/v2/boards", json!({})).await.status, 201);
    assert!(client.sandbox.requests()[1].duration >= A_WHILE);
}

#[tokio::test]
async fn a_sandbox_can_be_slow_from_the_start() {
    let latency = Latency::Uniform { min: A_WHILE, max: 2 * A_WHILE };
    let client = Client::of(Sandbox::builder().latency(latency).start().await);
    assert_eq!(client.get("/v2/boards").await.status, 200);
    let request = &client.sandbox.requests()[0];
    assert!(request.duration >= A_WHILE && !request.faulty, "{request:?}");
}

#[tokio::test]
async fn delays_add_up_and_combine_with_errors() {
    let client = Client::start().await;
    let id = client.sandbox.add_fault(FaultRule::new(Fault::Delay(A_WHILE)));
    client.sandbox.add_fault(FaultRule::new(Fault::Latency(Latency::Fixed(A_WHILE))));
    client.sandbox.next(Fault::status(503));
    assert_eq!(client.get("/v2/boards").await.status, 503);
    assert!(client.sandbox.requests()[0].duration >= 2 * A_WHILE);
    assert!(client.sandbox.remove_fault(id));
    assert_eq!(client.get("/v2/boards").await.status, 200);
}

#[tokio::test]
async fn slow_body_arrives_in_pieces() {
    let client = Client::start().await;
    client.sandbox.next(Fault::SlowBody { bytes: 7, every: Duration::from_millis(1) });
    let response = client.get("/v2/boards").await;
    assert_eq!(response.header("content-length"), response.body.len().to_string());
    assert!(response.json()["data"].is_array());
    client.sandbox.next(Fault::SlowBody { bytes: 7, every: Duration::from_millis(1) });
    let board = client.board().await;
    assert_eq!(client.delete(&board).await.status, 204, "nothing is slow about no body");

    client.sandbox.next(Fault::SlowBody { bytes: 7, every: ENDLESS });
    let host = client.sandbox.url().trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(b"GET /v2/boards HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut received = Vec::new();
    let body = loop {
        stream.read_buf(&mut received).await.unwrap();
        let end = received.windows(4).position(|end| end == b"\r\n\r\n");
        if let Some(end) = end.filter(|end| received.len() >= end + 4 + 7) {
            break received[end + 4..].to_vec();
        }
    };
    assert_eq!(body.len(), 7);
    assert!(timeout(A_WHILE, stream.read_u8()).await.is_err(), "the rest is still to come");
}

#[tokio::test]
async fn slow_body_can_break_off() {
    let client = Client::start().await;
    client.sandbox.add_fault(FaultRule::new(Fault::SlowBody { bytes: 5, every: Duration::from_millis(1) }));
    client.sandbox.next(Fault::HalfBody);
    let response = client.get("/v2/boards").await;
    let announced: usize = response.header("content-length").parse().unwrap();
    assert_eq!(response.body.len(), announced / 2);
    client.sandbox.next(Fault::html(502));
    let response = client.get("/v2/boards").await;
    assert!(response.status == 502 && response.body.ends_with("</html>\r\n"), "{response:?}");
}
