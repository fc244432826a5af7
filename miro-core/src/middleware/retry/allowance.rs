use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::token::UserKey;

/// Limits the retries of each user while most of that user's calls fail.
///
/// Only users with less than a full allowance are remembered, so a successful call normally has nothing to do.
#[derive(Debug, Default)]
pub(super) struct Allowances {
    users: Mutex<Users>,
    /// The number of users in the table, read without its lock.
    count: AtomicUsize,
}

#[derive(Debug, Default)]
struct Users {
    left: HashMap<UserKey, Left>,
    last_sweep: Option<Instant>,
}

/// The rest of one user's allowance.
#[derive(Clone, Copy, Debug)]
struct Left {
    /// A retry costs [`COST`] units.
    units: u32,
    last_failure: Instant,
}

/// The units of one retry. A successful call earns one unit, so five of them pay for one retry.
const COST: u32 = 5;

/// The units of a full allowance: twenty retries.
const FULL: u32 = 20 * COST;

/// The time without a failure after which an allowance is full again, and its user is forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(600);

/// The number of users that triggers a sweep of the table.
const SWEPT_FROM: usize = 1_000;

/// The time between two sweeps, each of which visits all users.
const SWEEP_PAUSE: Duration = Duration::from_secs(10);

/// The maximum number of users in the table, about 8 MB. If calls of more users failed within ten minutes, the
/// others get no retries, because it is the service that fails.
const MAX_USERS: usize = 50_000;

impl Allowances {
    /// Takes one retry of this user, if one is left.
    pub(super) fn take(&self, user: &UserKey) -> bool {
        let now = Instant::now();
        let mut users = self.users();
        users.sweep(now);
        let is_granted = users.entry(user, now).is_some_and(|left| {
            left.last_failure = now;
            let rest = left.units.checked_sub(COST);
            left.units = rest.unwrap_or(left.units);
            rest.is_some()
        });
        self.count.store(users.left.len(), Ordering::Relaxed);
        is_granted
    }

    /// Counts a successful call of this user.
    pub(super) fn earn(&self, user: &UserKey) {
        if self.count.load(Ordering::Relaxed) == 0 {
            return;
        }
        let mut users = self.users();
        if let Some(left) = users.left.get_mut(user) {
            left.units = left.units.saturating_add(1);
            if left.units >= FULL {
                users.left.remove(user);
                self.count.store(users.left.len(), Ordering::Relaxed);
            }
        }
    }

    fn users(&self) -> MutexGuard<'_, Users> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Users {
    /// Returns the allowance of a user; `None` if the table is full of other users.
    fn entry(&mut self, user: &UserKey, now: Instant) -> Option<&mut Left> {
        if !self.left.contains_key(user) {
            if self.left.len() >= MAX_USERS {
                return None;
            }
            self.left.insert(user.clone(), Left::full(now));
        }
        let left = self.left.get_mut(user)?;
        if left.is_forgotten(now) {
            *left = Left::full(now);
        }
        Some(left)
    }

    /// Forgets users whose allowance is full again.
    fn sweep(&mut self, now: Instant) {
        let is_due = self.last_sweep.is_none_or(|last| now.saturating_duration_since(last) >= SWEEP_PAUSE);
        if is_due && self.left.len() >= SWEPT_FROM {
            self.left.retain(|_, left| !left.is_forgotten(now));
            self.last_sweep = Some(now);
        }
    }
}

impl Left {
    fn full(now: Instant) -> Self {
        Self { units: FULL, last_failure: now }
    }

    fn is_forgotten(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.last_failure) >= FORGOTTEN_AFTER
    }
}

#[cfg(test)]
mod tests;
