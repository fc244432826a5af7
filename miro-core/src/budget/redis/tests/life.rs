//! No call waits for a process that ends, stops or forgets a call.

use futures_util::FutureExt as _;

use super::*;

#[test]
fn one_call_per_process_does_not_wait_for_the_previous_process() {
    let Some(redis) = redis() else { return };
    let miro = miro();
    let twenty_runs = async {
        for _ in 0..20 {
            let (url, miro) = (redis.url(), miro.clone());
            let run = move || runtime().block_on(async { call(&budget(&url).await, "anna", &miro).await });
            tokio::task::spawn_blocking(run).await.unwrap();
        }
    };
    runtime().block_on(in_time(twenty_runs));
}

#[test]
fn flush_records_all_calls_before_the_process_ends() {
    let Some(redis) = redis() else { return };
    let miro = miro();
    for run in 1..=3 {
        runtime().block_on(async {
            let budget = budget(&redis.url()).await;
            join_all((0..5).map(|_| call(&budget, "anna", &miro))).await;
            budget.flush().await;
        });
        runtime().block_on(async {
            let mut look = Look::at(&redis.url()).await;
            assert_eq!(look.under_way("anna").await, [""; 0]);
            assert_eq!(look.field("anna", "remaining").await, Some(100_000.0 - 250.0 * f64::from(run)));
        });
    }
}

#[tokio::test]
async fn flush_waits_only_for_pending_writes() {
    in_time(Budget::new().flush()).await;
    in_time(Budget::off().flush()).await;
    let Some(mut redis) = redis() else { return };
    let budget = budget(&redis.url()).await;
    let permit = permit(&budget, "anna").await;
    in_time(budget.flush()).await;
    redis.stop().unwrap();
    drop(permit);
    in_time(budget.flush()).await;
}

#[tokio::test]
async fn a_probe_of_a_stopped_process_delays_others_by_a_second() {
    let Some(redis) = redis() else { return };
    let stopped = budget(&redis.url()).await;
    let _probe = permit(&stopped, "anna").await;
    let miro = miro();
    let url = redis.url();
    let others = join_all((0..3).map(|_| budget(&url))).await;
    in_time(join_all(others.iter().map(|budget| call(budget, "anna", &miro)))).await;
}

#[tokio::test]
async fn an_unrecorded_probe_delays_others_by_a_second() {
    let Some(mut redis) = redis() else { return };
    let (one, other) = (budget(&redis.url()).await, budget(&redis.url()).await);
    let miro = miro();
    let permit = permit(&one, "anna").await;
    redis.stop().unwrap();
    let response = miro.spend(50);
    permit.responded(response.status, &response.headers);
    one.flush().await;
    redis.start_again().unwrap();
    in_time(call(&other, "anna", &miro)).await;
}

#[test]
fn settles_a_call_dropped_outside_of_a_runtime() {
    let Some(redis) = redis() else { return };
    let runtime = runtime();
    let (budget, permit) = runtime.block_on(async {
        let budget = budget(&redis.url()).await;
        let permit = permit(&budget, "anna").await;
        (budget, permit)
    });
    drop(permit);
    runtime.block_on(async {
        budget.flush().await;
        assert_eq!(Look::at(&redis.url()).await.under_way("anna").await, [""; 0]);
    });
    // Also if the call's own runtime has ended, so that nothing is written to Redis.
    let permit = {
        let runtime = self::runtime();
        runtime.block_on(async { self::permit(&self::budget(&redis.url()).await, "ben").await })
    };
    drop(permit);
    runtime.block_on(in_time(call(&budget, "ben", &miro())));
}

#[tokio::test]
async fn calls_polled_only_once_delay_no_others() {
    let Some(redis) = redis() else { return };
    let miro = Miro::new(1_000, Duration::from_secs(2));
    let budget = budget(&redis.url()).await;
    let mut kept: Vec<_> = (0..30).map(|_| Box::pin(budget.spend(key("anna"), 50, Priority::High))).collect();
    for future in &mut kept {
        assert!(future.now_or_never().is_none(), "Redis is asked first");
    }
    in_time(join_all((0..60).map(|_| call(&budget, "anna", &miro)))).await;
    assert_eq!(budget.status(&UserKey::new("anna")).waiting, 30);
    drop(kept);
    budget.flush().await;
    assert_eq!(Look::at(&redis.url()).await.under_way("anna").await, [""; 0]);
}

#[test]
fn replaces_an_inquiry_whose_runtime_is_not_driven() {
    let Some(redis) = redis() else { return };
    let (stopped, driven) = (runtime(), runtime());
    let budget = driven.block_on(budget(&redis.url()));
    let call = || budget.spend(key("anna"), 50, Priority::Normal);
    let mut kept = Box::pin(call());
    stopped.block_on(async { assert!((&mut kept).now_or_never().is_none()) });
    driven.block_on(in_time(join_all((0..10).map(|_| call()))));
    drop(stopped);
    driven.block_on(in_time(call()));
}

#[tokio::test]
async fn batched_calls_go_by_priority() {
    let Some(redis) = redis() else { return };
    let miro = miro();
    let budget = budget(&redis.url()).await;
    call(&budget, "anna", &miro).await;
    budget.flush().await;
    let order = std::sync::Mutex::new(Vec::new());
    let calls = (0..300).map(|index| {
        let priority = [Priority::Low, Priority::High][index % 2];
        let (budget, order) = (&budget, &order);
        async move {
            let permit = budget.spend(key("anna"), 50, priority).await;
            order.lock().unwrap().push(priority);
            permit
        }
    });
    let permits = in_time(join_all(calls)).await;
    let mut look = Look::at(&redis.url()).await;
    assert_eq!(look.under_way("anna").await.len(), 300);
    let high = order.into_inner().unwrap().into_iter().take(150).filter(|one| *one == Priority::High).count();
    assert_eq!(high, 150);
    drop(permits);
    budget.flush().await;
    assert_eq!(look.under_way("anna").await.len(), 0);
}
