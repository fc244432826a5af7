//! A token endpoint that fails: if it has not replaced the pair, the login goes on.

use std::time::Duration;

use miro::Outcome;
use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::storage::MemoryStorage;
use miro_sandbox::{Fault, RecordedRequest, Sandbox};

use super::support::{assert_works, call, expire_in, logged_in, refreshes, token_of};
use crate::login::{builder, log_in};

/// The fault at the token endpoint, and the error of the caller.
fn without_effect() -> Vec<(Fault, ErrorKind)> {
    vec![
        (Fault::Reset, ErrorKind::Connection),
        (Fault::status(500), ErrorKind::Server),
        (Fault::html(502), ErrorKind::Server),
        (Fault::html(503), ErrorKind::Server),
        (Fault::html(200), ErrorKind::UnexpectedResponse),
        (Fault::html(403), ErrorKind::UnexpectedResponse),
        (Fault::html(404), ErrorKind::UnexpectedResponse),
        (Fault::html(407), ErrorKind::Rejected),
        (Fault::json(200, serde_json::json!({})), ErrorKind::Decode),
        (Fault::json(200, serde_json::json!({"access_token": 7})), ErrorKind::Decode),
        (Fault::json(200, serde_json::json!({"access_token": "", "refresh_token": "r"})), ErrorKind::Decode),
        (Fault::json(200, serde_json::json!({"access_token": "a\r\nb"})), ErrorKind::Decode),
        (Fault::json(401, serde_json::json!({"error": "invalid_client"})), ErrorKind::Configuration),
        (Fault::json(400, serde_json::json!({"error": "invalid_request"})), ErrorKind::Rejected),
        (Fault::json(400, serde_json::json!({"error": "temporarily_unavailable"})), ErrorKind::Server),
        (Fault::json(403, serde_json::json!({"message": "Forbidden"})), ErrorKind::UnexpectedResponse),
        (
            Fault::json(401, serde_json::json!({"message": "Log in to the proxy"})),
            ErrorKind::UnexpectedResponse,
        ),
        (Fault::html(400), ErrorKind::UnexpectedResponse),
        (Fault::html(401), ErrorKind::UnexpectedResponse),
    ]
}

/// An app whose user is logged in, and whose calls make one attempt.
async fn without_retries() -> (Sandbox, Miro, MemoryStorage) {
    let (sandbox, _, storage) = logged_in().await;
    let miro = builder(&sandbox).storage(storage.clone()).retry(RetryPolicy::never()).build().unwrap();
    (sandbox, miro, storage)
}

#[tokio::test]
async fn an_expired_login_survives_a_failed_refresh() {
    let (sandbox, miro, _) = without_retries().await;
    for (fault, kind) in without_effect() {
        sandbox.expire_access_tokens();
        sandbox.next_on("POST", "/v1/oauth/token", fault.clone());
        let error = call(&miro).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{fault:?}: {error}");
        assert_eq!(error.operation().map(|operation| operation.id()), Some("oauth-token"), "{error}");
        assert_works(&miro).await;
    }
    // That of a response without an access token is used before the one that it seems to replace.
    let is_made_up = |request: &RecordedRequest| {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        body.split('&').any(|field| field == "refresh_token=r")
    };
    let mut refreshes = refreshes(&sandbox).into_iter().filter(|request| !is_made_up(request));
    assert!(
        refreshes.all(|request| request.faulty || request.status == 200),
        "no refresh token was used twice"
    );
}

#[tokio::test]
async fn uses_a_valid_token_while_the_token_endpoint_fails() {
    let (sandbox, _, storage) = without_retries().await;
    for (fault, _) in without_effect() {
        // A process knows for five seconds that a refresh has failed.
        let miro = builder(&sandbox).storage(storage.clone()).retry(RetryPolicy::never()).build().unwrap();
        expire_in(&storage, Duration::from_secs(60)).await;
        let old = token_of(&miro).await;
        sandbox.next_on("POST", "/v1/oauth/token", fault.clone());
        assert!(call(&miro).await.is_ok(), "{fault:?}");
        assert_eq!(token_of(&miro).await, old, "{fault:?}");
    }
    let miro = builder(&sandbox).storage(storage).retry(RetryPolicy::never()).build().unwrap();
    let old = token_of(&miro).await;
    assert_works(&miro).await;
    assert_ne!(token_of(&miro).await, old, "the next call retries");
}

#[tokio::test]
async fn a_failed_early_refresh_is_not_repeated_by_every_call() {
    let (sandbox, miro, storage) = without_retries().await;
    expire_in(&storage, Duration::from_secs(60)).await;
    sandbox.next_on("POST", "/v1/oauth/token", Fault::status(500));
    let api = miro.api();
    for _ in 0..3 {
        api.boards().list().await.unwrap();
    }
    assert_eq!(refreshes(&sandbox).len(), 1);
    // A token that is refused cannot be used while waiting.
    sandbox.expire_access_tokens();
    api.boards().list().await.unwrap();
    assert_eq!(refreshes(&sandbox).len(), 2);
}

#[tokio::test]
async fn retries_a_call_if_the_token_endpoint_is_unreachable() {
    let (sandbox, miro, _) = logged_in().await;
    sandbox.expire_access_tokens();
    sandbox.next_on("POST", "/v1/oauth/token", Fault::Reset);
    assert_works(&miro).await;
    assert_eq!(refreshes(&sandbox).len(), 2);
}

#[tokio::test]
async fn a_refresh_continues_after_its_callers_time_out() {
    let (sandbox, _miro, storage) = logged_in().await;
    let hasty = builder(&sandbox).storage(storage.clone()).retry(RetryPolicy::never());
    let hasty = hasty.timeout(Duration::from_secs(2)).build().unwrap();
    expire_in(&storage, Duration::ZERO).await;
    // If it were given up with the call, the response with the only new pair would be lost.
    sandbox.next_on("POST", "/v1/oauth/token", Fault::Delay(Duration::from_millis(2_500)));
    let error = hasty.api().boards().list().await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Timeout, Outcome::NotSent));
    assert!(error.to_string().contains("no access token within 2 s"), "{error}");
    assert_works(&hasty).await;
    assert_eq!(refreshes(&sandbox).len(), 1);
}

#[tokio::test]
async fn a_refresh_waits_out_a_rate_limit() {
    let (sandbox, miro, _) = logged_in().await;
    sandbox.expire_access_tokens();
    sandbox.next_on("POST", "/v1/oauth/token", Fault::rate_limited(Some(0)));
    assert_works(&miro).await;
    assert_eq!(refreshes(&sandbox).len(), 2);
}

#[tokio::test]
async fn a_lost_token_response_asks_for_a_login() {
    let (sandbox, miro, _) = without_retries().await;
    for fault in [Fault::ResetAfter, Fault::HalfBody, Fault::status(500).after_effect()] {
        sandbox.expire_access_tokens();
        sandbox.next_on("POST", "/v1/oauth/token", fault.clone());
        let first = call(&miro).await.unwrap_err();
        assert!(first.is_retryable(), "{fault:?}: {first}");
        // Miro replaced the pair, and the new one is lost: no client can save this login, but it can say so.
        let second = call(&miro).await.unwrap_err();
        assert_eq!(second.kind(), ErrorKind::AuthorizationRequired, "{fault:?}: {second}");
        log_in(&miro, &sandbox).await;
        assert_works(&miro).await;
    }
}

#[tokio::test]
async fn a_write_survives_a_retried_refresh() {
    let (sandbox, miro, _) = logged_in().await;
    for fault in [Fault::Reset, Fault::html(502), Fault::html(503)] {
        sandbox.expire_access_tokens();
        sandbox.next_on("POST", "/v1/oauth/token", fault.clone());
        let boards = sandbox.board_count();
        miro.api().boards().create(NewBoard::new("Retro")).await.unwrap();
        assert_eq!(sandbox.board_count(), boards + 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_call_with_a_lost_refresh_asks_for_a_login_at_once() {
    let (sandbox, miro, _) = logged_in().await;
    for fault in [Fault::ResetAfter, Fault::HalfBody, Fault::status(502).after_effect()] {
        sandbox.expire_access_tokens();
        sandbox.next_on("POST", "/v1/oauth/token", fault.clone());
        let error = call(&miro).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AuthorizationRequired, "{fault:?}: {error}");
        log_in(&miro, &sandbox).await;
    }
}

#[tokio::test]
async fn keeps_a_pair_despite_other_malformed_fields() {
    let (sandbox, miro, _) = without_retries().await;
    for (field, value) in [
        ("expires_in", serde_json::json!(-1)),
        ("expires_in", serde_json::json!(3599.5)),
        ("expires_in", serde_json::json!("1h")),
        ("expires_in", serde_json::json!(u64::MAX)),
        ("scope", serde_json::json!(["boards:read"])),
        ("user_id", serde_json::json!({})),
        ("team_id", serde_json::json!([7])),
        ("token_type", serde_json::json!(null)),
    ] {
        sandbox.expire_access_tokens();
        let token = sandbox.token().as_str().to_owned();
        let mut response = serde_json::json!({
            "access_token": token, "refresh_token": "next", "expires_in": 3600, "scope": "boards:read",
        });
        response[field] = value;
        sandbox.next_on("POST", "/v1/oauth/token", Fault::json(200, response.clone()));
        assert_works(&miro).await;
        let state = miro.state().await.unwrap().unwrap();
        assert_eq!(state.access_token().expose_secret(), token, "{response}");
        assert_eq!(state.refresh_token().map(|token| token.expose_secret()), Some("next"), "{response}");
        log_in(&miro, &sandbox).await;
    }
}
