use std::time::{Duration, Instant};

use futures_util::{Stream, TryStreamExt as _};
use miro::prelude::*;
use miro_bench::Failure;

use super::api;
use crate::order::{List, Order};

/// The time that a busy consumer spends on a page.
const WORK: Duration = Duration::from_millis(20);

/// Returns the seconds to read a list.
pub(super) async fn time(order: &Order, list: List, prefetch: usize, busy: bool) -> Result<f64, Failure> {
    let api = api(order).build()?;
    let board = api.board(&order.board);
    // The connection exists already.
    board.get().await?;
    let start = Instant::now();
    match list {
        List::Items => consume(board.items().list().prefetch(prefetch).pages(), busy).await?,
        List::Boards => consume(api.boards().list().prefetch(prefetch).pages(), busy).await?,
    }
    Ok(start.elapsed().as_secs_f64())
}

async fn consume<P>(
    mut pages: impl Stream<Item = Result<P, Error>> + Unpin,
    busy: bool,
) -> Result<(), Error> {
    while pages.try_next().await?.is_some() {
        if busy {
            tokio::time::sleep(WORK).await;
        }
    }
    Ok(())
}

/// Returns the most bytes that this process has had, beyond those after its first call.
pub(super) async fn memory(order: &Order, items: usize) -> Result<f64, Failure> {
    let board = api(order).build()?.board(&order.board);
    board.get().await?;
    let idle = kilobytes("VmRSS:")?;
    let mut stream = board.items().list().stream();
    let mut count = 0;
    while stream.try_next().await?.is_some() {
        count += 1;
    }
    if count != items {
        return Err(format!("the list has {count} items").into());
    }
    Ok((kilobytes("VmHWM:")? - idle) * 1024.0)
}

fn kilobytes(name: &str) -> Result<f64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let number =
        line.and_then(|line| line.strip_suffix(" kB")).ok_or("the kernel does not tell of memory")?;
    Ok(number.parse()?)
}
