//! Heartbeats of the tasks that replace logins: they distinguish a slow task from one that is no longer driven.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until, timeout};

/// The interval of the heartbeats.
const BEAT: Duration = Duration::from_secs(1);

/// A task without a heartbeat for this time counts as stopped.
const SILENCE: Duration = Duration::from_secs(5);

/// Extra time for a task whose whole process was stopped, because the watching task may wake up first.
const GRACE: Duration = Duration::from_secs(1);

/// The last time at which a task was driven.
#[derive(Debug)]
pub(super) struct Pulse(Mutex<Instant>);

impl Pulse {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Instant::now()))
    }

    /// Runs the work with heartbeats, however long one of its steps takes.
    pub(super) async fn beating<T>(&self, work: impl Future<Output = T>) -> T {
        let mut work = std::pin::pin!(work);
        loop {
            self.beat();
            if let Ok(done) = timeout(BEAT, work.as_mut()).await {
                return done;
            }
        }
    }

    /// Waits until the task is no longer driven: its runtime stands still, or was blocked for long.
    pub(super) async fn stopped(&self) {
        loop {
            let last = self.last();
            sleep_until(last + SILENCE).await;
            sleep(GRACE).await;
            if self.last() == last {
                return;
            }
        }
    }

    fn beat(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn last(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures_util::FutureExt;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_slow_task_is_not_stopped() {
        let pulse = Arc::new(Pulse::new());
        let (slow, begun) = (pulse.clone(), Instant::now());
        let task = tokio::spawn(async move { slow.beating(sleep(Duration::from_secs(60))).await });
        pulse.stopped().await;
        assert!(task.is_finished());
        let waited = begun.elapsed();
        assert!(waited >= Duration::from_secs(64) && waited <= Duration::from_secs(66), "{waited:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_task_that_is_not_driven_counts_as_stopped() {
        let pulse = Pulse::new();
        let mut unpolled = Box::pin(pulse.beating(std::future::pending::<()>()));
        assert!((&mut unpolled).now_or_never().is_none());
        let begun = Instant::now();
        pulse.stopped().await;
        assert_eq!(begun.elapsed(), SILENCE + GRACE);
        pulse.stopped().await;
        assert_eq!(begun.elapsed(), SILENCE + GRACE * 2, "it is known already");
    }
}
