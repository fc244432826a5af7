//! The budget: credits are spent to the last one, by priority, without a refusal.

mod progress;
mod shared;

use std::time::Duration;

use futures_util::future::join_all;
use miro::budget::{Budget, Priority};
use miro::prelude::*;
use miro_sandbox::Sandbox;

use crate::environment;

fn api_with(sandbox: &Sandbox, token: &str, budget: &Budget) -> MiroApi {
    MiroApi::builder(token)
        .base_url(sandbox.url())
        .retry(environment::quick())
        .budget(budget.clone())
        .build()
        .unwrap()
}

fn refused(sandbox: &Sandbox) -> usize {
    sandbox.requests().iter().filter(|request| request.status == 429).count()
}

#[tokio::test]
async fn calls_beyond_a_window_are_never_rejected() {
    let sandbox = Sandbox::builder().rate_limit(500).rate_limit_window(Duration::from_secs(1)).start().await;
    let api = environment::api(&sandbox);
    // Two and a half windows of calls at 50 credits.
    let calls = join_all((0..25).map(|_| api.boards().list().send())).await;
    assert!(calls.iter().all(Result::is_ok), "{calls:?}");
    assert_eq!(refused(&sandbox), 0);
    assert_eq!(sandbox.requests().len(), 25);
}

#[tokio::test]
async fn reports_remaining_credits() {
    let sandbox = Sandbox::builder().rate_limit(1_000).start().await;
    let api = environment::api(&sandbox);
    let before = api.budget();
    assert_eq!((before.limit, before.remaining), (None, None), "nothing is guessed");
    api.boards().list().await.unwrap();
    let after = api.budget();
    assert_eq!((after.limit, after.remaining), (Some(1_000), Some(950)));
    assert_eq!((after.in_flight, after.waiting, after.refused), (0, 0, 0));
    assert!(after.resets_in.is_some_and(|left| left <= Duration::from_secs(61)));
}

#[tokio::test]
async fn clients_with_a_shared_budget_see_each_others_spending() {
    let sandbox = Sandbox::builder().rate_limit(1_000).start().await;
    let (token, budget) = (sandbox.token(), Budget::new());
    let (one, other) = (api_with(&sandbox, &token, &budget), api_with(&sandbox, &token, &budget));
    one.boards().list().await.unwrap();
    assert_eq!(other.budget().remaining, Some(950));
    // Without sharing, each client learns it separately.
    assert_eq!(api_with(&sandbox, &token, &Budget::new()).budget().remaining, None);
}

#[tokio::test]
async fn waiting_calls_proceed_by_priority() {
    let sandbox = Sandbox::builder().rate_limit(100).rate_limit_window(Duration::from_secs(1)).start().await;
    let api = environment::api(&sandbox);
    join_all((0..2).map(|_| api.boards().list().send())).await;
    sandbox.clear_requests();
    let call = |name: &'static str, priority| api.boards().list().query(name).priority(priority).send();
    let calls = [
        call("first", Priority::Normal),
        call("background", Priority::Low),
        call("person", Priority::High),
        call("second", Priority::Normal),
    ];
    join_all(calls).await;
    let order: Vec<_> = sandbox.requests().into_iter().map(|request| request.query).collect();
    let place = |name: &str| order.iter().position(|query| query.contains(name)).unwrap();
    // All wait when the next window begins, except that the first may have asked before.
    assert!(place("person") < place("second") && place("second") < place("background"), "{order:?}");
}

#[tokio::test]
async fn a_budget_can_be_switched_off() {
    let sandbox = Sandbox::builder().rate_limit(100).start().await;
    let api = MiroApi::builder(sandbox.token())
        .base_url(sandbox.url())
        .retry(miro::middleware::RetryPolicy::never())
        .budget(Budget::off())
        .build()
        .unwrap();
    let calls = join_all((0..5).map(|_| api.boards().list().send())).await;
    assert_eq!(calls.iter().filter(|call| call.is_err()).count(), 3);
    assert_eq!(refused(&sandbox), 3);
}

#[tokio::test]
async fn scim_has_separate_buckets() {
    let (sandbox, api) = environment::sandbox().await;
    let scim = api.scim(sandbox.scim_token());
    // 5 in 30 seconds: a sixth would have to wait.
    for _ in 0..5 {
        scim.groups().list().await.unwrap();
    }
    // Each operation has a separate limit, and none of this counts as credits.
    scim.users().list().await.unwrap();
    api.boards().list().await.unwrap();
    assert_eq!(refused(&sandbox), 0);
    let sixth = tokio::time::timeout(Duration::from_millis(200), scim.groups().list().send()).await;
    assert!(sixth.is_err(), "it waits, instead of being refused");
    assert_eq!(refused(&sandbox), 0);
}
