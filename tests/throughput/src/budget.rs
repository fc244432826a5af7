//! The share of Miro's credits that becomes calls.

use std::time::Duration;

use futures_util::future::{join_all, try_join_all};
use http::header::USER_AGENT;
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use miro_sandbox::RecordedRequest;
use miro_servers::{Durability, Kind, Server};

use crate::order::{Order, Work};
use crate::place::Place;
use crate::worker::Raw;

/// A board costs one of the 2,000 parts of it.
const LIMIT: u64 = 100_000;
const COST: u64 = 50;

#[derive(Clone, Copy)]
struct Windows {
    count: u64,
    seconds: u64,
}

/// The number of processes that share a budget.
const PROCESSES: usize = 4;

pub(crate) async fn take(report: &mut Report, quick: bool) -> Result<(), Failure> {
    let windows = if quick { Windows { count: 2, seconds: 4 } } else { Windows { count: 5, seconds: 10 } };
    // A slow machine does not make enough calls for short windows.
    let reach = |figure: Figure, reached: fn(Figure) -> Figure| if quick { figure } else { reached(figure) };
    let alone = spend(windows, None, false).await?;
    let figure = Figure::new("throughput-budget-used", alone.used * 100.0, "%");
    report.add(&reach(figure, |figure| figure.at_least(99.0)));
    report.add(&Figure::new("throughput-budget-refused", alone.refused(), "calls").at_most(0.0));

    match Server::start(Kind::Redis, Durability::Unsynced)? {
        None => eprintln!("skipped, since Redis is not installed: throughput-budget-shared-used, -refused"),
        Some(redis) => {
            let shared = spend(windows, Some(&redis), false).await?;
            let figure = Figure::new("throughput-budget-shared-used", shared.used * 100.0, "%");
            report.add(&reach(figure, |figure| figure.at_least(97.0)));
            report.add(
                &Figure::new("throughput-budget-shared-refused", shared.refused(), "calls").at_most(0.0),
            );
        }
    }

    let beside = spend(windows, None, true).await?;
    let figure = Figure::new("throughput-budget-beside-used", beside.used * 100.0, "%");
    report.add(&reach(figure, |figure| figure.at_least(95.0)));
    let figure = Figure::new("throughput-budget-beside-refused", beside.most_refused(), "calls");
    report.add(&reach(figure, |figure| figure.at_most(1.0)));
    Ok(())
}

/// The use of the credits.
struct Spent {
    /// The spent share of what others leave.
    used: f64,
    /// The number of calls that each window refused.
    refused: Vec<usize>,
}

impl Spent {
    fn refused(&self) -> f64 {
        self.refused.iter().sum::<usize>() as f64
    }

    fn most_refused(&self) -> f64 {
        self.refused.iter().copied().max().unwrap_or_default() as f64
    }
}

/// Makes one process spend all windows, or several that share their budget in Redis; optionally beside another
/// program.
async fn spend(windows: Windows, redis: Option<&Server>, beside: bool) -> Result<Spent, Failure> {
    let window = Duration::from_secs(windows.seconds);
    let builder = Place::builder().rate_limit(LIMIT).rate_limit_window(window).keep_requests(usize::MAX);
    let place = Place::of(builder).await;
    let work = place.order(Work::Spend { seconds: windows.count * windows.seconds });
    let order = Order { redis: redis.map(Server::url), ..work };
    let processes = if redis.is_some() { PROCESSES } else { 1 };
    let ours = try_join_all((0..processes).map(|_| order.carry_out::<usize>()));
    let failed = if beside {
        let raw = Raw::new(&order)?;
        tokio::select! {
            failed = ours => failed?,
            () = spend_a_third(&place, &raw) => return Err("the other program has ended".into()),
        }
    } else {
        ours.await?
    };
    if failed.iter().any(|failed| *failed > 0) {
        eprintln!("{failed:?} calls failed");
    }
    let requests = place.sandbox.requests();
    let seen: Vec<_> = by_window(&requests, window).into_iter().take(windows.count as usize).collect();
    let credits = |of: fn(&&RecordedRequest) -> bool| {
        seen.iter().flat_map(|window| window.iter().filter(of)).map(|request| request.credits).sum::<u64>()
    };
    let (others, own) = (credits(is_other), credits(|request| !is_other(request)));
    let refused = |window: &&[RecordedRequest]| {
        window.iter().filter(|request| request.status == 429 && !is_other(request)).count()
    };
    let refused: Vec<_> = seen.iter().map(refused).collect();
    eprintln!("spent {own} credits, by others {others}; refused in each window: {refused:?}");
    Ok(Spent { used: own as f64 / (LIMIT * windows.count - others) as f64, refused })
}

/// The requests of each window, which begins with its first one.
fn by_window(mut requests: &[RecordedRequest], length: Duration) -> Vec<&[RecordedRequest]> {
    let mut windows = Vec::new();
    while let Some(first) = requests.first() {
        let is_in =
            |request: &RecordedRequest| request.time.duration_since(first.time).unsigned_abs() < length;
        let (window, later) = requests.split_at(requests.partition_point(is_in));
        windows.push(window);
        requests = later;
    }
    windows
}

fn is_other(request: &&RecordedRequest) -> bool {
    request.headers.get(USER_AGENT).is_some_and(|name| name == "raw")
}

/// Spends a third of each window as soon as somebody has begun it, without end.
async fn spend_a_third(place: &Place, raw: &Raw) {
    let mut known = None;
    loop {
        let reset = place.sandbox.credits(place.sandbox.user_id()).reset;
        if reset.is_none() || reset == known {
            tokio::time::sleep(Duration::from_millis(2)).await;
            continue;
        }
        known = reset;
        join_all((0..8).map(|_| async move {
            for _ in 0..LIMIT / 3 / COST / 8 {
                // Refused calls are not retried.
                let _ = raw.board().await;
            }
        }))
        .await;
    }
}
