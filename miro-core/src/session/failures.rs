use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::token::UserKey;

/// The time of each user's last refresh that failed or took too long. Kept per user, because a program may have a
/// new session for each call.
#[derive(Default)]
pub(super) struct Failures(Mutex<HashMap<UserKey, Instant>>);

/// While the current token is still valid, a failed refresh is not attempted again with every call.
const PAUSE: Duration = Duration::from_secs(5);

impl Failures {
    /// Records the result of a refresh.
    pub(super) fn note(&self, user: &UserKey, is_failure: bool) {
        let mut failures = self.lock();
        if !is_failure {
            failures.remove(user);
            return;
        }
        // Only when the table would grow anyway, so that the sweep costs little per user.
        if failures.len() == failures.capacity() {
            failures.retain(|_, failed| failed.elapsed() < PAUSE);
        }
        failures.insert(user.clone(), Instant::now());
    }

    /// Whether a refresh failed less than five seconds ago.
    pub(super) fn is_recent(&self, user: &UserKey) -> bool {
        self.lock().get(user).is_some_and(|failed| failed.elapsed() < PAUSE)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<UserKey, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_failure_counts_for_five_seconds_and_until_a_success() {
        let (failures, anna, ben) = (Failures::default(), UserKey::new("anna"), UserKey::new("ben"));
        failures.note(&anna, true);
        assert!(failures.is_recent(&anna) && !failures.is_recent(&ben));
        advance(PAUSE - Duration::from_millis(1)).await;
        assert!(failures.is_recent(&anna));
        advance(Duration::from_millis(1)).await;
        assert!(!failures.is_recent(&anna));
        failures.note(&anna, true);
        failures.note(&anna, false);
        assert!(!failures.is_recent(&anna));
    }

    #[tokio::test(start_paused = true)]
    async fn a_sweep_removes_failures_that_no_longer_count_and_no_others() {
        let failures = Failures::default();
        let user = |number: usize| UserKey::new(&number.to_string());
        failures.note(&user(0), true);
        // The table is full: the next one sweeps first.
        let capacity = failures.lock().capacity();
        (1..=capacity).for_each(|number| failures.note(&user(number), true));
        assert!((0..=capacity).all(|number| failures.is_recent(&user(number))));

        let failures = Failures::default();
        failures.note(&user(0), true);
        let capacity = failures.lock().capacity();
        (1..capacity).for_each(|number| failures.note(&user(number), true));
        advance(PAUSE).await;
        failures.note(&user(capacity), true);
        assert_eq!(failures.lock().len(), 1);
        // It is not full any more: no sweep.
        advance(PAUSE).await;
        failures.note(&user(0), true);
        assert_eq!(failures.lock().len(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn forgets_expired_entries() {
        let failures = Failures::default();
        for number in 0..1_000 {
            failures.note(&UserKey::new(&number.to_string()), true);
            advance(Duration::from_secs(2)).await;
        }
        assert!(failures.lock().len() < 10);
    }
}
