//! The processes that make calls.

mod bulk;
mod journal;
mod ours;
mod raw;
mod rounds;
mod schedule;
mod stream;

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use miro::budget::{Budget, RedisBudget};
use miro_bench::Failure;
use serde::Serialize;

pub(crate) use journal::{Note, Told};
pub(crate) use ours::api;
pub(crate) use raw::{Item, Raw, number};

use crate::order::{Order, Work};

/// The number of calls in flight if there are many.
pub(crate) const AT_ONCE: usize = 32;

/// Runs an order and prints its result. Everything runs on one thread, so that it does not depend on how tasks are
/// spread over several.
pub(crate) fn run(order: Order) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(carry_out(order))
}

async fn carry_out(order: Order) -> Result<(), Failure> {
    match order.work {
        Work::Rounds { program, call, calls, at_once } => {
            rounds::run(&order, program, call, calls, at_once).await
        }
        Work::Calls { program, call, calls } => rounds::once(&order, program, call, calls).await,
        Work::List { list, prefetch, busy } => tell(&stream::time(&order, list, prefetch, busy).await?),
        Work::Create { way, notes } => tell(&bulk::time(&order, way, notes).await?),
        Work::Spend { seconds } => tell(&spend(&order, Duration::from_secs(seconds)).await?),
        Work::Stream { items } => tell(&stream::memory(&order, items).await?),
        Work::Schedule { tasks, calls, budget } => tell(&schedule::cost(tasks, calls, budget).await?),
        Work::Journal { notes } => tell(&journal::write(&order, notes).await?),
    }
}

fn tell<T: Serialize>(answer: &T) -> Result<(), Failure> {
    println!("{}", serde_json::to_string(answer)?);
    Ok(())
}

/// Returns how many calls fail of those that end by then.
async fn spend(order: &Order, time: Duration) -> Result<usize, Failure> {
    let mut api = api(order);
    if let Some(redis) = &order.redis {
        api = api.budget(Budget::shared(RedisBudget::connect(redis).await?));
    }
    let board = api.build()?.board(&order.board);
    let end = Instant::now() + time;
    let tasks = (0..AT_ONCE).map(|_| async {
        let mut failed = 0;
        while let Ok(answer) = tokio::time::timeout_at(end.into(), board.get()).await {
            failed += usize::from(answer.is_err());
        }
        failed
    });
    Ok(join_all(tasks).await.into_iter().sum())
}
