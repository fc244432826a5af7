//! Batches of writes: takes the elements of an iterator and writes them in as few calls as possible. Changes and
//! deletions have several calls in flight at once. Items are created in order, unless
//! [`concurrency`](Batch::concurrency) is raised.
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

/// The result of one element of a batch.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Done<T> {
    /// The position of the element in the input, from 0.
    pub index: usize,
    /// Miro's response, or the error. [`Error::outcome`] reports whether a failed write may have taken effect all the
    /// same.
    pub result: Result<T, Error>,
}

/// One call, which yields the results of its elements in order.
type Work<T> = BoxFuture<'static, Vec<Result<T, Error>>>;

/// Returns the next call and the number of its elements, or `None` when the input is exhausted.
type NextWork<T> = Box<dyn FnMut() -> Option<(usize, Work<T>)> + Send>;

/// Default number of calls in flight.
const CONCURRENCY: usize = 8;

/// More concurrent calls gain nothing, and without a limit an endless iterator would be consumed before any call is
/// awaited.
const MOST_AT_ONCE: usize = 1_000;

/// A batch of writes, as a stream of the result of each element in input order.
///
/// The iterator is consumed as calls are made. A slow consumer delays the calls. Dropping the stream cancels the
/// calls in flight and leaves their outcome unknown; use [`BatchProgress::stop`] to stop cleanly. Credits and retries
/// apply as to every call.
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

    /// Sets how many calls may be in flight at once, from 1 to 1,000. The default is 1 for creating items, because
    /// the order of creation is their order on the board, and 8 otherwise.
    pub fn concurrency(mut self, calls: usize) -> Self {
        self.concurrency = calls.clamp(1, MOST_AT_ONCE);
        self
    }

    /// Returns a handle to follow the progress from elsewhere, and to stop the batch.
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
