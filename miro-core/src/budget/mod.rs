//! Miro's rate limit as a budget that is spent, rather than a wall that is run into.
//!
//! Miro gives each user of each app so many credits a window
//! ([100,000 a minute, subject to change](https://developers.miro.com/reference/rate-limiting)), and says in every answer how many
//! are left and when the next window begins. A [`Budget`] keeps the ledger: a call that the credits do not suffice for waits until
//! they do, so that Miro has nothing to refuse.

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

/// The credits of an app's users, and who may spend them next. Clones share them.
///
/// Every client has one of its own, unless it is given one: clients of the same app share theirs, so that what one spends the
/// other knows of.
///
/// # How it spends
///
/// - It knows what a call costs from its declaration, and what is left from `X-RateLimit-Limit`, `-Remaining` and `-Reset` of
///   every answer, so that it also notices what other programs spend.
/// - What is left before the first response, and after each new window has begun, is not guessed: one call goes alone to find
///   out, and the others wait for its response. They wait for a short time only: a few round trips, or three quarters of a second
///   before the first response. Then more calls go, and soon all of them, at most as many as the limit is for, if it is known.
/// - A server whose responses have no limit headers is not limited. If it had some before, that is so for a minute at a time.
/// - Calls of a user are let go in the order in which they came, [prioritised](Priority) ones first. A call that does not fit
///   into what is left does not hold those that do, and no call waits for ever: see [`Priority`]. One that is given up leaves its
///   place to the next.
/// - No call waits for the future of another one to be polled: credits that a call has got and does not take go back at the end of
///   the window.
/// - What other programs are going to spend is told from their pace. Where that may be all that is left, calls go one at a time,
///   so that a window refuses one of them at the most. A program that begins while the last calls are under way is seen too late.
/// - After a 429 all calls of that user wait until the time that Miro names; those of others go on.
/// - SCIM has limits of its own: so many requests of each operation in 30 seconds.
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
    /// Where the ledgers are kept that all processes share.
    shared: Option<RedisBudget>,
}

/// Sorted: with few users, as most programs have, that is searched sooner than a hash that withstands attacks is made.
#[derive(Default)]
struct Buckets {
    by_key: BTreeMap<BucketKey, Arc<Bucket>>,
    /// With how many buckets the next look is due at those that can be forgotten.
    sweep_at: usize,
}

impl Budget {
    /// All of Miro's credits, spent as calls come.
    #[must_use]
    pub fn new() -> Self {
        Self(Some(Arc::default()), Rules::default())
    }

    /// No budget: calls go when they come, and Miro refuses those that are too many.
    #[must_use]
    pub fn off() -> Self {
        Self(None, Rules::default())
    }

    /// One budget for all processes that share this: exact, whatever number of them calls at the same time.
    ///
    /// Order and priorities are those of each process, and so is what [`status`](Self::status) shows: what the responses to its
    /// own calls said. Redis is asked before each call, for several of them at once, and told of its response.
    /// [`RedisBudget`] says what happens when Redis is away, and when a process is killed; at the end of a program, wait for
    /// [`flush`](Self::flush).
    #[cfg(feature = "budget-redis")]
    #[must_use]
    pub fn shared(redis: RedisBudget) -> Self {
        let inner = Inner { shared: Some(redis), ..Inner::default() };
        Self(Some(Arc::new(inner)), Rules::default())
    }

    /// How the credits of a window are spread over it; [`Spending::Burst`] if it is not set.
    ///
    /// A setting of this clone and those that are made of it.
    #[must_use]
    pub fn spending(mut self, spending: Spending) -> Self {
        self.1.spending = spending;
        self
    }

    /// The part of Miro's limit that may be spent, from 0 to 1; all of it if it is not set. The rest is left to others.
    ///
    /// What is no such number counts as the nearest that is; with 0, only the first call of each window goes.
    #[must_use]
    pub fn share(mut self, share: f64) -> Self {
        self.1.share = if share.is_nan() { 1.0 } else { share.clamp(0.0, 1.0) };
        self
    }

    /// What is known of this user's credits.
    #[must_use]
    pub fn status(&self, user: &UserKey) -> BudgetStatus {
        let bucket =
            self.0.as_ref().and_then(|inner| inner.buckets().by_key.get(&BucketKey::of(user)).cloned());
        bucket.map(|bucket| bucket.status()).unwrap_or_default()
    }

    /// Waits until the ledger in Redis knows the responses to all calls so far, for 2 seconds at most.
    ///
    /// For the end of a program with a [shared](Self::shared) budget: Redis is told of a response after the call has returned, so
    /// that no call waits for it, and a program that ends right after its last call ends before that. The credits of such a call
    /// are held for the [`call_time`](RedisBudget::call_time). Returns at once if the budget is not shared.
    #[cfg(feature = "budget-redis")]
    pub async fn flush(&self) {
        if let Some(redis) = self.0.as_ref().and_then(|inner| inner.shared.as_ref()) {
            redis.flush().await;
        }
    }

    /// Waits until these credits may be spent, and holds them until the answer says what is left.
    pub(crate) async fn spend(&self, key: BucketKey, credits: u64, priority: Priority) -> Option<Permit> {
        let bucket = self.0.as_ref()?.bucket(key);
        if let Some(permit) = bucket.spend_at_once(credits, self.1) {
            return Some(permit);
        }
        // Boxed: it is large while it waits, and each call would be as large as that.
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
    /// Forgets those that a new one would know as much as. Only when there are twice as many as the last time were left, so that
    /// it costs little for each user.
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
