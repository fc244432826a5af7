//! When a token is refreshed.

use std::time::Duration;

use miro::prelude::*;
use miro_sandbox::{Fault, Sandbox};

use super::support::{assert_works, call, expire_in, logged_in, refreshes, token_of};
use crate::environment::app;
use crate::login::{builder, log_in, parameter};

#[tokio::test]
async fn refreshes_a_token_before_its_expiry() {
    let (sandbox, miro, storage) = logged_in().await;
    let old = token_of(&miro).await;
    expire_in(&storage, Duration::from_secs(60)).await;
    assert_works(&miro).await;
    let paths: Vec<_> =
        sandbox.requests().into_iter().map(|request| (request.path, request.status)).collect();
    assert_eq!(
        paths,
        [("/v1/oauth/token".to_owned(), 200), ("/v2/boards".to_owned(), 200)],
        "no 401 in between"
    );
    assert_ne!(token_of(&miro).await, old);
}

#[tokio::test]
async fn does_not_refresh_a_token_too_early() {
    let (sandbox, miro, storage) = logged_in().await;
    expire_in(&storage, Duration::from_secs(180)).await;
    assert_works(&miro).await;
    assert!(refreshes(&sandbox).is_empty());
}

#[tokio::test]
async fn the_refresh_margin_is_configurable() {
    let (sandbox, _, storage) = logged_in().await;
    expire_in(&storage, Duration::from_secs(60)).await;
    let margin = |seconds| {
        let builder = builder(&sandbox).storage(storage.clone());
        builder.refresh_margin(Duration::from_secs(seconds)).build().unwrap()
    };
    assert_works(&margin(30)).await;
    assert!(refreshes(&sandbox).is_empty());
    assert_works(&margin(90)).await;
    assert_eq!(refreshes(&sandbox).len(), 1);
}

#[tokio::test]
async fn refreshes_a_refreshed_token_before_its_expiry() {
    let (sandbox, miro, storage) = logged_in().await;
    for round in 1..=3 {
        expire_in(&storage, Duration::ZERO).await;
        assert_works(&miro).await;
        assert_eq!(refreshes(&sandbox).len(), round);
        let left = miro.state().await.unwrap().unwrap().expires_at().unwrap().from_now();
        assert!(left > Duration::from_secs(3_000), "{left:?}");
    }
    // Each pair was requested with the refresh token of the previous one: none was used twice.
    let used: Vec<_> = refreshes(&sandbox)
        .iter()
        .map(|request| {
            let form = format!("?{}", String::from_utf8_lossy(&request.body));
            parameter(&form, "refresh_token").unwrap().to_owned()
        })
        .collect();
    assert!(used[0] != used[1] && used[1] != used[2] && used[0] != used[2]);
}

#[tokio::test]
async fn a_refreshed_login_keeps_its_metadata() {
    let (sandbox, miro, _) = logged_in().await;
    let before = miro.state().await.unwrap().unwrap();
    sandbox.expire_access_tokens();
    // A response with no more than the standard requires.
    let response =
        serde_json::json!({"access_token": sandbox.token(), "token_type": "bearer", "expires_in": "3600"});
    sandbox.next_on("POST", "/v1/oauth/token", Fault::json(200, response));
    assert_works(&miro).await;
    let after = miro.state().await.unwrap().unwrap();
    assert_ne!(after.access_token(), before.access_token());
    assert_eq!(after.refresh_token(), before.refresh_token());
    assert_eq!(
        (after.user_id(), after.team_id(), after.scopes()),
        (before.user_id(), before.team_id(), before.scopes())
    );
}

#[tokio::test]
async fn refreshes_a_rejected_token_and_repeats_the_call() {
    let (sandbox, miro, _) = logged_in().await;
    sandbox.expire_access_tokens();
    let board = miro.api().boards().create(NewBoard::new("Retro")).await.unwrap();
    assert_eq!(board.name.as_deref(), Some("Retro"));
    assert_eq!(sandbox.board_count(), 1);
    let requests = sandbox.requests();
    let statuses: Vec<_> = requests.iter().map(|request| (request.path.as_str(), request.status)).collect();
    assert_eq!(statuses, [("/v2/boards", 401), ("/v1/oauth/token", 200), ("/v2/boards", 201)]);
    assert_eq!(requests[0].body, requests[2].body);
}

#[tokio::test]
async fn a_second_401_fails_the_call() {
    let (sandbox, miro, _) = logged_in().await;
    for _ in 0..2 {
        sandbox.next_on("GET", "/v2/boards", Fault::status(401));
    }
    let error = call(&miro).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized, "{error}");
    assert_eq!(refreshes(&sandbox).len(), 1);
    assert_eq!(sandbox.requests().len(), 3);
    // The login itself is fine.
    assert_works(&miro).await;
}

#[tokio::test]
async fn does_not_resend_a_rejected_access_token() {
    let (sandbox, api) = crate::environment::sandbox().await;
    sandbox.expire_access_tokens();
    let error = api.boards().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    assert!(error.to_string().contains("get a new access token"), "{error}");
    assert_eq!(error.code(), Some("unauthorized"));
    assert_eq!(sandbox.requests().len(), 1);
}

#[tokio::test]
async fn a_rejected_token_without_refresh_token_asks_for_a_login() {
    let sandbox = Sandbox::builder().non_expiring().start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    sandbox.expire_access_tokens();
    sandbox.clear_requests();
    let error = call(&miro).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthorizationRequired, "{error}");
    assert_eq!(sandbox.requests().len(), 1, "the call, and nothing at the token endpoint");
}

#[tokio::test]
async fn refreshes_an_expiring_token_in_time() {
    let sandbox = Sandbox::builder().access_token_lifetime(Duration::from_secs(1)).start().await;
    let miro = builder(&sandbox).refresh_margin(Duration::ZERO).build().unwrap();
    log_in(&miro, &sandbox).await;
    let first = token_of(&miro).await;
    tokio::time::sleep(Duration::from_millis(1_010)).await;
    assert_works(&miro).await;
    assert_ne!(token_of(&miro).await, first);
    assert!(sandbox.requests().iter().all(|request| request.status != 401));
}

#[tokio::test]
async fn a_token_shorter_than_the_margin_is_used_for_half_its_lifetime() {
    let sandbox = Sandbox::builder().access_token_lifetime(Duration::from_secs(60)).start().await;
    let miro = builder(&sandbox).refresh_margin(Duration::from_secs(120)).build().unwrap();
    log_in(&miro, &sandbox).await;
    for _ in 0..5 {
        assert_works(&miro).await;
    }
    assert!(refreshes(&sandbox).is_empty());
}

#[tokio::test]
async fn an_operation_that_rejects_every_token_refreshes_once_per_token() {
    let (sandbox, miro, _) = logged_in().await;
    for _ in 0..40 {
        sandbox.next_on("GET", "/v2/boards", Fault::status(401));
    }
    for _ in 0..10 {
        let error = call(&miro).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unauthorized, "{error}");
        miro.token_context().await.unwrap();
    }
    assert_eq!(refreshes(&sandbox).len(), 1);
}
