use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::watch;

/// Detached tasks whose end can be awaited.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tracker(Arc<watch::Sender<usize>>);

/// One task in flight. It is dropped when the task ends, or with the runtime.
struct InFlight(Arc<watch::Sender<usize>>);

impl Tracker {
    /// Spawns a task on this runtime.
    pub(crate) fn spawn(&self, runtime: &Handle, work: impl Future<Output = ()> + Send + 'static) {
        self.0.send_modify(|count| *count = count.saturating_add(1));
        let in_flight = InFlight(self.0.clone());
        runtime.spawn(async move {
            // Moved into the task, which may be dropped at any point.
            let _in_flight = in_flight;
            work.await;
        });
    }

    /// The number of tasks in flight.
    #[cfg(feature = "oauth")]
    pub(crate) fn count(&self) -> usize {
        *self.0.borrow()
    }

    /// Waits until no task is in flight.
    pub(crate) async fn idle(&self) {
        // Cannot fail: `self` holds the sender.
        let _ = self.0.subscribe().wait_for(|count| *count == 0).await;
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count = count.saturating_sub(1));
    }
}

#[cfg(all(test, feature = "oauth"))]
mod tests {
    use std::time::Duration;

    use futures_util::FutureExt;
    use tokio::time::sleep;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn several_callers_can_wait_until_idle() {
        let tracker = Tracker::default();
        for round in 1..=3_u64 {
            for seconds in 1..=round {
                tracker.spawn(&Handle::current(), sleep(Duration::from_secs(seconds)));
            }
            assert_eq!(tracker.count(), usize::try_from(round).unwrap());
            assert!(tracker.idle().now_or_never().is_none());
            tokio::join!(tracker.idle(), tracker.idle(), tracker.idle());
            assert_eq!(tracker.count(), 0);
            assert!(tracker.idle().now_or_never().is_some());
        }
    }

    #[test]
    fn a_task_ends_when_its_runtime_is_dropped() {
        let tracker = Tracker::default();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        tracker.spawn(runtime.handle(), std::future::pending());
        assert_eq!(tracker.count(), 1);
        drop(runtime);
        assert_eq!(tracker.count(), 0);
        assert!(tracker.idle().now_or_never().is_some());
    }
}
