//! Miro's rate limit as a budget that calls spend.
//!
//! Each user of each app has a number of credits per window ([100,000 a minute, subject to
//! change](https://developers.miro.com/reference/rate-limiting)). Every response reports how many are left and
//! when the next window begins. A [`Budget`] keeps the ledger: a call waits until there are enough credits for it,
//! so that Miro does not have to reject it.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod bucket;
mod bucket_key;
#[cfg(feature = "budget-redis")]
mod inquirer;
mod inquiry;
mod ledger;
#[cfg(not(feature = "budget-redis"))]
mod not_shared;
mod observation;
mod priority;
mod queue;
#[cfg(feature = "budget-redis")]
mod redis;
mod spending;
mod status;
#[cfg(test)]
mod tests;
mod waiting;
mod window;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use priority::Priority;
#[cfg(feature = "budget-redis")]
pub use redis::{RedisBudget, RedisBudgetError};
pub use spending::Spending;
pub use status::BudgetStatus;

pub(crate) use bucket::Permit;
pub(crate) use bucket_key::BucketKey;
pub(crate) use observation::{Observation, reset_hint};

use crate::token::UserKey;
use bucket::Bucket;
#[cfg(feature = "budget-redis")]
use inquirer::inquire;
#[cfg(not(feature = "budget-redis"))]
use not_shared::{Call, RedisBudget, SharedLedger, inquire};
#[cfg(feature = "budget-redis")]
use redis::{Call, SharedLedger};
use waiting::Waiting;
use window::Rules;

/// The credits of an app's users, and the order in which calls spend them. Clones share one ledger.
///
/// By default each client has its own budget. Clients of the same app should share one.
///
/// # How it spends
///
/// - The declaration of an operation has its cost. `X-RateLimit-Limit`, `-Remaining` and `-Reset` of every
///   response report what is left, including what other programs spend.
/// - Before the first response, and at the start of each window, one call is sent alone to find out how many
///   credits are left. The others wait for its response, but only for a few round trips, or three quarters of a
///   second before the first response. Then more calls are sent, and soon all of them, at most as many as the
///   limit allows, if it is known.
/// - Without limit headers, calls are not limited. If a server had sent some before, that holds for a minute at a
///   time.
/// - Calls of a user are sent in order of arrival, by [`Priority`]. A call that does not fit into the rest of the
///   window does not block smaller ones, and no call waits forever. A canceled call gives its place to the next.
/// - No call waits for another call's future to be polled: granted credits that a call does not use return at the
///   end of the window.
/// - The pace of other programs predicts what they are going to spend. When they may take everything that is left,
///   calls are sent one at a time, so that at most one per window is rejected. A program that starts during the
///   last calls is noticed too late.
/// - After a 429, all calls of that user wait until the time that Miro names. Calls of other users continue.
/// - SCIM has separate limits: a number of requests per operation in 30 seconds.
///
/// ```
/// use miro_core::budget::{Budget, Spending};
///
/// // Leave half of Miro's limit to other programs of the app, and spread the rest over the minute.
/// let budget = Budget::new().share(0.5).spending(Spending::Even);
/// ```
#[derive(Clone)]
pub struct Budget(Option<Arc<Inner>>, Rules);

#[derive(Default)]
struct Inner {
    buckets: Mutex<Buckets>,
    /// The Redis with the ledgers that all processes share.
    shared: Option<RedisBudget>,
}

/// Sorted, because with few users, the usual case, a search is faster than a hash that resists collision attacks.
#[derive(Default)]
struct Buckets {
    by_key: BTreeMap<BucketKey, Arc<Bucket>>,
    /// Number of buckets that triggers the next sweep.
    sweep_at: usize,
}

impl Budget {
    /// Creates a budget with all of Miro's credits, spent in order of arrival.
    #[must_use]
    pub fn new() -> Self {
        Self(Some(Arc::default()), Rules::default())
    }

    /// Disables the budget: calls are sent at once, and Miro rejects those above the limit.
    #[must_use]
    pub fn off() -> Self {
        Self(None, Rules::default())
    }

    /// Creates one budget for all processes with this Redis. It is exact for any number of concurrent calls.
    ///
    /// Order, priorities and [`status`](Self::status) are per process. Redis is queried before calls, for several
    /// of them at once, and updated after each response. [`RedisBudget`] describes what happens if Redis is
    /// unavailable or a process is killed. At the end of a program, await [`flush`](Self::flush).
    #[cfg(feature = "budget-redis")]
    #[must_use]
    pub fn shared(redis: RedisBudget) -> Self {
        let inner = Inner { shared: Some(redis), ..Inner::default() };
        Self(Some(Arc::new(inner)), Rules::default())
    }

    /// Sets how the credits are spread over a window. The default is [`Spending::Burst`].
    ///
    /// Applies to this clone and its later clones.
    #[must_use]
    pub fn spending(mut self, spending: Spending) -> Self {
        self.1.spending = spending;
        self
    }

    /// Sets the share of Miro's limit that may be spent, from 0 to 1. The default is 1. The rest is left to other
    /// programs.
    ///
    /// Other numbers are moved into the range. With 0, only the first call of each window is sent.
    #[must_use]
    pub fn share(mut self, share: f64) -> Self {
        self.1.share = if share.is_nan() { 1.0 } else { share.clamp(0.0, 1.0) };
        self
    }

    /// Returns what is known about this user's credits.
    #[must_use]
    pub fn status(&self, user: &UserKey) -> BudgetStatus {
        let bucket =
            self.0.as_ref().and_then(|inner| inner.buckets().by_key.get(&BucketKey::of(user)).cloned());
        bucket.map(|bucket| bucket.status()).unwrap_or_default()
    }

    /// Waits until the ledger in Redis has the responses of all calls so far, for at most 2 seconds.
    ///
    /// Await this at the end of a program with a [shared](Self::shared) budget. Redis is updated after a call has
    /// returned, so that no call waits for it, and a program that ends right after its last call ends before that.
    /// The credits of such a call are held for the [`call_time`](RedisBudget::call_time). Returns at once if the
    /// budget is not shared.
    #[cfg(feature = "budget-redis")]
    pub async fn flush(&self) {
        if let Some(redis) = self.0.as_ref().and_then(|inner| inner.shared.as_ref()) {
            redis.flush().await;
        }
    }

    /// Waits until these credits may be spent, and holds them until the response reports what is left.
    pub(crate) async fn spend(&self, key: BucketKey, credits: u64, priority: Priority) -> Option<Permit> {
        let bucket = self.0.as_ref()?.bucket(key);
        if let Some(permit) = bucket.spend_at_once(credits, self.1) {
            return Some(permit);
        }
        // Boxed, because the future is large while it waits, and would make the future of every call as large.
        Some(Box::pin(Waiting::new(bucket, credits, priority, self.1)).await)
    }
}

impl Inner {
    fn bucket(&self, key: BucketKey) -> Arc<Bucket> {
        let mut buckets = self.buckets();
        if let Some(bucket) = buckets.by_key.get(&key) {
            return bucket.clone();
        }
        buckets.sweep();
        let shared = self.shared.as_ref().map(|redis| SharedLedger::new(redis, &key));
        buckets.by_key.entry(key).or_insert_with(|| Arc::new(Bucket::new(shared))).clone()
    }

    fn buckets(&self) -> MutexGuard<'_, Buckets> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Buckets {
    /// Removes the buckets that a new one can replace. Runs only when their number has doubled since the last
    /// sweep, so that the cost per user is small.
    fn sweep(&mut self) {
        if self.by_key.len() >= self.sweep_at {
            self.by_key.retain(|_, bucket| Arc::strong_count(bucket) > 1 || !bucket.is_forgettable());
            self.sweep_at = self.by_key.len().max(2).saturating_mul(2);
        }
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Budget {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            None => formatter.write_str("Budget(off)"),
            Some(inner) => formatter
                .debug_struct("Budget")
                .field("buckets", &inner.buckets().by_key.len())
                .field("rules", &self.1)
                .finish(),
        }
    }
}
