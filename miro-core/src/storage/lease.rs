use std::fmt;
use std::time::Duration;

use crate::transport::BoxFuture;

/// How long [`Lease::release`] waits for the storage. What takes longer goes on by itself, or times out.
const LONGEST_RELEASE: Duration = Duration::from_secs(5);

/// The right to refresh one login; it ends when this is dropped.
#[must_use = "the lease ends when it is dropped"]
pub struct Lease {
    guard: Option<Box<dyn Send>>,
    /// Is done when others can have the lease.
    released: Option<BoxFuture<'static, ()>>,
}

impl Lease {
    /// A lease that lasts as long as this guard: a transaction, a lock.
    pub fn guarded(guard: impl Send + 'static) -> Self {
        Self { guard: Some(Box::new(guard)), released: None }
    }

    /// A lease that keeps nobody out.
    pub fn unguarded() -> Self {
        Self { guard: None, released: None }
    }

    /// A lease whose end takes a while after its guard is dropped: `released` is done when others can have it.
    pub(super) fn released_by(
        guard: impl Send + 'static,
        released: impl Future<Output = ()> + Send + 'static,
    ) -> Self {
        Self { guard: Some(Box::new(guard)), released: Some(Box::pin(released)) }
    }

    /// Whether somebody else has to wait for this lease.
    pub(crate) fn keeps_others_out(&self) -> bool {
        self.guard.is_some()
    }

    /// Ends the lease, and waits until the storage has released it, for at most five seconds.
    ///
    /// A program that ends right after it dropped a lease may leave one that has to time out; after this it does not.
    pub(crate) async fn release(mut self) {
        drop(self.guard.take());
        if let Some(released) = self.released.take() {
            let _ = tokio::time::timeout(LONGEST_RELEASE, released).await;
        }
    }
}

impl fmt::Debug for Lease {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Lease")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures_util::FutureExt;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_release_ends_the_guard_first_and_is_limited() {
        let guard = Arc::new(());
        let held = guard.clone();
        let lease = Lease::released_by(held, async {
            std::future::pending::<()>().await;
        });
        let started = tokio::time::Instant::now();
        lease.release().await;
        assert_eq!((Arc::strong_count(&guard), started.elapsed()), (1, LONGEST_RELEASE));
    }

    #[test]
    fn a_guard_alone_is_released_at_once_and_without_a_runtime() {
        let guard = Arc::new(());
        assert!(Lease::guarded(guard.clone()).release().now_or_never().is_some());
        assert_eq!(Arc::strong_count(&guard), 1);
        assert!(Lease::unguarded().release().now_or_never().is_some());
    }
}
