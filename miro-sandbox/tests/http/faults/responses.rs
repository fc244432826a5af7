//! Faults that replace responses.

use std::time::Duration;

use jiff::fmt::rfc2822;
use miro_sandbox::{Fault, RetryHint};
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn responses_are_replaced_before_or_after_the_effect() {
    let client = Client::start().await;
    let html = Fault::html(502);
    client.sandbox.next(html.clone());
    client.sandbox.next(html.after_effect());
    let response = client.post("/v2/boards", json!({})).await;
    assert_eq!((response.status, response.header("content-type")), (502, "text/html"));
    assert!(response.body.contains("502 Bad Gateway") && !response.header("x-request-id").is_empty());
    assert_eq!(client.sandbox.board_count(), 0);
    assert_eq!(client.post("/v2/boards", json!({})).await.status, 502);
    assert_eq!(client.sandbox.board_count(), 1);
    assert_eq!(client.post("/v2/boards", json!({})).await.status, 201);
    assert_eq!(client.sandbox.board_count(), 2);
    let prices: Vec<u64> = client.sandbox.requests().iter().map(|request| request.credits).collect();
    assert_eq!(prices, [0, 500, 500], "what has no effect costs nothing");
}

#[tokio::test]
async fn injected_errors_have_the_envelope() {
    let client = Client::start().await;
    for status in [500, 502, 503, 504] {
        client.sandbox.next(Fault::status(status));
        let response = client.get("/v2/boards").await;
        assert_eq!((response.status, response.code().as_str()), (status, "internalError"));
    }
}

#[tokio::test]
async fn rate_limiting_has_an_optional_hint() {
    let client = Client::start().await;
    client.sandbox.next(Fault::rate_limited(Some(3)));
    client.sandbox.next(Fault::rate_limited(None));
    client.sandbox.next(Fault::rate_limited_until(1_700_000_000));
    let response = client.get("/v2/boards").await;
    assert_eq!(
        (response.status, response.code().as_str(), response.header("retry-after")),
        (429, "tooManyRequests", "3")
    );
    let response = client.get("/v2/boards").await;
    assert_eq!((response.header("retry-after"), response.header("x-ratelimit-reset")), ("", ""));
    assert_eq!(client.get("/v2/boards").await.header("x-ratelimit-reset"), "1700000000");
}

#[tokio::test]
async fn hints_use_the_sandbox_clock() {
    let client = Client::start().await;
    client.sandbox.advance_clock(Duration::from_secs(1_000_000));
    let now = client.sandbox.now().as_second();
    client.sandbox.next(Fault::RateLimited(RetryHint::At(Duration::from_secs(50_000))));
    let date = client.get("/v2/boards").await.header("retry-after").to_owned();
    assert!(date.ends_with(" GMT"), "{date}");
    let date = rfc2822::parse(&date).unwrap().timestamp().as_second();
    client.sandbox.next(Fault::RateLimited(RetryHint::Reset(Duration::from_secs(50_000))));
    let response = client.get("/v2/boards").await;
    assert_eq!(response.header("x-ratelimit-remaining"), "0");
    let reset: i64 = response.header("x-ratelimit-reset").parse().unwrap();
    for time in [date, reset] {
        assert!((now + 50_000..now + 60_000).contains(&time), "{time} at {now}");
    }
}
