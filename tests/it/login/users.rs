//! Many users concurrently.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use miro::storage::MemoryStorage;
use miro_sandbox::Sandbox;

use super::{builder, log_in, token_requests};
use crate::environment::app;

#[tokio::test]
async fn users_have_separate_logins() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let (anna, ben) = (miro.as_user("anna"), miro.as_user("ben"));
    log_in(&anna, &sandbox).await;
    assert!(anna.is_authorized().await.unwrap());
    assert!(!ben.is_authorized().await.unwrap() && !miro.is_authorized().await.unwrap());
    log_in(&ben, &sandbox).await;

    let (token_of_anna, token_of_ben) =
        (anna.state().await.unwrap().unwrap(), ben.state().await.unwrap().unwrap());
    assert_ne!(token_of_anna.access_token(), token_of_ben.access_token());
    sandbox.clear_requests();
    anna.api().boards().list().await.unwrap();
    ben.api().boards().list().await.unwrap();
    let sent: Vec<_> = sandbox
        .requests()
        .iter()
        .map(|request| request.headers["authorization"].to_str().unwrap().to_owned())
        .collect();
    let tokens =
        [token_of_anna, token_of_ben].map(|state| format!("Bearer {}", state.access_token().expose_secret()));
    assert_eq!(sent, tokens);
}

#[tokio::test]
async fn a_user_is_the_same_under_each_handle() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    log_in(&miro.as_user("anna"), &sandbox).await;
    let anna = miro.clone().as_user(String::from("anna"));
    assert_eq!(anna.user().as_str(), "anna");
    assert!(anna.is_authorized().await.unwrap());
    anna.as_user("ben").as_user("anna").api().boards().list().await.unwrap();
    assert_eq!(miro.user().as_str(), "default");
}

#[tokio::test]
async fn revoking_one_login_keeps_the_others() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let (anna, ben) = (miro.as_user("anna"), miro.as_user("ben"));
    log_in(&anna, &sandbox).await;
    log_in(&ben, &sandbox).await;
    anna.revoke().await.unwrap();
    assert!(!anna.is_authorized().await.unwrap());
    ben.api().boards().list().await.unwrap();
}

#[tokio::test]
async fn twenty_users_refresh_concurrently_once_each() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    let users: Vec<_> = (0..20).map(|number| miro.as_user(format!("user-{number}"))).collect();
    join_all(users.iter().map(|user| log_in(user, &sandbox))).await;
    sandbox.expire_access_tokens();
    sandbox.clear_requests();
    // Three calls of each, so that a refresh of one user could be mistaken for that of another.
    let calls =
        users.iter().chain(&users).chain(&users).map(|user| async { user.api().boards().list().await });
    for result in join_all(calls).await {
        result.unwrap();
    }
    assert_eq!(token_requests(&sandbox).len(), 20);
    let mut tokens = BTreeSet::new();
    for user in &users {
        tokens.insert(user.state().await.unwrap().unwrap().access_token().expose_secret().to_owned());
    }
    assert_eq!(tokens.len(), 20);
}

#[tokio::test]
async fn a_stored_login_outlives_its_client() {
    let sandbox = Sandbox::start().await;
    let storage = MemoryStorage::new();
    let first = builder(&sandbox).storage(storage.clone()).build().unwrap();
    log_in(&first.as_user("anna"), &sandbox).await;
    drop(first);
    let second = builder(&sandbox).storage(storage).build().unwrap();
    second.as_user("anna").api().boards().list().await.unwrap();
    assert!(!second.is_authorized().await.unwrap());
}

#[tokio::test]
async fn a_token_names_its_user() {
    let sandbox = Sandbox::builder().scopes(&["boards:read"]).start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    let context = miro.api().tokens().context().await.unwrap();
    assert_eq!(context.user.unwrap().id, *sandbox.user_id());
    assert_eq!(context.team.unwrap().id, *sandbox.team_id());
    assert_eq!(context.application.unwrap().id, *sandbox.client_id());
    assert_eq!(context.scopes, ["boards:read"]);
}

#[tokio::test]
async fn a_user_with_the_name_default_is_not_the_operator() {
    let sandbox = Sandbox::start().await;
    let miro = app(&sandbox);
    log_in(&miro, &sandbox).await;
    for name in ["default", "default'", "default''"] {
        let user = miro.as_user(name);
        assert!(!user.is_authorized().await.unwrap(), "{name}");
        assert!(user.as_user(user.user()).user() == user.user() && user.user() != miro.user());
        log_in(&user, &sandbox).await;
        user.forget().await.unwrap();
    }
    assert!(miro.is_authorized().await.unwrap() && miro.as_user(miro.user()).is_authorized().await.unwrap());
}
