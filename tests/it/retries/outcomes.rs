//! The outcome of a write that failed.

use miro::budget::Priority;
use miro::http::Method;
use miro::middleware::RetryPolicy;
use miro::page::List;
use miro::prelude::*;
use miro::transport::{Script, ScriptedTransport};
use miro::{Call, Outcome};
use miro_sandbox::Fault;

use crate::environment;

#[tokio::test]
async fn write_errors_report_their_outcome() {
    let (sandbox, api) = environment::sandbox().await;
    let create = || api.boards().create(NewBoard::new("Retro")).send();
    for (fault, outcome, boards) in [
        (Fault::status(400), Outcome::Rejected, 0),
        (Fault::status(403), Outcome::Rejected, 0),
        (Fault::Reset, Outcome::Unknown, 0),
        (Fault::ResetAfter, Outcome::Unknown, 1),
        (Fault::HalfBody, Outcome::Unknown, 1),
        (Fault::status(500), Outcome::Unknown, 0),
        (Fault::status(502).after_effect(), Outcome::Unknown, 1),
        (Fault::html(200).after_effect(), Outcome::Unknown, 1),
        (Fault::json(200, serde_json::json!({})).after_effect(), Outcome::Done, 1),
    ] {
        let before = sandbox.board_count();
        sandbox.next(fault.clone());
        let error = create().await.unwrap_err();
        assert_eq!(error.outcome(), outcome, "{fault:?}: {error}");
        assert_eq!(sandbox.board_count() - before, boards, "{fault:?}");
    }
    let error = api.boards().create(NewBoard::new("x".repeat(61))).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::InvalidInput, Outcome::NotSent));
}

#[tokio::test]
async fn an_ended_login_leaves_a_write_unsent() {
    let (sandbox, _) = environment::sandbox().await;
    let miro = environment::app(&sandbox);
    let error = miro.api().boards().create(NewBoard::new("Retro")).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::AuthorizationRequired, Outcome::NotSent));
}

#[tokio::test]
async fn an_uncertain_earlier_attempt_keeps_the_outcome_unknown() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let tag = board.tags().create(NewTag::new("once")).await.unwrap();
    // The first attempt may have been processed; all others are rejected.
    sandbox.next(Fault::ResetAfter);
    sandbox.next(Fault::status(403));
    let error = board.tags().delete(&tag.id).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Forbidden, Outcome::Unknown));
}

#[tokio::test]
async fn a_404_after_a_retried_delete_is_success() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let tag = board.tags().create(NewTag::new("once")).await.unwrap();
    sandbox.next(Fault::ResetAfter);
    board.tags().delete(&tag.id).await.unwrap();
    // It did not exist in the first place.
    let error = board.tags().delete(&tag.id).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::NotFound, Outcome::Rejected));
}

#[tokio::test]
async fn retries_idempotent_writes() {
    let (sandbox, api) = environment::sandbox().await;
    sandbox.next(Fault::ResetAfter);
    api.boards().create(NewBoard::new("Twice, and it does no harm")).idempotent(true).await.unwrap();
    assert_eq!(sandbox.board_count(), 2);
}

#[tokio::test]
async fn a_call_may_set_its_own_retries() {
    let (sandbox, api) = environment::sandbox().await;
    sandbox.next(Fault::Reset);
    let error = api.boards().list().retry(RetryPolicy::never()).await.unwrap_err();
    assert_eq!((error.kind(), sandbox.requests().len()), (ErrorKind::Connection, 1));
    let board = environment::board(&api).await;
    sandbox.next(Fault::Reset);
    let call = board.get().retry(RetryPolicy::never());
    assert_eq!(call.await.unwrap_err().kind(), ErrorKind::Connection);
}

/// Calls, lists, raw requests and downloads have the same settings, by one macro.
#[tokio::test(start_paused = true)]
async fn every_kind_of_call_has_the_settings() {
    let transport = ScriptedTransport::new([]);
    let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
    let sent = |error: Error, attempts: usize| {
        assert_eq!(error.kind(), ErrorKind::Server, "{error}");
        assert_eq!(transport.sent().len(), attempts, "{error}");
    };
    let fail = |times: usize| (0..times).for_each(|_| transport.push(Script::json(503, "{}")));
    let raw = || api.request(Method::POST, "/v2/boards");
    let download = || api.download("https://api.miro.com/v2/boards/b/resources/images/1?format=original");

    fail(1);
    sent(raw().await.unwrap_err(), 1);
    let twice = RetryPolicy::standard().max_attempts(2);
    fail(2);
    sent(raw().idempotent(true).retry(twice).priority(Priority::High).await.unwrap_err(), 3);
    fail(1);
    sent(download().idempotent(false).priority(Priority::High).await.unwrap_err(), 4);
    fail(2);
    sent(download().retry(twice).await.unwrap_err(), 6);
    fail(1);
    sent(api.boards().list().idempotent(false).await.unwrap_err(), 7);
    fail(1);
    sent(Call::from(api.board("b").get().retry(RetryPolicy::never())).await.unwrap_err(), 8);
    fail(1);
    sent(List::from(api.boards().list().retry(RetryPolicy::never())).await.unwrap_err(), 9);
    transport.push(Script::json(200, "not read"));
    let response = api.boards().list().send_raw().await.unwrap();
    assert_eq!(response.body().as_ref(), b"not read");
}

#[tokio::test(start_paused = true)]
async fn limits_retries_during_an_outage() {
    let transport = ScriptedTransport::new((0..10_000).map(|_| Script::json(503, "{}")));
    let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
    for _ in 0..100 {
        assert_eq!(api.boards().list().await.unwrap_err().kind(), ErrorKind::Server);
    }
    assert_eq!(transport.sent().len(), 120, "each call once, and 20 retries in all");
}
