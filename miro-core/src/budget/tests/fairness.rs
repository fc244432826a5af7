//! The order of calls when there are not enough credits, and that no call is forgotten.

use futures_util::stream::{FuturesUnordered, StreamExt as _};

use super::*;

const SECOND: Duration = Duration::from_secs(1);

/// Makes one call of this priority. Returns how long it waited for its credits.
async fn wait(budget: &Budget, server: &Server, credits: u64, priority: Priority) -> Duration {
    let start = Instant::now();
    let permit = budget.spend(BucketKey::of(&UserKey::new("anna")), credits, priority).await.unwrap();
    let waited = start.elapsed();
    latency().await;
    let response = server.spend(credits);
    latency().await;
    permit.responded(response.status, &response.headers);
    waited
}

/// Creates a budget with 950 credits left in the window.
async fn with_950_left(server: &Server) -> Budget {
    let budget = Budget::new();
    wait(&budget, server, server.limit - 950, Priority::Normal).await;
    budget
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fits_overtakes_one_that_does_not() {
    for (large, small) in [(Priority::Low, Priority::High), (Priority::High, Priority::Low)] {
        let server = Server::new(5_000, SECOND * 60);
        let budget = with_950_left(&server).await;
        let calls =
            async { tokio::join!(wait(&budget, &server, 2_000, large), wait(&budget, &server, 50, small)) };
        let (large, small) = calls.await;
        assert!(small < SECOND, "{small:?}");
        assert!(large > SECOND * 50 && large < SECOND * 62, "in the next window: {large:?}");
        assert_eq!(server.refused(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fits_does_not_wait_for_the_next_window_with_one_that_does_not() {
    let server = Server::new(5_000, SECOND * 60);
    let budget = with_950_left(&server).await;
    let late = async {
        // Within the last second, in which only an overdue call keeps others out of the next window.
        sleep(SECOND).await;
        sleep(budget.status(&UserKey::new("anna")).resets_in.unwrap() - SECOND).await;
        wait(&budget, &server, 50, Priority::Low).await
    };
    let (large, small) = tokio::join!(wait(&budget, &server, 2_000, Priority::High), late);
    assert!(small < SECOND / 2 && large > SECOND * 50, "{small:?} {large:?}");
}

#[tokio::test(start_paused = true)]
async fn does_not_overtake_a_call_that_waits_for_pending_responses() {
    let server = Server::new(5_000, SECOND * 60);
    let budget = with_950_left(&server).await;
    // Only 450 seem to be left while this one is in flight; then the server does not count it, and the credits
    // return.
    let under_way = budget.spend(BucketKey::of(&UserKey::new("anna")), 500, Priority::Normal).await.unwrap();
    let large = wait(&budget, &server, 900, Priority::Normal);
    let small = wait(&budget, &server, 50, Priority::Normal);
    let respond = async {
        sleep(SECOND / 10).await;
        let response = server.spend(0);
        under_way.responded(response.status, &response.headers);
    };
    let (large, small, ()) = tokio::join!(large, small, respond);
    assert!(large < SECOND / 5 && small < SECOND / 5, "{large:?} {small:?}");
    assert!(small >= SECOND / 10, "it waits with the large one: {small:?}");
}

/// Makes calls of this cost and priority, more than there are credits for, until the set is dropped.
fn stream(
    budget: &Budget,
    server: &std::sync::Arc<Server>,
    credits: u64,
    priority: Priority,
) -> tokio::task::JoinSet<()> {
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..server.limit / credits * 2 {
        let (budget, server) = (budget.clone(), server.clone());
        tasks.spawn(async move {
            loop {
                wait(&budget, &server, credits, priority).await;
            }
        });
    }
    tasks
}

#[tokio::test(start_paused = true)]
async fn low_priorities_are_not_starved() {
    let mut bad = Vec::new();
    for seed in 0..20 {
        fastrand::seed(seed);
        let server = Server::new(4_000, SECOND * 10);
        let spending = if seed % 3 == 2 { Spending::Even } else { Spending::Burst };
        let budget = Budget::new().spending(spending);
        let one_of = |costs: [u64; 4]| costs[fastrand::usize(..4)];
        let _streams = [(); 2].map(|()| stream(&budget, &server, one_of([50, 50, 100, 500]), Priority::High));
        sleep(SECOND * 3).await;
        let mut calls: FuturesUnordered<_> = (0..6)
            .map(|_| {
                let (budget, server) = (budget.clone(), server.clone());
                async move {
                    // The last one costs a whole window.
                    let credits = one_of([50, 500, 2_000, 4_000]);
                    let priority = [Priority::Low, Priority::Normal][fastrand::usize(..2)];
                    sleep(Duration::from_millis(fastrand::u64(0..15_000))).await;
                    (credits, priority, wait(&budget, &server, credits, priority).await)
                }
            })
            .collect();
        while let Some((credits, priority, waited)) = calls.next().await {
            // In each window, one overdue call goes first.
            if waited > SECOND * 100 {
                bad.push(format!("seed {seed}, {spending:?}: {credits} {priority:?} waited for {waited:?}"));
            }
        }
        if server.refused() > 0 {
            bad.push(format!("seed {seed}: {} refused", server.refused()));
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[tokio::test(start_paused = true)]
async fn sends_a_call_that_costs_more_than_a_window() {
    let server = Server::new(1_000, SECOND * 10);
    let budget = Budget::new();
    let _stream = stream(&budget, &server, 50, Priority::High);
    sleep(SECOND * 3).await;
    let waited = wait(&budget, &server, 5_000, Priority::Low).await;
    assert!(waited < SECOND * 55, "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn overdue_calls_take_at_most_a_quarter_of_the_credits() {
    let server = Server::new(10_000, SECOND * 10);
    let budget = Budget::new();
    // Many background calls, and as many urgent ones.
    let _low = stream(&budget, &server, 50, Priority::Low);
    sleep(SECOND * 25).await;
    let _high = stream(&budget, &server, 50, Priority::High);
    sleep(SECOND * 10).await;
    let waits: Vec<_> = join_all((0..20).map(|_| wait(&budget, &server, 50, Priority::High))).await;
    assert!(waits.iter().all(|wait| *wait < SECOND * 32), "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn a_clone_that_has_spent_its_share_does_not_hold_others() {
    let server = Server::new(1_000, SECOND * 60);
    let whole = Budget::new();
    let half = whole.clone().share(0.5);
    wait(&half, &server, 500, Priority::Normal).await;
    let (of_half, of_whole) =
        tokio::join!(wait(&half, &server, 50, Priority::High), wait(&whole, &server, 50, Priority::Low));
    assert!(of_whole < SECOND && of_half > SECOND * 50, "{of_whole:?} {of_half:?}");
}
