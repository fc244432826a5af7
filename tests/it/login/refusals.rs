//! Errors of the flow and their texts.

use miro::prelude::*;
use miro_sandbox::{Fault, Sandbox};

use super::{builder, log_in, parameter, token_requests};
use crate::environment::app;

/// Asserts that Miro's token endpoint rejected the request, with Miro's message.
fn assert_refused(error: &Error, status: u16, message: &str) {
    assert_eq!(error.kind(), ErrorKind::Authorization, "{error}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    assert_eq!(error.code(), Some("oauthError"));
    assert_eq!(error.message(), Some(message));
    assert!(error.to_string().contains(message), "{error}");
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn distinguishes_a_denial_from_a_failed_flow() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let login = miro.auth_url();
    let redirect = sandbox.deny(&login.url).await;
    for attempt in
        [miro.exchange_code(&redirect).await, miro.exchange_redirect(&redirect, &login.state).await]
    {
        let error = attempt.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AccessDenied);
        assert!(error.to_string().contains("access_denied"), "{error}");
    }
    assert!(!miro.is_authorized().await.unwrap());
    assert!(token_requests(&sandbox).is_empty());
}

#[tokio::test]
async fn a_code_is_valid_once() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    miro.exchange_code(&redirect).await.unwrap();
    let error = miro.exchange_code(&redirect).await.unwrap_err();
    assert_refused(&error, 400, "The authorization code is invalid, expired or already used.");
    // The login from the first use of the code is still there.
    miro.api().boards().list().await.unwrap();
}

#[tokio::test]
async fn rejects_an_unknown_code() {
    let sandbox = Sandbox::start().await;
    let error = app(&sandbox).exchange_code("made-up").await.unwrap_err();
    assert_refused(&error, 400, "The authorization code is invalid, expired or already used.");
}

#[tokio::test]
async fn rejects_another_redirect_url() {
    let sandbox = Sandbox::start().await;
    let redirect = sandbox.allow(&app(&sandbox).auth_url().url).await;
    let other = builder(&sandbox).redirect_url("http://localhost:3000/other").build().unwrap();
    let error = other.exchange_code(redirect).await.unwrap_err();
    assert_refused(&error, 401, "Redirect URI mismatch.");
    assert!(!other.is_authorized().await.unwrap());
}

#[tokio::test]
async fn rejects_another_client_secret() {
    let sandbox = Sandbox::start().await;
    let redirect = sandbox.allow(&app(&sandbox).auth_url().url).await;
    let other = builder(&sandbox).client_secret("guessed").build().unwrap();
    let error = other.exchange_code(&redirect).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    for hint in ["Client authentication failed.", "check the client id and the client secret"] {
        assert!(error.to_string().contains(hint), "{error}");
    }
    // A 401 of the token endpoint does not lead to a refresh or another attempt.
    assert_eq!(token_requests(&sandbox).len(), 1);
}

#[tokio::test]
async fn distinguishes_gateway_errors_from_miros() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    for (fault, kind) in [
        (Fault::html(502), ErrorKind::Server),
        (Fault::html(403), ErrorKind::UnexpectedResponse),
        (Fault::html(404), ErrorKind::UnexpectedResponse),
        (Fault::html(200), ErrorKind::UnexpectedResponse),
        (Fault::status(500), ErrorKind::Server),
        (Fault::json(200, serde_json::json!({"token_type": "bearer"})), ErrorKind::Decode),
        (Fault::json(200, serde_json::json!({"access_token": " "})), ErrorKind::Decode),
        (Fault::json(403, serde_json::json!({"message": "Forbidden"})), ErrorKind::UnexpectedResponse),
        (Fault::json(400, serde_json::json!({"error": "temporarily_unavailable"})), ErrorKind::Server),
        (Fault::json(400, serde_json::json!({"error": "invalid_request"})), ErrorKind::Rejected),
        (Fault::json(400, serde_json::json!({"error": "invalid_grant"})), ErrorKind::Authorization),
    ] {
        let redirect = sandbox.allow(&miro.auth_url().url).await;
        sandbox.next_on("POST", "/v1/oauth/token", fault.clone());
        let error = miro.exchange_code(&redirect).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{fault:?}: {error}");
        assert_eq!(error.operation().map(|operation| operation.id()), Some("oauth-token"));
        assert!(!error.to_string().contains("html>"), "{error}");
        // Nothing took effect, so the same code is still valid.
        miro.exchange_code(&redirect).await.unwrap();
    }
}

#[tokio::test]
async fn does_not_repeat_an_exchange_of_unknown_outcome() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    for fault in [Fault::ResetAfter, Fault::HalfBody] {
        let redirect = sandbox.allow(&miro.auth_url().url).await;
        sandbox.clear_requests();
        sandbox.next_on("POST", "/v1/oauth/token", fault.clone());
        let error = miro.exchange_code(&redirect).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection, "{fault:?}: {error}");
        assert_eq!(token_requests(&sandbox).len(), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn an_exchange_waits_out_a_rate_limit() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    sandbox.next_on("POST", "/v1/oauth/token", Fault::rate_limited(Some(0)));
    miro.exchange_code(redirect).await.unwrap();
    assert_eq!(token_requests(&sandbox).len(), 2);
}

#[tokio::test]
async fn a_call_without_a_login_says_what_to_do() {
    let sandbox = Sandbox::start().await;
    let error = app(&sandbox).as_user("anna").api().boards().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthorizationRequired);
    assert_eq!(error.operation().map(|operation| operation.id()), Some("get-boards"));
    for hint in ["no login", "auth_url()", "exchange_code()"] {
        assert!(error.to_string().contains(hint), "{error}");
    }
    // Programs may identify their users by the id of a web session.
    assert!(!format!("{error:?}").contains("anna"), "{error:?}");
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn a_login_without_a_scope_names_the_scope() {
    let sandbox = Sandbox::builder().scopes(&["boards:read"]).start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    let error = miro.api().boards().create(NewBoard::new("Retro")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Forbidden);
    assert!(error.to_string().contains("boards:write"), "{error}");
    assert_eq!(parameter(&miro.auth_url().url, "scope"), None, "the app's settings at Miro name the scopes");
}

#[tokio::test]
async fn a_wrong_client_secret_does_not_end_a_login() {
    let sandbox = Sandbox::start().await;
    let storage = miro::storage::MemoryStorage::new();
    let right = builder(&sandbox).storage(storage.clone()).build().unwrap();
    log_in(&right, &sandbox).await;
    let wrong = builder(&sandbox).client_secret("guessed").storage(storage).build().unwrap();
    sandbox.expire_access_tokens();
    let error = wrong.api().boards().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    assert!(error.to_string().contains("the login is unchanged"), "{error}");
    right.api().boards().list().await.unwrap();
}
