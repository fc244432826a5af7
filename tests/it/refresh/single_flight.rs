//! One refresh for all callers: a second one with the same refresh token would end the login.

use std::time::Duration;

use futures_util::future::join_all;
use miro_sandbox::Fault;

use super::support::{assert_works, call, expire_in, logged_in, refreshes, token_of};
use crate::login::{builder, until};

const MANY: usize = 50;

#[tokio::test]
async fn fifty_calls_with_a_rejected_token_refresh_once() {
    let (sandbox, miro, _) = logged_in().await;
    sandbox.expire_access_tokens();
    for result in join_all((0..MANY).map(|_| call(&miro))).await {
        result.unwrap();
    }
    assert_eq!(refreshes(&sandbox).len(), 1);
}

#[tokio::test]
async fn fifty_calls_before_expiry_refresh_once() {
    let (sandbox, miro, storage) = logged_in().await;
    expire_in(&storage, Duration::from_secs(5)).await;
    for result in join_all((0..MANY).map(|_| call(&miro))).await {
        result.unwrap();
    }
    assert_eq!(refreshes(&sandbox).len(), 1);
    assert!(sandbox.requests().iter().all(|request| request.status != 401));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_calls_on_several_threads_refresh_once() {
    let (sandbox, miro, _) = logged_in().await;
    for round in 1..=3 {
        sandbox.expire_access_tokens();
        let calls = (0..MANY).map(|_| {
            let miro = miro.clone();
            tokio::spawn(async move { call(&miro).await })
        });
        for result in join_all(calls).await {
            result.unwrap().unwrap();
        }
        assert_eq!(refreshes(&sandbox).len(), round);
    }
}

#[tokio::test]
async fn a_late_401_does_not_refresh_again() {
    let (sandbox, miro, _) = logged_in().await;
    sandbox.expire_access_tokens();
    // The first request gets its response after all others.
    sandbox.next_on("GET", "/v2/boards", Fault::Delay(Duration::from_millis(60)));
    let api = miro.api();
    let late = tokio::spawn(async move { api.boards().list().await });
    until("the call is under way", async || !sandbox.requests().is_empty()).await;
    assert_works(&miro).await;
    late.await.unwrap().unwrap();
    assert_eq!(refreshes(&sandbox).len(), 1);
}

#[tokio::test]
async fn two_clients_of_one_storage_refresh_once() {
    let (sandbox, first, storage) = logged_in().await;
    let second = builder(&sandbox).storage(storage).build().unwrap();
    sandbox.expire_access_tokens();
    let calls = (0..MANY).map(|number| call(if number % 2 == 0 { &first } else { &second }));
    for result in join_all(calls).await {
        result.unwrap();
    }
    assert_eq!(refreshes(&sandbox).len(), 1);
    assert_eq!(token_of(&first).await, token_of(&second).await);
}

#[tokio::test]
async fn a_client_adopts_the_pair_refreshed_by_another() {
    let (sandbox, first, storage) = logged_in().await;
    let second = builder(&sandbox).storage(storage.clone()).build().unwrap();
    // Both have the login in memory.
    let (first_api, second_api) = (first.api(), second.api());
    first_api.boards().list().await.unwrap();
    second_api.boards().list().await.unwrap();
    sandbox.expire_access_tokens();
    first_api.boards().list().await.unwrap();
    second_api.boards().list().await.unwrap();
    assert_eq!(refreshes(&sandbox).len(), 1);
    // And the other way round.
    sandbox.expire_access_tokens();
    second_api.boards().list().await.unwrap();
    first_api.boards().list().await.unwrap();
    assert_eq!(refreshes(&sandbox).len(), 2);
}
