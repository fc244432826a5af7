//! A new pair is stored before it is used: a client that uses it first and fails to store it logs the user out.

use std::time::Duration;

use futures_util::future::join_all;
use miro::prelude::*;
use miro::token::UserKey;
use miro_sandbox::Sandbox;

use super::support::{
    Entry, Journal, WatchedStorage, WatchedTransport, assert_works, call, refreshes, token_of,
};
use crate::login::{builder, log_in, until};

/// Returns a logged-in app that records what is stored and sent.
async fn watched(delay: Duration) -> (Sandbox, Miro, WatchedStorage, Journal) {
    let (sandbox, journal) = (Sandbox::start().await, Journal::default());
    let storage = WatchedStorage::new(&journal).slow(delay);
    let miro = builder(&sandbox)
        .storage(storage.clone())
        .transport(WatchedTransport::new(&journal))
        .build()
        .unwrap();
    log_in(&miro, &sandbox).await;
    sandbox.clear_requests();
    (sandbox, miro, storage, journal)
}

#[tokio::test]
async fn stores_a_new_token_before_using_it() {
    let (sandbox, miro, _, journal) = watched(Duration::from_millis(10)).await;
    let old = token_of(&miro).await;
    sandbox.expire_access_tokens();
    for result in join_all((0..8).map(|_| call(&miro))).await {
        result.unwrap();
    }
    let new = token_of(&miro).await;
    let entries = journal.entries();
    let position = |entry: Entry| entries.iter().position(|other| *other == entry);
    assert_eq!(position(Entry::Stored(old)), Some(0));
    let (stored, sent) = (position(Entry::Stored(new.clone())).unwrap(), position(Entry::Sent(new)).unwrap());
    assert!(stored < sent, "{entries:?}");
}

#[tokio::test]
async fn an_unstored_pair_is_not_used_and_not_lost() {
    let (sandbox, miro, storage, journal) = watched(Duration::ZERO).await;
    sandbox.expire_access_tokens();
    storage.fail(usize::MAX);
    for _ in 0..2 {
        let error = call(&miro).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Storage, "{error}");
        assert!(error.to_string().contains("the disk is full"), "{error}");
    }
    let left = miro.finish_refreshes_within(Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(left.kind(), ErrorKind::Storage, "{left}");
    let entries = journal.entries();
    assert!(!entries.contains(&Entry::Sent(token_of(&miro).await)), "{entries:?}");
    // The disk has room again: the pair that this process still has is stored, and used.
    storage.fail(0);
    assert_works(&miro).await;
    assert_eq!(refreshes(&sandbox).len(), 1);
    let elsewhere = builder(&sandbox).storage(storage).build().unwrap();
    assert_works(&elsewhere).await;
    assert_eq!(refreshes(&sandbox).len(), 1);
}

#[tokio::test]
async fn calls_survive_an_intermittent_storage() {
    let (sandbox, miro, storage, _) = watched(Duration::from_millis(1)).await;
    for _ in 0..5 {
        sandbox.expire_access_tokens();
        storage.fail(2);
        for result in join_all((0..10).map(|_| call(&miro))).await {
            assert!(result.is_ok() || result.is_err_and(|error| error.kind() == ErrorKind::Storage));
        }
        storage.fail(0);
        assert_works(&miro).await;
    }
    assert!(refreshes(&sandbox).iter().all(|request| request.status == 200));
    assert_eq!(refreshes(&sandbox).len(), 5);
}

#[tokio::test]
async fn a_failed_store_does_not_waste_the_code() {
    let (sandbox, journal) = (Sandbox::start().await, Journal::default());
    let storage = WatchedStorage::new(&journal);
    let miro = builder(&sandbox).storage(storage.clone()).build().unwrap();
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    storage.fail(1);
    assert_eq!(miro.exchange_code(redirect).await.unwrap_err().kind(), ErrorKind::Storage);
    assert_works(&miro).await;
    assert!(miro::storage::Storage::get(&storage, &UserKey::default()).await.unwrap().is_some());
}

#[tokio::test]
async fn revokes_an_unstored_login() {
    let (sandbox, journal) = (Sandbox::start().await, Journal::default());
    let storage = WatchedStorage::new(&journal);
    let miro = builder(&sandbox).storage(storage.clone()).build().unwrap();
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    storage.fail(1);
    miro.exchange_code(redirect).await.unwrap_err();
    miro.revoke().await.unwrap();
    assert_eq!(call(&miro).await.unwrap_err().kind(), ErrorKind::AuthorizationRequired);
    let revoked = sandbox.requests().into_iter().any(|request| request.path == "/v2/oauth/revoke");
    assert!(revoked, "Miro did not revoke it");
}

#[tokio::test]
async fn retries_storing_a_pair_without_another_call() {
    let (sandbox, miro, storage, _) = watched(Duration::ZERO).await;
    sandbox.expire_access_tokens();
    storage.fail(3);
    call(&miro).await.unwrap_err();
    let pair = token_of(&miro).await;
    let elsewhere = builder(&sandbox).storage(storage).build().unwrap();
    until("the pair is stored", async || token_of(&elsewhere).await == pair).await;
    assert_works(&elsewhere).await;
    assert_eq!(refreshes(&sandbox).len(), 1);
}
