//! Many writes at once: what one iterator gives, in as few calls as possible. Changes and deletions have several calls on their
//! way at the same time; items are created in their order, unless [`concurrency`](Batch::concurrency) says otherwise.
//!
//! ```no_run
//! use futures_util::StreamExt;
//! use miro::prelude::*;
//!
//! # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
//! let notes = (1..=2_000).map(|number| NewStickyNote::new(format!("Note {number}")));
//! let mut batch = board.items().create_all(notes);
//! let progress = batch.progress();
//! while let Some(done) = batch.next().await {
//!     if let Err(error) = done.result {
//!         eprintln!("note {}: {error}", done.index);
//!     }
//! }
//! println!("{} created, {} failed", progress.succeeded(), progress.failed());
//! # Ok(())
//! # }
//! ```

mod changes;
mod creation;
mod progress;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_util::StreamExt;
use futures_util::stream::FuturesOrdered;
use miro_core::transport::BoxFuture;

pub use progress::BatchProgress;

use crate::Error;

/// What became of one of many.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Done<T> {
    /// Its place among all that were given, from 0.
    pub index: usize,
    /// What Miro answered, or why it was not done; [`Error::outcome`] says whether it may have been done all the same.
    pub result: Result<T, Error>,
}

/// One call: what became of those that it was for, in order.
type Work<T> = BoxFuture<'static, Vec<Result<T, Error>>>;

/// The next call, and how many it is for; none when all is done.
type NextWork<T> = Box<dyn FnMut() -> Option<(usize, Work<T>)> + Send>;

/// How many calls are on their way at once, if it is not set.
const CONCURRENCY: usize = 8;

/// More calls at once make nothing faster, and an endless iterator would never be waited for.
const MOST_AT_ONCE: usize = 1_000;

/// Many writes, as a stream of what became of each, in the order in which they were given.
///
/// What comes from the iterator is taken as it is needed. A consumer that is slow stops the calls, and one that drops the
/// stream ends those that are on their way, so that nobody knows what became of them: [`BatchProgress::stop`] is the clean way.
/// Credits and retries are those of all calls.
#[must_use = "streams do nothing unless they are polled"]
pub struct Batch<T> {
    next: NextWork<T>,
    concurrency: usize,
    under_way: FuturesOrdered<Work<T>>,
    ready: std::vec::IntoIter<Result<T, Error>>,
    index: usize,
    progress: BatchProgress,
    exhausted: bool,
}

impl<T> Batch<T> {
    fn new(next: impl FnMut() -> Option<(usize, Work<T>)> + Send + 'static) -> Self {
        Self {
            next: Box::new(next),
            concurrency: CONCURRENCY,
            under_way: FuturesOrdered::new(),
            ready: Vec::new().into_iter(),
            index: 0,
            progress: BatchProgress::default(),
            exhausted: false,
        }
    }

    /// How many calls may be on their way at once, from 1 to 1,000; if it is not set, 1 where items are created, whose order
    /// is their order on the board, and else 8.
    pub fn concurrency(mut self, calls: usize) -> Self {
        self.concurrency = calls.clamp(1, MOST_AT_ONCE);
        self
    }

    /// How far it is, to be looked at from elsewhere; and the way to stop it.
    pub fn progress(&self) -> BatchProgress {
        self.progress.clone()
    }

    fn start(&mut self) {
        while !self.exhausted && self.under_way.len() < self.concurrency {
            if self.progress.is_stopped() {
                self.exhausted = true;
                return;
            }
            match (self.next)() {
                Some((count, work)) => {
                    self.progress.started(count);
                    self.under_way.push_back(work);
                }
                None => self.exhausted = true,
            }
        }
    }
}

impl<T> Stream for Batch<T> {
    type Item = Done<T>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Done<T>>> {
        let this = self.get_mut();
        loop {
            if let Some(result) = this.ready.next() {
                let index = this.index;
                this.index += 1;
                return Poll::Ready(Some(Done { index, result }));
            }
            this.start();
            match std::task::ready!(this.under_way.poll_next_unpin(context)) {
                Some(results) => {
                    this.progress.ended(&results);
                    this.ready = results.into_iter();
                }
                None => return Poll::Ready(None),
            }
        }
    }
}

// The futures inside are boxed.
impl<T> Unpin for Batch<T> {}

impl<T> fmt::Debug for Batch<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Batch").field("progress", &self.progress).finish_non_exhaustive()
    }
}
