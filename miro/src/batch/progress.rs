use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::Error;

/// The progress of a [`Batch`](super::Batch). Clones refer to the same batch.
#[derive(Clone, Debug, Default)]
pub struct BatchProgress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    started: AtomicUsize,
    succeeded: AtomicUsize,
    failed: AtomicUsize,
    stopped: AtomicBool,
}

impl BatchProgress {
    /// Returns how many elements succeeded.
    #[must_use]
    pub fn succeeded(&self) -> usize {
        self.0.succeeded.load(Ordering::Relaxed)
    }

    /// Returns how many elements failed.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.0.failed.load(Ordering::Relaxed)
    }

    /// Returns how many elements are in flight, with their result not known yet.
    #[must_use]
    pub fn under_way(&self) -> usize {
        self.0.started.load(Ordering::Relaxed).saturating_sub(self.succeeded() + self.failed())
    }

    /// Starts no further calls. The stream ends when the calls in flight have completed.
    ///
    /// Every element up to the last one that the stream yields was attempted, and none after it.
    pub fn stop(&self) {
        self.0.stopped.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.0.stopped.load(Ordering::Relaxed)
    }

    pub(super) fn started(&self, count: usize) {
        self.0.started.fetch_add(count, Ordering::Relaxed);
    }

    pub(super) fn ended<T>(&self, results: &[Result<T, Error>]) {
        let succeeded = results.iter().filter(|result| result.is_ok()).count();
        self.0.succeeded.fetch_add(succeeded, Ordering::Relaxed);
        self.0.failed.fetch_add(results.len() - succeeded, Ordering::Relaxed);
    }
}
