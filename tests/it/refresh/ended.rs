//! A login that has ended at Miro.

use std::time::Duration;

use miro::prelude::*;
use miro_sandbox::Fault;

use super::support::{assert_works, call, expire_in, logged_in, refreshes, token_of};
use crate::login::log_in;

#[tokio::test]
async fn a_login_revoked_elsewhere_asks_for_a_new_one() {
    let (sandbox, miro, _) = logged_in().await;
    let revocation =
        TokenRevocation::new(token_of(&miro).await, sandbox.client_id(), sandbox.client_secret());
    crate::environment::api(&sandbox).tokens().revoke(revocation).await.unwrap();

    let error = call(&miro).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthorizationRequired, "{error}");
    assert!(!error.is_retryable());
    assert_eq!(error.message(), Some("The refresh token is invalid, expired or already used."));
    for hint in ["the login has ended", "auth_url()"] {
        assert!(error.to_string().contains(hint), "{error}");
    }
    assert_eq!(refreshes(&sandbox).len(), 1, "asking again is of no use");
    let api = miro.api();
    for _ in 0..3 {
        let error = api.boards().list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AuthorizationRequired, "{error}");
    }
    assert!(refreshes(&sandbox).len() <= 2, "nor is asking with every call of the same session");

    log_in(&miro, &sandbox).await;
    assert_works(&miro).await;
}

#[tokio::test]
async fn adopts_a_new_login_of_another_client() {
    let (sandbox, first, storage) = logged_in().await;
    // Keeps the login that it knows.
    let api = first.api();
    api.boards().list().await.unwrap();
    let second = crate::login::builder(&sandbox).storage(storage).build().unwrap();
    second.revoke().await.unwrap();
    assert_eq!(api.boards().list().await.unwrap_err().kind(), ErrorKind::AuthorizationRequired);
    log_in(&second, &sandbox).await;
    api.boards().list().await.unwrap();
}

#[tokio::test]
async fn a_login_revoked_during_a_refresh_stays_revoked() {
    let (sandbox, miro, _) = logged_in().await;
    for turns in (0..48).step_by(3) {
        sandbox.expire_access_tokens();
        let api = miro.api();
        let other = tokio::spawn(async move { api.boards().list().await });
        for _ in 0..turns {
            tokio::task::yield_now().await;
        }
        miro.revoke().await.unwrap();
        let _ = other.await.unwrap();
        assert!(!miro.is_authorized().await.unwrap(), "after {turns} turns");
        log_in(&miro, &sandbox).await;
    }
}

#[tokio::test]
async fn a_401_reloads_the_login_of_another_process() {
    let (sandbox, first, storage) = logged_in().await;
    let second = crate::login::builder(&sandbox).storage(storage.clone()).build().unwrap();
    let api = first.api();
    api.boards().list().await.unwrap();
    // A new login.
    log_in(&second, &sandbox).await;
    let newer = token_of(&second).await;
    sandbox.next_on("GET", "/v2/boards", Fault::status(401));
    api.boards().list().await.unwrap();
    assert_eq!(token_of(&first).await, newer);
    let sent = sandbox.requests().last().unwrap().headers["authorization"].to_str().unwrap().to_owned();
    assert_eq!(sent, format!("Bearer {newer}"));
    // A logout that Miro does not learn of.
    second.forget().await.unwrap();
    sandbox.next_on("GET", "/v2/boards", Fault::status(401));
    assert_eq!(api.boards().list().await.unwrap_err().kind(), ErrorKind::AuthorizationRequired);
    assert!(refreshes(&sandbox).is_empty());
}

#[tokio::test]
async fn detects_a_logout_of_another_process_near_expiry() {
    for left in [0, 60] {
        let (sandbox, first, storage) = logged_in().await;
        let api = first.api();
        expire_in(&storage, Duration::from_secs(left)).await;
        // Only the storage is changed.
        miro::storage::Storage::set(&storage, &miro::token::UserKey::default(), None).await.unwrap();
        assert_eq!(api.boards().list().await.unwrap_err().kind(), ErrorKind::AuthorizationRequired, "{left}");
        assert!(sandbox.requests().is_empty());
    }
}
