//! Callers that give up during a refresh: others need the new pair as well.

use std::time::Duration;

use miro::prelude::*;
use miro_sandbox::Fault;

use super::support::{assert_works, call, expire_in, logged_in, refreshes, token_of};
use crate::login::until;

/// Lets everything else run this many times, then drops the future.
async fn give_up_after(turns: usize, future: impl Future) {
    let turns = async {
        for _ in 0..turns {
            tokio::task::yield_now().await;
        }
    };
    futures_util::future::select(std::pin::pin!(future), std::pin::pin!(turns)).await;
}

#[tokio::test]
async fn cancellation_at_any_point_does_not_lose_the_login() {
    let (sandbox, miro, _) = logged_in().await;
    for turns in 0..50 {
        // A token that expires as soon as it arrives would count as refused by the operation.
        miro.finish_refreshes().await;
        sandbox.expire_access_tokens();
        give_up_after(turns, call(&miro)).await;
    }
    assert_works(&miro).await;
    let refused: Vec<_> = refreshes(&sandbox).into_iter().filter(|request| request.status >= 400).collect();
    assert!(refused.is_empty(), "a refresh token was used twice: {refused:?}");
    assert!(refreshes(&sandbox).len() > 5, "the refresh itself was interrupted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn short_timeouts_do_not_lose_the_login() {
    let (sandbox, miro, storage) = logged_in().await;
    for microseconds in (0..3_000).step_by(100) {
        expire_in(&storage, Duration::ZERO).await;
        let (first, second) = (call(&miro), call(&miro));
        let both = async { tokio::join!(first, second) };
        let _ = tokio::time::timeout(Duration::from_micros(microseconds), both).await;
        // A running refresh would overwrite what the next round writes into the storage.
        assert_works(&miro).await;
    }
    assert!(refreshes(&sandbox).iter().all(|request| request.status == 200));
}

#[tokio::test]
async fn stores_a_new_pair_after_all_callers_are_gone() {
    let (sandbox, miro, storage) = logged_in().await;
    let old = token_of(&miro).await;
    expire_in(&storage, Duration::ZERO).await;
    sandbox.next_on("POST", "/v1/oauth/token", Fault::Delay(Duration::from_millis(40)));
    assert!(tokio::time::timeout(Duration::from_millis(20), call(&miro)).await.is_err());
    until("the new pair is stored", async || token_of(&miro).await != old).await;
    assert_works(&miro).await;
    assert_eq!(refreshes(&sandbox).len(), 1);
}

#[tokio::test]
async fn the_next_call_waits_for_a_detached_refresh() {
    let (sandbox, miro, storage) = logged_in().await;
    expire_in(&storage, Duration::ZERO).await;
    sandbox.next_on("POST", "/v1/oauth/token", Fault::Delay(Duration::from_millis(40)));
    assert!(tokio::time::timeout(Duration::from_millis(20), call(&miro)).await.is_err());
    assert_works(&miro).await;
    assert_eq!(refreshes(&sandbox).len(), 1);
}

#[tokio::test]
async fn later_calls_do_not_reuse_the_result_of_a_detached_refresh() {
    let (sandbox, miro, _) = logged_in().await;
    // Kept, so that it is one session throughout.
    let api = miro.api();
    let list = || async { api.boards().list().await.map(drop) };
    for fault in [None, Some(Fault::status(500))] {
        let old = token_of(&miro).await;
        sandbox.expire_access_tokens();
        let delay = Fault::Delay(Duration::from_millis(40));
        sandbox.next_on("POST", "/v1/oauth/token", fault.clone().unwrap_or(delay));
        sandbox.clear_requests();
        // Until the token endpoint has received the request, and no longer.
        let asked = until("the token endpoint is asked", async || !refreshes(&sandbox).is_empty());
        futures_util::future::select(std::pin::pin!(list()), std::pin::pin!(asked)).await;
        until("it has responded", async || refreshes(&sandbox)[0].status != 0).await;
        if fault.is_none() {
            until("the new pair is stored", async || token_of(&miro).await != old).await;
        }
        // Its response still has to reach the task that asked.
        for _ in 0..200 {
            tokio::task::yield_now().await;
        }
        // Either the token that it brought is refused in turn, or it brought none: this needs a new refresh.
        sandbox.expire_access_tokens();
        let result = list().await;
        assert!(result.is_ok(), "{:?}", result.map_err(|error: Error| error.to_string()));
    }
}

#[tokio::test]
async fn a_program_can_wait_for_a_detached_refresh() {
    let (sandbox, miro, storage) = logged_in().await;
    let old = token_of(&miro).await;
    expire_in(&storage, Duration::ZERO).await;
    sandbox.next_on("POST", "/v1/oauth/token", Fault::Delay(Duration::from_millis(40)));
    assert!(tokio::time::timeout(Duration::from_millis(20), call(&miro)).await.is_err());
    miro.finish_refreshes().await;
    assert_ne!(token_of(&miro).await, old);
    // It does not end the client: what comes later is waited for as well.
    sandbox.expire_access_tokens();
    assert_works(&miro).await;
    miro.finish_refreshes().await;
}

#[tokio::test]
async fn canceling_a_revocation_does_not_stop_it() {
    let (sandbox, miro, _) = logged_in().await;
    sandbox.next_on("POST", "/v2/oauth/revoke", Fault::Delay(Duration::from_millis(40)));
    assert!(tokio::time::timeout(Duration::from_millis(20), miro.revoke()).await.is_err());
    miro.finish_refreshes().await;
    assert!(!miro.is_authorized().await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_can_wait_for_the_end_of_refreshes_at_once() {
    let (sandbox, miro, _) = logged_in().await;
    let ends = async {
        for round in 0..500 {
            if round % 100 == 0 {
                sandbox.expire_access_tokens();
                give_up_after(20, call(&miro)).await;
            }
            tokio::join!(miro.finish_refreshes(), miro.finish_refreshes());
        }
    };
    tokio::time::timeout(Duration::from_secs(60), ends).await.unwrap();
    miro.finish_refreshes_within(Duration::ZERO).await.unwrap();
    assert_works(&miro).await;
}
