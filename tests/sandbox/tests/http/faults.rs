use std::io::ErrorKind;
use std::time::{Duration, Instant};

use miro_sandbox::Fault;
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn answers_replace_the_real_one_before_or_after_its_effect() {
    let client = Client::start().await;
    let html = Fault::html(502);
    client.sandbox.next(html.clone());
    client.sandbox.next(html.after_effect());
    let answer = client.post("/v2/boards", json!({})).await;
    assert_eq!((answer.status, answer.header("content-type")), (502, "text/html"));
    assert!(answer.body.contains("502 Bad Gateway") && !answer.header("x-request-id").is_empty());
    assert_eq!(client.sandbox.board_count(), 0);
    assert_eq!(client.post("/v2/boards", json!({})).await.status, 502);
    assert_eq!(client.sandbox.board_count(), 1);
    assert_eq!(client.post("/v2/boards", json!({})).await.status, 201);
    assert_eq!(client.sandbox.board_count(), 2);
}

#[tokio::test]
async fn faults_wait_for_the_request_they_are_meant_for() {
    let client = Client::start().await;
    client.sandbox.next_on("POST", "/v2/boards", Fault::status(503));
    client.sandbox.next_on("GET", "/v2/boards", Fault::json(200, json!({"data": []})));
    assert_eq!(client.get("/v1/oauth-token").await.status, 200);
    assert_eq!(client.get("/v2/boards").await.json(), json!({"data": []}));
    assert_eq!(client.post("/v2/boards", json!({})).await.status, 503);
    assert_eq!(client.post("/v2/boards", json!({})).await.status, 201);
}

#[tokio::test]
async fn being_limited_comes_with_or_without_a_hint() {
    let client = Client::start().await;
    client.sandbox.next(Fault::rate_limited(Some(3)));
    client.sandbox.next(Fault::rate_limited(None));
    client.sandbox.next(Fault::rate_limited_until(1_700_000_000));
    let answer = client.get("/v2/boards").await;
    assert_eq!(
        (answer.status, answer.code().as_str(), answer.header("retry-after")),
        (429, "tooManyRequests", "3")
    );
    let answer = client.get("/v2/boards").await;
    assert_eq!((answer.header("retry-after"), answer.header("x-ratelimit-reset")), ("", ""));
    assert_eq!(client.get("/v2/boards").await.header("x-ratelimit-reset"), "1700000000");
}

#[tokio::test]
async fn connections_are_reset_before_or_after_the_effect() {
    let client = Client::start().await;
    for (fault, boards) in [(Fault::Reset, 0), (Fault::ResetAfter, 1)] {
        client.sandbox.next(fault);
        let error = client.try_send("POST", "/v2/boards", Some(json!({}))).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        assert_eq!(client.sandbox.board_count(), boards);
    }
    assert_eq!(client.sandbox.requests()[0].status, 0);
    assert_eq!(client.get("/v2/boards").await.status, 200, "other connections go on");
}

#[tokio::test]
async fn half_a_body_is_announced_as_a_whole_one() {
    let client = Client::start().await;
    client.sandbox.next(Fault::HalfBody);
    let answer = client.post("/v2/boards", json!({})).await;
    let announced: usize = answer.header("content-length").parse().unwrap();
    assert_eq!(answer.status, 201);
    assert!(answer.body.starts_with('{') && answer.body.len() == announced / 2, "{answer:?}");
    assert_eq!(client.sandbox.board_count(), 1);

    let board = client.board().await;
    client.sandbox.next(Fault::HalfBody);
    let answer = client.delete(&board).await;
    assert_eq!(
        (answer.header("content-length"), answer.body.as_str()),
        ("2", ""),
        "even where there is no body"
    );
}

#[tokio::test]
async fn a_delay_comes_before_the_effect() {
    let client = Client::start().await;
    client.sandbox.next(Fault::Delay(Duration::from_millis(100)));
    let start = Instant::now();
    let sending = client.post("/v2/boards", json!({}));
    let watching = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        client.sandbox.board_count()
    };
    let (answer, meanwhile) = tokio::join!(sending, watching);
    assert_eq!((answer.status, meanwhile), (201, 0));
    assert!(start.elapsed() >= Duration::from_millis(100));
}
