use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Instant;

use super::RedisBudget;
use super::link::{Lost, Reach};
use super::scripts::{SETTLE, TAKE};
use crate::budget::window::{Decision, Outcome, Rules};
use crate::budget::{BucketKey, Spending};

/// The ledger of one bucket in Redis.
#[derive(Clone, Debug)]
pub(in crate::budget) struct SharedLedger {
    budget: RedisBudget,
    key: Arc<str>,
    /// Whether this key can be used. It may hold a value of another kind.
    reach: Arc<Mutex<Reach>>,
}

/// A call and its rules, for [`SharedLedger::take`].
pub(in crate::budget) struct Asked {
    pub(in crate::budget) number: u64,
    pub(in crate::budget) id: Arc<str>,
    pub(in crate::budget) credits: u64,
    pub(in crate::budget) rules: Rules,
}

impl SharedLedger {
    pub(in crate::budget) fn new(budget: &RedisBudget, key: &BucketKey) -> Self {
        let key = format!("{}{{{}}}", budget.prefix, key.digest()).into();
        Self { budget: budget.clone(), key, reach: Arc::default() }
    }

    /// Creates a call that has not taken its credits yet.
    pub(in crate::budget) fn call(&self, credits: u64) -> Call {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let id = format!("{:016x}:{number}|{credits}", self.budget.process).into();
        Call(Some(Entry { ledger: self.clone(), id, runtime: Handle::try_current().ok() }))
    }

    /// The runtime for tasks: the caller's, or the one on which Redis was connected.
    pub(in crate::budget) fn runtime(&self) -> Option<Handle> {
        Handle::try_current().ok().or_else(|| self.budget.runtime.clone())
    }

    /// Whether Redis can be queried. If not, attempts to reach it continue in the background.
    pub(in crate::budget) fn is_within_reach(&self, now: Instant) -> bool {
        self.reach().is_within(now) && self.budget.link.is_within_reach(now, &self.budget.prefix)
    }

    /// Takes the credits of the calls that may go; `None` if Redis cannot be used.
    pub(in crate::budget) async fn take(&self, calls: &[Asked]) -> Option<Vec<Decision>> {
        let mut script = TAKE.key(&*self.key);
        script.arg(self.budget.call_time_ms());
        for call in calls {
            let spending = if call.rules.spending == Spending::Even { "even" } else { "burst" };
            script.arg(&*call.id).arg(call.rules.share).arg(spending);
        }
        let decisions: Vec<(u8, u64, u8, u8)> = self.ask(&script).await?;
        let now = Instant::now();
        Some(decisions.into_iter().map(|found| decision(now, found)).collect())
    }

    async fn ask<T: ::redis::FromRedisValue>(&self, script: &::redis::ScriptInvocation<'_>) -> Option<T> {
        if !self.reach().is_within(Instant::now()) {
            return None;
        }
        match self.budget.link.ask(script).await {
            Ok(found) => {
                self.reach().found();
                Some(found)
            }
            Err(Lost::Redis) => None,
            Err(Lost::Key(cause)) => {
                if self.reach().lost(Instant::now()) {
                    tracing::warn!(
                        key = &*self.key,
                        %cause,
                        "the budget of one user is not shared: its key in Redis cannot be used"
                    );
                }
                None
            }
        }
    }

    fn reach(&self) -> MutexGuard<'_, Reach> {
        self.reach.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A call in the ledger. If it is dropped before it is settled, it was not sent.
#[derive(Debug)]
pub(in crate::budget) struct Call(Option<Entry>);

#[derive(Debug)]
struct Entry {
    ledger: SharedLedger,
    id: Arc<str>,
    /// Used if the future is dropped outside of a runtime.
    runtime: Option<Handle>,
}

impl Call {
    pub(in crate::budget) fn id(&self) -> Option<Arc<str>> {
        self.0.as_ref().map(|entry| entry.id.clone())
    }

    /// Writes the outcome to Redis, then runs `then`.
    pub(in crate::budget) fn settle(mut self, outcome: Outcome, then: impl FnOnce() + Send + 'static) {
        if let Some(entry) = self.0.take() {
            entry.settle(Some(outcome), then);
        }
    }

    /// Gives the credits back, then runs `then`.
    pub(in crate::budget) fn unsent(mut self, then: impl FnOnce() + Send + 'static) {
        if let Some(entry) = self.0.take() {
            entry.settle(None, then);
        }
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        if let Some(entry) = self.0.take() {
            entry.settle(None, || {});
        }
    }
}

impl Entry {
    fn settle(self, outcome: Option<Outcome>, then: impl FnOnce() + Send + 'static) {
        let Self { ledger, id, runtime } = self;
        // Without a runtime, the call expires after its call time, and a probe after its life.
        let Some(runtime) = Handle::try_current().ok().or(runtime) else { return };
        let settling = ledger.budget.settling.clone();
        settling.spawn(&runtime, async move {
            ledger.settle(&id, outcome).await;
            then();
        });
    }
}

impl SharedLedger {
    pub(in crate::budget) async fn settle(&self, id: &str, outcome: Option<Outcome>) {
        let (outcome, observation, pause) = match outcome {
            None => ("unsent", None, None),
            Some(Outcome::NoResponse) => ("no_response", None, None),
            Some(Outcome::Responded(observation)) => ("responded", observation, None),
            Some(Outcome::Refused(observation, pause)) => ("refused", observation, pause),
        };
        let mut script = SETTLE.key(&*self.key);
        script.arg(self.budget.call_time_ms()).arg(id).arg(outcome);
        script.arg(pause.map_or(-1, |pause| i64::try_from(pause.as_millis()).unwrap_or(i64::MAX)));
        if let Some(seen) = observation {
            script.arg(seen.limit).arg(seen.remaining).arg(seen.reset);
            script.arg(u64::try_from(seen.resets_in.as_millis()).unwrap_or(u64::MAX));
        }
        let _: Option<u8> = self.ask(&script).await;
    }
}

/// Converts the result of the script. A wait ends at its time, or when a response may have freed credits.
fn decision(now: Instant, (goes, wait, may_change, holds): (u8, u64, u8, u8)) -> Decision {
    if goes == 1 {
        return Decision::Go;
    }
    let wait = Duration::from_millis(wait.min(MAX_WAIT_MS));
    // Only Redis knows about responses to other processes.
    let poll = Duration::from_millis(fastrand::u64(20..=50));
    let wait = if may_change == 1 { wait.min(poll) } else { wait };
    Decision::Wait { until: now.checked_add(wait).unwrap_or(now), holds: holds == 1 }
}

/// In milliseconds: the longest pause. Values in Redis may have been changed by hand.
const MAX_WAIT_MS: u64 = 121_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_end_at_the_next_possible_change() {
        let now = Instant::now();
        let until = |found| match decision(now, found) {
            Decision::Wait { until, holds } => (until - now, holds),
            Decision::Go => panic!("{found:?}"),
        };
        assert_eq!(decision(now, (1, 0, 0, 0)), Decision::Go);
        assert_eq!(until((0, 7_000, 0, 0)), (Duration::from_secs(7), false));
        assert_eq!(until((0, u64::MAX, 0, 0)), (Duration::from_secs(121), false));
        let (wait, holds) = until((0, 7_000, 1, 1));
        assert!((20..=50).contains(&wait.as_millis()) && holds, "{wait:?}");
        assert_eq!(until((0, 5, 1, 0)), (Duration::from_millis(5), false));
    }
}
