//! The end of a login.

use miro::prelude::*;
use miro_sandbox::{Fault, Sandbox};

use super::{builder, log_in};
use crate::environment::app;

#[tokio::test]
async fn revoking_removes_the_login_here_and_at_miro() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    let state = miro.state().await.unwrap().unwrap();
    let held = miro.api();
    held.boards().list().await.unwrap();
    miro.revoke().await.unwrap();

    assert!(!miro.is_authorized().await.unwrap());
    for api in [held, miro.api()] {
        let error = api.boards().list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AuthorizationRequired, "{error}");
    }
    let dead = MiroApi::builder(state.access_token().clone()).base_url(sandbox.url()).build().unwrap();
    assert_eq!(dead.boards().list().await.unwrap_err().kind(), ErrorKind::Unauthorized);
}

#[tokio::test]
async fn the_token_to_revoke_is_sent_in_the_body() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    let state = miro.state().await.unwrap().unwrap();
    sandbox.clear_requests();
    miro.revoke().await.unwrap();
    let [request] = sandbox.requests().try_into().unwrap();
    assert_eq!((request.path.as_str(), request.query.as_str()), ("/v2/oauth/revoke", ""));
    assert!(!request.headers.contains_key("authorization"));
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({
            "accessToken": state.access_token().expose_secret(),
            "clientId": sandbox.client_id(),
            "clientSecret": sandbox.client_secret(),
        })
    );
}

#[tokio::test]
async fn revokes_a_token_by_the_deprecated_call() {
    let sandbox = Sandbox::start().await;
    let token = sandbox.token();
    let api = MiroApi::builder(token.as_str()).base_url(sandbox.url()).build().unwrap();
    #[expect(deprecated, reason = "the old way")]
    api.tokens().revoke_by_url(token).await.unwrap();
    assert!(!sandbox.requests()[0].headers.contains_key("authorization"));
    assert_eq!(api.boards().list().await.unwrap_err().kind(), ErrorKind::Unauthorized);
}

#[tokio::test]
async fn revoking_is_idempotent() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    miro.revoke().await.unwrap();
    assert!(sandbox.requests().is_empty());
    log_in(&miro, &sandbox).await;
    miro.revoke().await.unwrap();
    miro.revoke().await.unwrap();
    log_in(&miro, &sandbox).await;
    miro.api().boards().list().await.unwrap();
}

#[tokio::test]
async fn revoking_removes_a_login_that_already_ended() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    let token = miro.state().await.unwrap().unwrap().access_token().expose_secret().to_owned();
    let revocation = TokenRevocation::new(token, sandbox.client_id(), sandbox.client_secret());
    miro.api().tokens().revoke(revocation).await.unwrap();
    assert!(miro.is_authorized().await.unwrap(), "the storage does not know yet");
    miro.revoke().await.unwrap();
    assert!(!miro.is_authorized().await.unwrap());
}

#[tokio::test]
async fn a_failed_revocation_keeps_the_login() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    sandbox.next_on("POST", "/v2/oauth/revoke", Fault::status(500));
    assert_eq!(miro.revoke().await.unwrap_err().kind(), ErrorKind::Server);
    assert!(miro.is_authorized().await.unwrap());
    miro.revoke().await.unwrap();
    assert!(!miro.is_authorized().await.unwrap());
}

#[tokio::test]
async fn rejected_credentials_do_not_end_a_login() {
    let sandbox = Sandbox::start().await;
    let storage = miro::storage::MemoryStorage::new();
    log_in(&builder(&sandbox).storage(storage.clone()).build().unwrap(), &sandbox).await;
    let other = builder(&sandbox).client_secret("guessed").storage(storage).build().unwrap();
    let error = other.revoke().await.unwrap_err();
    assert_eq!(error.message(), Some("Client authentication failed."));
    assert!(other.is_authorized().await.unwrap());
    other.api().boards().list().await.unwrap();
}

#[tokio::test]
async fn revoking_an_expired_login_revokes_its_refresh_token() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    sandbox.clear_requests();
    // Miro's response for a token that it does not know (any more).
    sandbox.next_on("POST", "/v2/oauth/revoke", Fault::status(404));
    miro.revoke().await.unwrap();
    let requests = sandbox.requests();
    let statuses: Vec<_> = requests.iter().map(|request| (request.path.as_str(), request.status)).collect();
    assert_eq!(
        statuses,
        [("/v2/oauth/revoke", 404), ("/v1/oauth/token", 200), ("/v2/oauth/revoke", 204)],
        "the pair that the refresh token stands for has to be ended"
    );
    assert!(!miro.is_authorized().await.unwrap());
}

#[tokio::test]
async fn forgets_a_login_without_calling_miro() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    sandbox.clear_requests();
    miro.forget().await.unwrap();
    assert!(!miro.is_authorized().await.unwrap());
    assert!(sandbox.requests().is_empty());
    assert_eq!(miro.api().boards().list().await.unwrap_err().kind(), ErrorKind::AuthorizationRequired);
}
