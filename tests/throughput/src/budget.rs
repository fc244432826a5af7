//! How much of Miro's credits becomes calls.
//!
//! Several processes that share a budget belong here, too: the same measurement with one worker more.

use std::time::Duration;

use futures_util::future::join_all;
use http::header::USER_AGENT;
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};
use miro_sandbox::RecordedRequest;

use crate::order::Work;
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

pub(crate) async fn take(report: &mut Report, quick: bool) -> Result<(), Failure> {
    let windows = if quick { Windows { count: 2, seconds: 4 } } else { Windows { count: 5, seconds: 10 } };
    // A slow machine does not make enough calls for short windows.
    let reach = |figure: Figure, reached: fn(Figure) -> Figure| if quick { figure } else { reached(figure) };
    let (used, refused) = share(windows, false).await?;
    let figure = Figure::new("throughput-budget-used", used * 100.0, "%");
    report.add(&reach(figure, |figure| figure.at_least(99.0)));
    report.add(&Figure::new("throughput-budget-refused", refused, "calls").at_most(0.0));
    let (used, refused) = share(windows, true).await?;
    let figure = Figure::new("throughput-budget-beside-used", used * 100.0, "%");
    report.add(&reach(figure, |figure| figure.at_least(95.0)));
    // One for each of the five windows.
    let figure = Figure::new("throughput-budget-beside-refused", refused, "calls");
    report.add(&reach(figure, |figure| figure.at_most(5.0)));
    Ok(())
}

/// The part of what others leave that is spent, and how often a call was refused.
async fn share(windows: Windows, beside: bool) -> Result<(f64, f64), Failure> {
    let window = Duration::from_secs(windows.seconds);
    let builder = Place::builder().rate_limit(LIMIT).rate_limit_window(window).keep_requests(usize::MAX);
    let place = Place::of(builder).await;
    let work = place.order(Work::Spend { seconds: windows.count * windows.seconds });
    let failed: usize = if beside {
        let (ours, raw) = (work.carry_out(), Raw::new(&work)?);
        tokio::select! {
            failed = ours => failed?,
            () = spend_a_third(&place, &raw) => return Err("the other program has ended".into()),
        }
    } else {
        work.carry_out().await?
    };
    if failed > 0 {
        eprintln!("{failed} calls failed");
    }
    let (others, own): (Vec<_>, Vec<_>) = place.sandbox.requests().into_iter().partition(is_other);
    let credits = |requests: &[RecordedRequest]| requests.iter().map(|request| request.credits).sum::<u64>();
    let left = LIMIT * windows.count - credits(&others);
    let refused = own.iter().filter(|request| request.status == 429).count();
    eprintln!(
        "others: {} calls, {} refused",
        others.len(),
        others.iter().filter(|r| r.status == 429).count()
    );
    Ok((credits(&own) as f64 / left as f64, refused as f64))
}

fn is_other(request: &RecordedRequest) -> bool {
    request.headers.get(USER_AGENT).is_some_and(|name| name == "raw")
}

/// Spends a third of each window as soon as somebody has begun it, and does not end.
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
                // What is refused is not tried again.
                let _ = raw.board().await;
            }
        }))
        .await;
    }
}
