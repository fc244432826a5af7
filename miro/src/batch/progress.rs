use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::Error;

/// How far a [`Batch`](super::Batch) is. Clones are of the same one.
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
    /// How many were done.
    #[must_use]
    pub fn succeeded(&self) -> usize {
        self.0.succeeded.load(Ordering::Relaxed)
    }

    /// How many failed.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.0.failed.load(Ordering::Relaxed)
    }

    /// How many are on their way, of which nothing is known yet.
    #[must_use]
    pub fn under_way(&self) -> usize {
        self.0.started.load(Ordering::Relaxed).saturating_sub(self.succeeded() + self.failed())
    }

    /// Makes no more calls. Those that are on their way are waited for; then the stream ends.
    ///
    /// All that was given before the last one that the stream tells of was tried; nothing behind it was.
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
