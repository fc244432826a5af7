//! Miro's rate limit: which calls wait, for how long, and which do not.
//!
//! Most tests use a paused clock: it stands still while there is something to do, and advances otherwise.

use std::time::Duration;

use futures_util::future::join_all;
use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::transport::{Script, ScriptedTransport};
use miro_sandbox::Fault;
use tokio::time::Instant;

use crate::environment;
use crate::environment::scripted;

const LIMITED: &str =
    r#"{"status":429,"code":"tooManyRequests","message":"Request rate limit exceed","context":null}"#;

fn limited() -> Script {
    Script::json(429, LIMITED)
}

fn page() -> Script {
    Script::json(200, r#"{"data":[]}"#)
}

fn is_about(waited: Duration, seconds: u64) -> bool {
    // A little is added, so that clients that were held back together do not return together.
    let due = Duration::from_secs(seconds);
    due <= waited && waited < due + Duration::from_millis(300)
}

#[tokio::test(start_paused = true)]
async fn waits_as_long_as_the_response_requests() {
    let date = "Mon, 23 Nov 2026 05:00:00 GMT";
    for (response, seconds) in [
        (limited().header("retry-after", "7"), 7),
        (limited().header("retry-after", "Mon, 23 Nov 2026 05:00:09 GMT").header("date", date), 9),
        // The moment is the server's, whose clock may differ from ours.
        (limited().header("x-ratelimit-reset", "1795410042").header("date", date), 42),
        (limited().header("retry-after", "3").header("x-ratelimit-reset", "60"), 3),
    ] {
        let (transport, api) = scripted([response.clone(), page()]);
        let start = Instant::now();
        api.boards().list().await.unwrap();
        assert!(is_about(start.elapsed(), seconds), "{response:?}: {:?}", start.elapsed());
        assert_eq!(transport.sent().len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_429_pauses_only_the_calls_of_its_user() {
    let (transport, anna) = scripted([limited().header("retry-after", "30")]);
    let ben = anna.with_token("another-token");
    let start = Instant::now();
    let first = tokio::spawn(async move {
        let second = anna.clone();
        let refused = anna.boards().list().send();
        (refused.await, second)
    });
    while transport.sent().is_empty() {
        tokio::task::yield_now().await;
    }
    (0..4).for_each(|_| transport.push(page()));

    ben.boards().list().await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO, "another user has a budget of his own");

    let (response, anna) = first.await.unwrap();
    response.unwrap();
    assert!(is_about(start.elapsed(), 30));
    anna.boards().list().await.unwrap();
    assert!(is_about(start.elapsed(), 30), "the pause is over");
    assert_eq!(transport.sent().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn calls_during_a_pause_are_held_back_unsent() {
    let (transport, api) = scripted([limited().header("retry-after", "30")]);
    let start = Instant::now();
    let refused = api.boards().list().send();
    let waiting = async {
        while transport.sent().is_empty() {
            tokio::task::yield_now().await;
        }
        (0..9).for_each(|_| transport.push(page()));
        let calls = (0..8).map(|_| async {
            api.boards().list().await.unwrap();
            start.elapsed()
        });
        join_all(calls).await
    };
    let (refused, waited) = tokio::join!(refused, waiting);
    refused.unwrap();
    assert!(waited.into_iter().all(|waited| is_about(waited, 30)));
    assert_eq!(transport.sent().len(), 10, "no call hit the limit a second time");
}

#[tokio::test(start_paused = true)]
async fn an_overlong_retry_after_fails_at_once() {
    let policy = RetryPolicy::standard().max_backoff(Duration::from_secs(10));
    for (policy, seconds) in [(policy, 11), (RetryPolicy::standard(), 91)] {
        let transport = ScriptedTransport::new([limited().header("retry-after", &seconds.to_string())]);
        let api = MiroApi::builder("token").transport(transport.clone()).retry(policy).build().unwrap();
        let start = Instant::now();
        let error = api.boards().list().await.unwrap_err();
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert_eq!(error.kind(), ErrorKind::RateLimited);
        assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds)));
        assert_eq!(transport.sent().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_429_without_retries_fails_at_once() {
    let transport = ScriptedTransport::new([limited().header("retry-after", "1")]);
    let api =
        MiroApi::builder("token").transport(transport.clone()).retry(RetryPolicy::never()).build().unwrap();
    let start = Instant::now();
    let error = api.boards().list().await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (ErrorKind::RateLimited, Duration::ZERO));
    assert!(error.is_retryable());
}

#[tokio::test]
async fn retries_a_429_without_retry_after() {
    let (sandbox, api) = environment::sandbox().await;
    sandbox.next(Fault::rate_limited(None));
    sandbox.next(Fault::rate_limited(None));
    api.boards().create(NewBoard::new("Patient")).await.unwrap();
    assert_eq!((sandbox.requests().len(), sandbox.board_count()), (3, 1));
}
