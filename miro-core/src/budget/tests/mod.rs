//! The budget against a server that counts, with paused time.

mod fairness;
mod foreign;
mod progress;
pub(super) mod server;

use std::time::Duration;

use futures_util::future::join_all;
use http::{HeaderMap, StatusCode};
use tokio::time::{Instant, sleep};

use super::*;
use foreign::Foreign;
use server::{Counted, Server};

/// The latency to the server, or back.
async fn latency() {
    sleep(Duration::from_millis(fastrand::u64(1..40))).await;
}

/// Makes one call, with latency in both directions.
async fn call(budget: &Budget, server: &Server, user: &str, credits: u64) {
    let key = BucketKey::of(&UserKey::new(user));
    let permit = budget.spend(key, credits, Priority::Normal).await.unwrap();
    latency().await;
    let response = server.spend(credits);
    latency().await;
    permit.responded(response.status, &response.headers);
}

/// Returns the credits spent in each window except the last.
fn spent(server: &Server) -> Vec<u64> {
    server.full().iter().map(|window| window.spent).collect()
}

#[tokio::test(start_paused = true)]
async fn spends_whole_windows_without_a_refusal() {
    for seed in 0..20 {
        fastrand::seed(seed);
        let (server, budget) = (Server::new(10_000, Duration::from_secs(10)), Budget::new());
        let calls = (0..800).map(|index| {
            let (server, budget) = (server.clone(), budget.clone());
            async move { call(&budget, &server, "anna", if index % 4 == 0 { 100 } else { 50 }).await }
        });
        join_all(calls).await;
        assert_eq!(server.refused(), 0, "seed {seed}");
        assert_eq!(spent(&server), [10_000; 4], "seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn even_spending_uses_whole_windows() {
    fastrand::seed(7);
    let server = Server::new(10_000, Duration::from_secs(10));
    let budget = Budget::new().spending(Spending::Even);
    let calls = (0..500).map(|_| call(&budget, &server, "anna", 50));
    join_all(calls).await;
    assert_eq!(server.refused(), 0);
    let spent = spent(&server);
    assert!(spent.iter().all(|spent| *spent >= 9_900), "{spent:?}");
}

const LIMIT: u64 = 50_000;
const THIRD: u64 = LIMIT / 3;

/// Returns the counts of four windows in which this many of our tasks call concurrently with another program.
async fn spend_with_foreign(foreign: Foreign, at_once: u64, seed: u64) -> Vec<Counted> {
    fastrand::seed(seed);
    let (server, budget) = (Server::new(LIMIT, Duration::from_secs(6)), Budget::new());
    let _foreign = foreign.start(&server);
    let tasks = (0..at_once).map(|_| async {
        while server.full().len() < 4 {
            call(&budget, &server, "anna", 50).await;
        }
    });
    join_all(tasks).await;
    server.full()
}

#[tokio::test(start_paused = true)]
async fn foreign_spending_causes_at_most_one_refusal_per_window() {
    let milliseconds = Duration::from_millis;
    let fast = Foreign { at_once: 8, pause: Duration::ZERO, of_window: THIRD, from: Duration::ZERO };
    let mut bad = Vec::new();
    for (at_once, seed) in [(8, 1), (16, 2), (32, 3), (32, 4), (32, 5), (64, 6)] {
        // Alone, our calls would have spent half of the window by then.
        let half = milliseconds(LIMIT / 50 * 40 / at_once / 2);
        for foreign in [
            // A little at a time, all along.
            Foreign { at_once: 1, pause: milliseconds(10), ..fast },
            // As fast as it can, from the start of the window or later.
            fast,
            Foreign { from: half, ..fast },
            // More than there is.
            Foreign { at_once: 32, of_window: LIMIT, ..fast },
        ] {
            let windows = spend_with_foreign(foreign, at_once, seed).await;
            let refused: Vec<_> = windows.iter().map(|window| window.refused).collect();
            let unspent: Vec<_> = windows.iter().map(|window| LIMIT - window.spent).collect();
            let is_refused = refused.iter().any(|refused| *refused > 1);
            // We spend at least 95 percent of what the other program leaves.
            let is_left = unspent.iter().any(|unspent| unspent * 100 > (LIMIT - THIRD) * 5);
            if is_refused || is_left {
                bad.push(format!("{foreign:?} beside {at_once}: {refused:?} refused, {unspent:?} left"));
            }
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[tokio::test(start_paused = true)]
async fn users_do_not_wait_for_each_other() {
    let (server, budget) = (Server::new(100, Duration::from_secs(60)), Budget::new());
    let start = Instant::now();
    // Each user has a separate server, like a separate budget at Miro.
    let other = Server::new(100, Duration::from_secs(60));
    call(&budget, &server, "anna", 100).await;
    let second = call(&budget, &server, "anna", 100);
    let first_of_ben = async {
        call(&budget, &other, "ben", 100).await;
        start.elapsed()
    };
    let ((), ben) = tokio::join!(second, first_of_ben);
    assert!(ben < Duration::from_secs(1), "{ben:?}");
    assert!(start.elapsed() >= Duration::from_secs(59), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn canceled_callers_return_their_credits() {
    fastrand::seed(11);
    let (server, budget) = (Server::new(1_000, Duration::from_secs(10)), Budget::new());
    let calls = (0..200).map(|index| {
        let (server, budget) = (server.clone(), budget.clone());
        async move {
            let call = call(&budget, &server, "anna", 50);
            match index % 3 {
                0 => drop(tokio::time::timeout(Duration::from_millis(fastrand::u64(0..30_000)), call).await),
                _ => call.await,
            }
        }
    });
    join_all(calls).await;
    let status = budget.status(&UserKey::new("anna"));
    assert_eq!((status.waiting, status.in_flight), (0, 0));
    assert_eq!(server.refused(), 0);
}

#[tokio::test]
async fn a_disabled_budget_grants_no_permits() {
    let key = BucketKey::of(&UserKey::new("anna"));
    assert!(Budget::off().spend(key, 100, Priority::Low).await.is_none());
    assert_eq!(Budget::off().status(&UserKey::new("anna")), BudgetStatus::default());
}

#[test]
fn shares_are_clamped_to_0_and_1() {
    for (given, taken) in [(0.5, 0.5), (-1.0, 0.0), (7.0, 1.0), (f64::NAN, 1.0), (f64::INFINITY, 1.0)] {
        assert_eq!(Budget::new().share(given).1.share, taken, "{given}");
    }
}

/// A call whose login has ended, or whose server cannot be reached.
#[tokio::test(start_paused = true)]
async fn unsent_calls_cost_nothing() {
    let (server, budget) = (Server::new(1_000, Duration::from_secs(60)), Budget::new());
    let spend = |credits| budget.spend(BucketKey::of(&UserKey::new("anna")), credits, Priority::Normal);
    let now = Instant::now();
    // Both for the first call of a window, which finds out what is left, and for later ones.
    for _ in 0..2 {
        for _ in 0..30 {
            spend(500).await.unwrap().unsent();
        }
        assert_eq!(now.elapsed(), Duration::ZERO);
        let permit = spend(500).await.unwrap();
        let response = server.spend(500);
        permit.responded(response.status, &response.headers);
    }
    let status = budget.status(&UserKey::new("anna"));
    assert_eq!((status.remaining, status.in_flight), (Some(0), 0));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_without_a_hint_pauses_the_user_before_one_probe() {
    let budget = Budget::new();
    let spend = || budget.spend(BucketKey::of(&UserKey::new("anna")), 50, Priority::Normal);
    for _ in 0..3 {
        let permit = spend().await.unwrap();
        let refused = Instant::now();
        permit.responded(StatusCode::TOO_MANY_REQUESTS, &HeaderMap::new());
        let first = spend().await.unwrap();
        assert!(refused.elapsed() >= Duration::from_secs(1));
        let second = tokio::time::timeout(Duration::from_millis(200), spend()).await;
        assert!(second.is_err(), "it may be refused as well");
        first.responded(StatusCode::OK, &HeaderMap::new());
        let now = Instant::now();
        join_all((0..10).map(|_| spend())).await;
        assert_eq!(now.elapsed(), Duration::ZERO);
    }
}

#[tokio::test(start_paused = true)]
async fn ignores_a_limit_of_zero() {
    let budget = Budget::new();
    let spend = || budget.spend(BucketKey::of(&UserKey::new("anna")), 50, Priority::Normal);
    let zeros = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"]
        .map(|name| (http::HeaderName::from_static(name), http::HeaderValue::from_static("0")));
    let permit = spend().await.unwrap();
    permit.responded(StatusCode::OK, &HeaderMap::from_iter(zeros));
    let now = Instant::now();
    join_all((0..10).map(|_| spend())).await;
    assert_eq!(now.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn buckets_whose_window_is_over_are_forgotten_once_they_are_twice_as_many() {
    let budget = Budget::new();
    let count = || budget.0.as_ref().unwrap().buckets().by_key.len();
    for number in 0..7 {
        // Each user has another server, as limits are per user.
        call(&budget, &Server::new(1_000, Duration::from_secs(60)), &number.to_string(), 50).await;
        assert_eq!(count(), number + 1, "a window that is not over is remembered");
    }
    let _in_flight = budget.spend(BucketKey::of(&UserKey::new("anna")), 50, Priority::Normal).await;
    assert_eq!(count(), 8);
    sleep(Duration::from_secs(300)).await;
    call(&budget, &Server::new(1_000, Duration::from_secs(60)), "ben", 50).await;
    assert_eq!(count(), 2, "the new one, and the one with a call in flight");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fits_and_that_nobody_is_before_does_not_wait() {
    let (server, budget) = (Server::new(1_000, Duration::from_secs(60)), Budget::new());
    call(&budget, &server, "anna", 50).await;
    let bucket = budget.0.as_ref().unwrap().bucket(BucketKey::of(&UserKey::new("anna")));
    assert!(bucket.spend_at_once(950, budget.1).is_some());
    assert!(bucket.spend_at_once(50, budget.1).is_none());
}

#[test]
fn debug_output_counts_users_and_names_none() {
    assert_eq!(format!("{:?}", Budget::off()), "Budget(off)");
    let budget = Budget::new();
    budget.0.as_ref().unwrap().bucket(BucketKey::of(&UserKey::new("anna")));
    let shown = format!("{budget:?}");
    assert!(shown.starts_with("Budget { buckets: 1, rules: ") && !shown.contains("anna"), "{shown}");
}
