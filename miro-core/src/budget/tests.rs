//! The budget against a server that counts, with time that stands still while there is something to do.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::join_all;
use http::{HeaderMap, HeaderValue, StatusCode};
use tokio::time::{Instant, sleep};

use super::*;

/// Windows begin with their first request, as in the sandbox, and their end is told in whole seconds, rounded up.
struct Server {
    start: Instant,
    limit: u64,
    length: Duration,
    state: Mutex<ServerState>,
}

#[derive(Default)]
struct ServerState {
    window: Option<(Duration, u64)>,
    full: Vec<u64>,
    refused: usize,
}

/// A second of the UNIX epoch, since no test is that old.
const EPOCH: u64 = 1_800_000_000;

impl Server {
    fn new(limit: u64, length: Duration) -> Arc<Self> {
        // Not at the beginning of a second of the server's clock.
        let start = Instant::now() - Duration::from_millis(370);
        Arc::new(Self { start, limit, length, state: Mutex::default() })
    }

    fn spend(&self, credits: u64) -> http::response::Parts {
        let now = self.start.elapsed();
        let mut state = self.state.lock().unwrap();
        let (begin, spent) = match state.window {
            Some((begin, spent)) if now < begin + self.length => (begin, spent),
            over => {
                state.full.extend(over.map(|(_, spent)| spent));
                (now, 0)
            }
        };
        let is_enough = spent + credits <= self.limit;
        let spent = if is_enough { spent + credits } else { spent };
        state.window = Some((begin, spent));
        state.refused += usize::from(!is_enough);
        let end = begin + self.length;
        let reset = EPOCH + end.as_secs() + u64::from(end.subsec_nanos() > 0);
        let date = std::time::UNIX_EPOCH + Duration::from_secs(EPOCH + now.as_secs());
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-ratelimit-limit", self.limit.to_string()),
            ("x-ratelimit-remaining", (self.limit - spent).to_string()),
            ("x-ratelimit-reset", reset.to_string()),
            ("date", httpdate::fmt_http_date(date)),
        ] {
            headers.insert(name, HeaderValue::from_str(&value).unwrap());
        }
        let (mut parts, ()) = http::Response::new(()).into_parts();
        parts.headers = headers;
        parts.status = if is_enough { StatusCode::OK } else { StatusCode::TOO_MANY_REQUESTS };
        parts
    }
}

/// One call, with a way of some milliseconds there and back.
async fn call(budget: &Budget, server: &Server, user: &str, credits: u64) {
    let key = BucketKey::of(&UserKey::new(user));
    let permit = budget.spend(key, credits, Priority::Normal).await.unwrap();
    sleep(Duration::from_millis(fastrand::u64(1..40))).await;
    let answer = server.spend(credits);
    sleep(Duration::from_millis(fastrand::u64(1..40))).await;
    permit.answered(answer.status, &answer.headers);
}

#[tokio::test(start_paused = true)]
async fn windows_are_spent_to_the_last_credit_without_a_refusal() {
    for seed in 0..20 {
        fastrand::seed(seed);
        let (server, budget) = (Server::new(10_000, Duration::from_secs(10)), Budget::new());
        let calls = (0..800).map(|index| {
            let (server, budget) = (server.clone(), budget.clone());
            async move { call(&budget, &server, "anna", if index % 4 == 0 { 100 } else { 50 }).await }
        });
        join_all(calls).await;
        let state = server.state.lock().unwrap();
        assert_eq!(state.refused, 0, "seed {seed}");
        assert_eq!(state.full, [10_000; 4], "seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn even_spending_takes_all_of_a_window_as_well() {
    fastrand::seed(7);
    let server = Server::new(10_000, Duration::from_secs(10));
    let budget = Budget::new().spending(Spending::Even);
    let calls = (0..500).map(|_| call(&budget, &server, "anna", 50));
    join_all(calls).await;
    let state = server.state.lock().unwrap();
    assert_eq!(state.refused, 0);
    assert!(state.full.iter().all(|spent| *spent >= 9_900), "{:?}", state.full);
}

#[tokio::test(start_paused = true)]
async fn another_program_that_spends_costs_one_refusal_a_window_at_most() {
    fastrand::seed(3);
    let (server, budget) = (Server::new(10_000, Duration::from_secs(10)), Budget::new());
    let foreign = {
        let server = server.clone();
        tokio::spawn(async move {
            // A third of what there is.
            loop {
                sleep(Duration::from_millis(150)).await;
                server.spend(50);
            }
        })
    };
    let calls = (0..600).map(|_| call(&budget, &server, "anna", 50));
    join_all(calls).await;
    foreign.abort();
    let refused = budget.status(&UserKey::new("anna")).refused;
    let state = server.state.lock().unwrap();
    assert!(refused <= state.full.len() as u64 + 1, "{refused} refusals in {} windows", state.full.len());
}

#[tokio::test(start_paused = true)]
async fn users_do_not_wait_for_each_other() {
    let (server, budget) = (Server::new(100, Duration::from_secs(60)), Budget::new());
    let start = Instant::now();
    // Each has a server of his own, as budgets are.
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
async fn callers_that_give_up_leave_no_hole() {
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
    assert_eq!(server.state.lock().unwrap().refused, 0);
}

#[tokio::test]
async fn without_a_budget_nothing_is_held_back() {
    let key = BucketKey::of(&UserKey::new("anna"));
    assert!(Budget::off().spend(key, 100, Priority::Low).await.is_none());
    assert_eq!(Budget::off().status(&UserKey::new("anna")), BudgetStatus::default());
}

#[test]
fn a_share_is_between_nothing_and_all() {
    for (given, taken) in [(0.5, 0.5), (-1.0, 0.0), (7.0, 1.0), (f64::NAN, 1.0), (f64::INFINITY, 1.0)] {
        assert_eq!(Budget::new().share(given).1.share, taken, "{given}");
    }
}
