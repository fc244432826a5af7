//! No call waits for a future that is not polled, or for a server that does not respond.

use std::pin::pin;

use futures_util::FutureExt;

use super::*;

const SECOND: Duration = Duration::from_secs(1);

fn anna() -> BucketKey {
    BucketKey::of(&UserKey::new("anna"))
}

/// Creates a budget whose 1,000 credits a minute are known and spent.
async fn spent_budget(server: &Server) -> Budget {
    let budget = Budget::new();
    call(&budget, server, "anna", 50).await;
    join_all((0..19).map(|_| call(&budget, server, "anna", 50))).await;
    budget
}

/// Makes this many calls. Returns the time until each has its response.
async fn times(budget: &Budget, server: &Server, calls: usize) -> Vec<Duration> {
    let start = Instant::now();
    let calls = (0..calls).map(|_| async {
        call(budget, server, "anna", 50).await;
        start.elapsed()
    });
    join_all(calls).await
}

#[tokio::test(start_paused = true)]
async fn an_unpolled_call_in_flight_delays_others_by_a_second() {
    let (server, budget) = (Server::new(100_000, SECOND * 60), Budget::new());
    let _kept = budget.spend(anna(), 50, Priority::High).await;
    let times = times(&budget, &server, 50).await;
    let longest = times.iter().max().unwrap();
    assert!(*longest < SECOND * 3 / 2 + Duration::from_millis(100), "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn unpolled_waiting_calls_delay_no_others() {
    for kept in [1, 5, 30] {
        let server = Server::new(1_000, SECOND * 60);
        let budget = spent_budget(&server).await;
        let mut waiting: Vec<_> =
            (0..kept).map(|_| Box::pin(budget.spend(anna(), 50, Priority::High))).collect();
        for future in &mut waiting {
            assert!(future.now_or_never().is_none());
        }
        let times = times(&budget, &server, 10).await;
        // The window has ended by then.
        let most = SECOND * 63 + Duration::from_millis(500);
        assert!(times.iter().all(|time| *time < most), "{kept}: {times:?}");
        // The probe is not granted to one unpolled call after the other.
        assert!(*times.iter().min().unwrap() < SECOND * 61 + Duration::from_millis(300), "{kept}: {times:?}");
        // The unpolled calls have kept their places, but no credits.
        let status = budget.status(&UserKey::new("anna"));
        assert_eq!((status.waiting, server.refused()), (kept, 0));
        drop(waiting);
        let status = budget.status(&UserKey::new("anna"));
        assert_eq!((status.waiting, status.in_flight), (0, 0), "{kept}");
    }
}

#[tokio::test(start_paused = true)]
async fn unnoticed_credits_go_to_other_calls() {
    let server = Server::new(1_000, SECOND * 60);
    let budget = spent_budget(&server).await;
    let mut kept = pin!(budget.spend(anna(), 1_000, Priority::High));
    assert!((&mut kept).now_or_never().is_none());
    // It would be the first of the next window, and is granted its credits after the probe of that window.
    let mut times = times(&budget, &server, 19).await;
    times.sort();
    assert!(times[18] < SECOND * 64, "{times:?}");
    // When it is polled again it goes like any other.
    let permit = tokio::time::timeout(SECOND * 61, kept).await.expect("it goes in the next window");
    drop(permit);
}

#[tokio::test(start_paused = true)]
async fn a_slow_first_call_delays_others_by_less_than_a_second() {
    let (server, budget) = (Server::new(100_000, SECOND * 60), Budget::new());
    let start = Instant::now();
    let slow = async {
        let permit = budget.spend(anna(), 50, Priority::Normal).await.unwrap();
        sleep(SECOND * 8).await;
        let response = server.spend(50);
        permit.responded(response.status, &response.headers);
    };
    let others = [Priority::Low, Priority::Normal, Priority::High, Priority::High, Priority::Normal];
    let others = join_all(others.map(|priority| {
        let budget = &budget;
        async move {
            let permit = budget.spend(anna(), 50, priority).await.unwrap();
            let went = start.elapsed();
            sleep(SECOND * 8).await;
            drop(permit);
            went
        }
    }));
    let ((), went) = tokio::join!(slow, others);
    assert!(went.iter().all(|went| *went < SECOND), "{went:?}");
}

#[tokio::test(start_paused = true)]
async fn calls_without_a_response_time_out_concurrently() {
    let budget = Budget::new();
    let start = Instant::now();
    let calls = (0..50).map(|_| async {
        let permit = budget.spend(anna(), 50, Priority::Normal).await;
        sleep(SECOND * 2).await;
        drop(permit);
        start.elapsed().as_millis() / 100
    });
    let failed = join_all(calls).await;
    assert_eq!(failed[..3], [20, 27, 27], "{failed:?}");
    assert!(failed.iter().all(|time| *time <= 35), "{failed:?}");
}

#[tokio::test(start_paused = true)]
async fn calls_continue_if_limit_headers_disappear() {
    let (server, budget) = (Server::new(100_000, SECOND * 10), Budget::new());
    call(&budget, &server, "anna", 50).await;
    sleep(SECOND * 11).await;
    let start = Instant::now();
    let calls = (0..50).map(|_| async {
        let permit = budget.spend(anna(), 50, Priority::Normal).await.unwrap();
        sleep(SECOND / 10).await;
        permit.responded(http::StatusCode::OK, &http::HeaderMap::new());
    });
    join_all(calls).await;
    assert!(start.elapsed() <= Duration::from_millis(250), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_gateway_error_does_not_lift_the_limit() {
    let budget = Budget::new();
    let permit = budget.spend(anna(), 50, Priority::Normal).await.unwrap();
    permit.responded(http::StatusCode::BAD_GATEWAY, &http::HeaderMap::new());
    let _probe = budget.spend(anna(), 50, Priority::Normal).await;
    assert!(pin!(budget.spend(anna(), 50, Priority::Normal)).now_or_never().is_none());
}

#[tokio::test(start_paused = true)]
async fn random_drops_leave_no_credits_in_flight() {
    fastrand::seed(5);
    let (server, budget) = (Server::new(10_000, SECOND * 2), Budget::new());
    let calls = (0..10_000).map(|_| {
        let (server, budget) = (server.clone(), budget.clone());
        async move {
            sleep(Duration::from_millis(fastrand::u64(0..60_000))).await;
            let priority = [Priority::Low, Priority::Normal, Priority::High][fastrand::usize(..3)];
            let call = async {
                let credits = [0, 50, 100, 500, 2_000][fastrand::usize(..5)];
                let permit = budget.spend(anna(), credits, priority).await.unwrap();
                latency().await;
                let response = server.spend(credits);
                latency().await;
                permit.responded(response.status, &response.headers);
            };
            let limit = Duration::from_millis(fastrand::u64(0..3_000));
            let _ = tokio::time::timeout(limit, call).await;
        }
    });
    join_all(calls).await;
    let status = budget.status(&UserKey::new("anna"));
    assert_eq!((status.waiting, status.in_flight), (0, 0));
}

#[test]
fn a_runtime_that_is_not_driven_does_not_delay_another() {
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_all().build().unwrap()
    };
    let (stopped, driven) = (runtime(), runtime());
    let (server, budget) = (Server::new(1_000, SECOND), Budget::new());
    stopped.block_on(async {
        let budget = spent_budget(&server).await;
        let _ = budget;
    });
    let tasks = stopped.block_on(async {
        let tasks: Vec<_> = (0..10)
            .map(|_| {
                let budget = budget.clone();
                tokio::spawn(async move { budget.spend(anna(), 50, Priority::High).await })
            })
            .collect();
        tokio::task::yield_now().await;
        tasks
    });
    // Only a hang takes that long.
    let calls = async { tokio::time::timeout(SECOND * 30, times(&budget, &server, 40)).await };
    assert!(driven.block_on(calls).is_ok());
    drop(tasks);
}

#[tokio::test(start_paused = true)]
async fn wakes_earlier_if_credits_return_early() {
    let server = Server::new(1_000, SECOND * 60);
    let budget = Budget::new().spending(Spending::Even);
    call(&budget, &server, "anna", 0).await;
    call(&budget, &server, "anna", 50).await;
    let start = Instant::now();
    let large = budget.spend(anna(), 900, Priority::Normal).await.unwrap();
    // It does not fit while the large call is in flight, and would fit in the next window.
    let waiting = async {
        let permit = budget.spend(anna(), 100, Priority::Normal).await.unwrap();
        drop(permit);
        start.elapsed()
    };
    // The large call takes 5 seconds and costs 450.
    let respond = async {
        sleep(SECOND * 5).await;
        let response = server.spend(450);
        large.responded(response.status, &response.headers);
    };
    let (waited, ()) = tokio::join!(waiting, respond);
    assert!(waited > SECOND * 20 && waited < SECOND * 40, "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn new_calls_do_not_overtake_waiting_ones() {
    let server = Server::new(1_000, SECOND * 60);
    let budget = Budget::new();
    call(&budget, &server, "anna", 50).await;
    let under_way = budget.spend(anna(), 500, Priority::Normal).await.unwrap();
    let mut large = pin!(budget.spend(anna(), 900, Priority::Normal));
    assert!(large.as_mut().now_or_never().is_none());
    assert!(pin!(budget.spend(anna(), 50, Priority::Normal)).now_or_never().is_none());
    // A call without cost takes nothing from them.
    assert!(pin!(budget.spend(anna(), 0, Priority::Low)).now_or_never().is_some());
    // A call of higher priority goes before them.
    assert!(pin!(budget.spend(anna(), 50, Priority::High)).now_or_never().is_some());
    drop(under_way);
}

#[tokio::test(start_paused = true)]
async fn unclaimed_credits_remain_for_a_late_poll() {
    let server = Server::new(1_000, SECOND * 60);
    let budget = Budget::new();
    call(&budget, &server, "anna", 50).await;
    let under_way = budget.spend(anna(), 900, Priority::Normal).await.unwrap();
    let mut waiting = pin!(budget.spend(anna(), 100, Priority::Normal));
    assert!(waiting.as_mut().now_or_never().is_none());
    let response = server.spend(0);
    under_way.responded(response.status, &response.headers);
    assert_eq!(budget.status(&UserKey::new("anna")).in_flight, 100, "it has them");
    sleep(SECOND * 10).await;
    assert!(waiting.now_or_never().is_some());
    assert_eq!(budget.status(&UserKey::new("anna")).waiting, 0);
}
