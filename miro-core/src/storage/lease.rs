use std::fmt;
use std::time::Duration;

use crate::transport::BoxFuture;

/// How long [`Lease::release`] waits for the storage. A slower release continues by itself, or times out.
const RELEASE_TIMEOUT: Duration = Duration::from_secs(5);

/// The right to refresh one login. It ends on drop.
#[must_use = "the lease ends when it is dropped"]
pub struct Lease {
    guard: Option<Box<dyn Send>>,
    /// Completes when others can have the lease.
    released: Option<BoxFuture<'static, ()>>,
}

impl Lease {
    /// Creates a lease that lasts as long as this guard, such as a transaction or a lock.
    pub fn guarded(guard: impl Send + 'static) -> Self {
        Self { guard: Some(Box::new(guard)), released: None }
    }

    /// Creates a lease that excludes nobody.
    pub fn unguarded() -> Self {
        Self { guard: None, released: None }
    }

    /// Creates a lease whose end takes a while after its guard is dropped: `released` completes when others can
    /// have it.
    pub(super) fn released_by(
        guard: impl Send + 'static,
        released: impl Future<Output = ()> + Send + 'static,
    ) -> Self {
        Self { guard: Some(Box::new(guard)), released: Some(Box::pin(released)) }
    }

    /// Whether other holders have to wait for this lease.
    pub(crate) fn keeps_others_out(&self) -> bool {
        self.guard.is_some()
    }

    /// Ends the lease, and waits until the storage has released it, for at most five seconds.
    ///
    /// If a program ends right after dropping a lease without this, the lease may remain until it times out.
    pub(crate) async fn release(mut self) {
        drop(self.guard.take());
        if let Some(released) = self.released.take() {
            let _ = tokio::time::timeout(RELEASE_TIMEOUT, released).await;
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
    async fn release_drops_the_guard_and_has_a_timeout() {
        let guard = Arc::new(());
        let held = guard.clone();
        let lease = Lease::released_by(held, async {
            std::future::pending::<()>().await;
        });
        let started = tokio::time::Instant::now();
        lease.release().await;
        assert_eq!((Arc::strong_count(&guard), started.elapsed()), (1, RELEASE_TIMEOUT));
    }

    #[test]
    fn a_plain_guard_is_released_without_a_runtime() {
        let guard = Arc::new(());
        assert!(Lease::guarded(guard.clone()).release().now_or_never().is_some());
        assert_eq!(Arc::strong_count(&guard), 1);
        assert!(Lease::unguarded().release().now_or_never().is_some());
    }
}
