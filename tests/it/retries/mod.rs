//! Which calls are retried, and which must not be.

mod deadlines;
mod explanations;
mod limits;
mod outcomes;

use std::time::Duration;

use miro::http::Method;
use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::transport::Script;
use miro_sandbox::{Fault, Sandbox};

use crate::environment;
use crate::environment::{scripted, target};

/// Faults after which the caller cannot know whether the request was processed.
fn failures() -> [Fault; 6] {
    [
        Fault::status(502),
        Fault::status(503),
        Fault::html(504),
        Fault::Reset,
        Fault::ResetAfter,
        Fault::HalfBody,
    ]
}

fn count(sandbox: &Sandbox, method: &Method) -> usize {
    sandbox.requests().iter().filter(|request| request.method == method).count()
}

#[tokio::test]
async fn retries_a_get_after_any_failure() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    for fault in failures() {
        sandbox.clear_requests();
        sandbox.next(fault.clone());
        board.get().await.unwrap_or_else(|error| panic!("{fault:?}: {error}"));
        assert_eq!(count(&sandbox, &Method::GET), 2, "{fault:?}");
    }
}

#[tokio::test]
async fn retries_a_page_of_a_stream() {
    use futures_util::TryStreamExt;

    let (sandbox, api) = environment::sandbox().await;
    let board_id = sandbox.seed_board("Long");
    sandbox.seed_items(&board_id, "text", 60);
    sandbox.next(Fault::Reset);
    sandbox.next(Fault::HalfBody);
    let items: Vec<Item> = api.board(board_id).items().list().stream().try_collect().await.unwrap();
    assert_eq!((items.len(), sandbox.requests().len()), (60, 4));
}

#[tokio::test]
async fn retries_a_delete() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    sandbox.next(Fault::status(503));
    board.delete().await.unwrap();
    assert_eq!((count(&sandbox, &Method::DELETE), sandbox.board_count()), (2, 0));
}

#[tokio::test]
async fn sends_a_post_once_after_any_failure() {
    for fault in failures() {
        let (sandbox, api) = environment::sandbox().await;
        sandbox.next(fault.clone());
        let error = api.boards().create(NewBoard::new("Once")).await.unwrap_err();
        assert!(error.is_retryable(), "{fault:?}: whether to try again is the caller's choice");
        assert_eq!(count(&sandbox, &Method::POST), 1, "{fault:?}");
        assert!(sandbox.board_count() <= 1);
    }
}

#[tokio::test]
async fn sends_a_patch_once() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    for fault in failures() {
        sandbox.clear_requests();
        sandbox.next(fault);
        board.update(BoardChanges::new().name("Twice")).await.unwrap_err();
        assert_eq!(count(&sandbox, &Method::PATCH), 1);
    }
}

#[tokio::test]
async fn sends_a_board_copy_once_although_it_is_a_put() {
    for fault in [Fault::status(503).after_effect(), Fault::ResetAfter] {
        let (sandbox, api) = environment::sandbox().await;
        let original = sandbox.seed_board("Original");
        sandbox.next(fault);
        api.boards().copy(&original, BoardCopy::new()).await.unwrap_err();
        assert_eq!((count(&sandbox, &Method::PUT), sandbox.board_count()), (1, 2));

        sandbox.next(Fault::ResetAfter);
        let raw =
            api.request(Method::PUT, "/v2/boards").query("copy_from", &original).json(&serde_json::json!({}));
        raw.await.unwrap_err();
        assert_eq!((count(&sandbox, &Method::PUT), sandbox.board_count()), (2, 3));
    }
}

#[tokio::test]
async fn retries_a_post_that_was_not_processed() {
    let board = || Script::json(201, r#"{"id":"b"}"#);
    let limited = Script::json(429, r#"{"status":429,"code":"tooManyRequests"}"#);
    for script in [[Script::connection_refused(), board()], [limited, board()]] {
        let (transport, api) = scripted(script);
        api.boards().create(NewBoard::new("Once")).await.unwrap();
        let sent = transport.sent();
        assert_eq!(sent.len(), 2);
        assert_eq!(sent[0].body, sent[1].body);
        assert_eq!(target(&sent[0]), target(&sent[1]));
    }
}

#[tokio::test]
async fn does_not_retry_rejections() {
    let (sandbox, api) = environment::sandbox().await;
    for status in [400, 401, 403, 404, 409, 413, 501] {
        sandbox.clear_requests();
        sandbox.next(Fault::status(status));
        let error = api.boards().list().await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(sandbox.requests().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn gives_up_after_four_attempts() {
    let (sandbox, api) = environment::sandbox().await;
    (0..6).for_each(|_| sandbox.next(Fault::status(503)));
    let error = api.boards().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Server);
    assert_eq!(sandbox.requests().len(), 4);
}

#[tokio::test]
async fn a_policy_can_be_set() {
    let script = || (0..9).map(|_| Script::status(503));
    for (policy, attempts) in [
        (RetryPolicy::never(), 1),
        (RetryPolicy::standard().max_attempts(0), 1),
        (RetryPolicy::standard().max_attempts(2).initial_backoff(Duration::ZERO), 2),
        (RetryPolicy::standard().max_attempts(7).initial_backoff(Duration::ZERO), 7),
    ] {
        let transport = miro::transport::ScriptedTransport::new(script());
        let api = MiroApi::builder("token").transport(transport.clone()).retry(policy).build().unwrap();
        api.boards().list().await.unwrap_err();
        assert_eq!(transport.sent().len(), attempts, "{policy:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn backoff_grows_within_its_bounds() {
    let transport = miro::transport::ScriptedTransport::new((0..9).map(|_| Script::status(503)));
    let policy = RetryPolicy::standard()
        .max_attempts(9)
        .initial_backoff(Duration::from_secs(1))
        .max_backoff(Duration::from_secs(4));
    let api = MiroApi::builder("token").transport(transport.clone()).retry(policy).build().unwrap();
    let start = tokio::time::Instant::now();
    api.boards().list().await.unwrap_err();
    assert_eq!(transport.sent().len(), 9);
    // 1, 2, and six times 4 seconds at most; the clock is paused.
    assert!(start.elapsed() <= Duration::from_secs(27) + Duration::from_millis(9));
    assert!(start.elapsed() > Duration::ZERO, "clients that failed together do not come back together");
}

#[tokio::test]
async fn retries_timeouts_of_idempotent_calls() {
    let (transport, api) =
        scripted([Script::timeout(), Script::json(200, r#"{"id":"b"}"#), Script::timeout()]);
    api.board("b").get().await.unwrap();
    assert_eq!(transport.sent().len(), 2);
    let error = api.boards().create(NewBoard::new("Once")).await.unwrap_err();
    assert_eq!((error.kind(), transport.sent().len()), (ErrorKind::Timeout, 3));
}
