use std::time::Instant;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use miro::budget::Budget;
use miro::prelude::*;
use miro_bench::Failure;

use super::{AT_ONCE, api};
use crate::order::{Order, Way};

/// Returns the seconds to create this many sticky notes.
pub(super) async fn time(order: &Order, way: Way, notes: usize) -> Result<f64, Failure> {
    let board = api(order).budget(Budget::off()).build()?.board(&order.board);
    let note = |number: usize| NewStickyNote::new(format!("Note {number}"));
    // The connection exists already.
    board.sticky_notes().create(note(0)).await?;
    let start = Instant::now();
    match way {
        Way::OneByOne => {
            for number in 0..notes {
                board.sticky_notes().create(note(number)).await?;
            }
        }
        Way::AtOnce => {
            let calls = stream::iter(0..notes).map(|number| board.sticky_notes().create(note(number)).send());
            calls.buffer_unordered(AT_ONCE).try_for_each(async |_| Ok(())).await?;
        }
        Way::All => {
            let mut batch = board.items().create_all((0..notes).map(note)).concurrency(AT_ONCE);
            while let Some(done) = batch.next().await {
                done.result?;
            }
        }
    }
    Ok(start.elapsed().as_secs_f64())
}
