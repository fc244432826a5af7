use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Instant;

use super::RedisBudget;
use super::scripts::{SETTLE, TAKE};
use crate::budget::window::{Decision, Outcome, Rules};
use crate::budget::{BucketKey, Spending};

/// The books of one bucket, in Redis.
#[derive(Clone, Debug)]
pub(in crate::budget) struct Books {
    budget: RedisBudget,
    /// The hash, and the calls under way: one slot of a cluster.
    keys: [Arc<str>; 2],
}

impl Books {
    pub(in crate::budget) fn new(budget: &RedisBudget, key: &BucketKey) -> Self {
        let name = format!("{}{{{}}}", budget.prefix, key.digest());
        Self { budget: budget.clone(), keys: [format!("{name}:calls").into(), name.into()] }
    }

    /// A call that has not taken its credits yet.
    pub(in crate::budget) fn call(&self, credits: u64) -> Call {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let id = format!("{:016x}:{number}|{credits}", self.budget.process);
        Call(Some(Entry { books: self.clone(), id }))
    }
}

/// A call in the books. What is dropped without having been settled has not been sent.
#[derive(Debug)]
pub(in crate::budget) struct Call(Option<Entry>);

#[derive(Debug)]
struct Entry {
    books: Books,
    id: String,
}

impl Call {
    /// Takes the credits if they are there; nothing if Redis is away.
    pub(in crate::budget) async fn take(&self, rules: Rules) -> Option<Decision> {
        let Entry { books, id } = self.0.as_ref()?;
        let [calls, book] = &books.keys;
        let spending = if rules.spending == Spending::Even { "even" } else { "burst" };
        let mut script = TAKE.key(&**book);
        script.key(&**calls).arg(id).arg(books.budget.call_time_ms()).arg(rules.share).arg(spending);
        let answer = books.budget.link.ask(&script).await?;
        Some(decision(Instant::now(), answer))
    }

    /// Tells Redis what became of it, and then does this.
    pub(in crate::budget) fn settle(mut self, outcome: Outcome, then: impl FnOnce() + Send + 'static) {
        if let Some(entry) = self.0.take() {
            entry.settle(Some(outcome), then);
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
        let settled = async move {
            let [calls, book] = &self.books.keys;
            let (outcome, observation, pause) = match outcome {
                None => ("unsent", None, None),
                Some(Outcome::NoAnswer) => ("unanswered", None, None),
                Some(Outcome::Answered(observation)) => ("answered", observation, None),
                Some(Outcome::Refused(observation, pause)) => ("refused", observation, pause),
            };
            let mut script = SETTLE.key(&**book);
            script.key(&**calls).arg(&self.id).arg(self.books.budget.call_time_ms()).arg(outcome);
            script.arg(pause.map_or(-1, |pause| i64::try_from(pause.as_millis()).unwrap_or(i64::MAX)));
            if let Some(seen) = observation {
                script.arg(seen.limit).arg(seen.remaining).arg(seen.reset);
                script.arg(u64::try_from(seen.resets_in.as_millis()).unwrap_or(u64::MAX));
            }
            let _: Option<u8> = self.books.budget.link.ask(&script).await;
            then();
        };
        // Without a runtime the call ends by its time.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(settled);
        }
    }
}

/// What the script's answer means: until then, or until somebody's answer may have freed credits.
fn decision(now: Instant, (goes, wait, answers): (u8, i64, u8)) -> Decision {
    if goes == 1 {
        return Decision::Go;
    }
    let until = u64::try_from(wait).ok().and_then(|wait| now.checked_add(Duration::from_millis(wait)));
    let poll = (answers == 1 || until.is_none())
        .then(|| now.checked_add(Duration::from_millis(fastrand::u64(20..=50))))
        .flatten();
    Decision::Wait(match (until, poll) {
        (Some(until), Some(poll)) => Some(until.min(poll)),
        (until, poll) => until.or(poll),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_end_when_something_may_have_changed() {
        let now = Instant::now();
        assert_eq!(decision(now, (1, 0, 0)), Decision::Go);
        assert_eq!(decision(now, (0, 7_000, 0)), Decision::Wait(Some(now + Duration::from_secs(7))));
        for asked in [(0, 7_000, 1), (0, -1, 1), (0, -1, 0)] {
            let Decision::Wait(Some(until)) = decision(now, asked) else { panic!("{asked:?}") };
            let wait = until - now;
            assert!((20..=50).contains(&wait.as_millis()), "{asked:?}: {wait:?}");
        }
        assert_eq!(decision(now, (0, 5, 1)), Decision::Wait(Some(now + Duration::from_millis(5))));
    }
}
