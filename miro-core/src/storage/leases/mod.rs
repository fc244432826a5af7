//! Leases that time out: the wait for a lease, and the fence of the one that is held.
//!
//! Only a [`LeaseBackend`] decides which caller gets a lease, atomically and by its own clock; this module queries
//! it. No caller in this process waits for another's future: each one queries the backend when an attempt is due.
//! A lease that is held in this process only shows that attempts are useless until it is released or expires.

mod held;
mod slots;
#[cfg(test)]
mod tests;

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout, timeout_at};

use held::Held;
use slots::{Due, Interest, Slots};

use super::{Lease, StorageError, runtime};
use crate::token::UserKey;

/// The default time that a lease lasts after the last sign of its holder.
pub(crate) const LEASE_TIME: Duration = Duration::from_secs(10);

/// A shorter lease could be lost to a pause of the scheduler, a longer one would hardly be a timeout.
#[cfg(any(feature = "storage-redis", feature = "storage-sql", feature = "storage-file", test))]
const LEASE_TIMES: std::ops::RangeInclusive<Duration> =
    Duration::from_millis(100)..=Duration::from_secs(3600);

/// The longest wait for a lease that others have: twice the default timeout of a request.
pub(crate) const MAX_WAIT: Duration = Duration::from_secs(60);

/// A number that grows with each lease of a user. A write with a greater number is newer.
pub(crate) type Fence = i64;

/// Identifies a lease among those of all processes. The first four bytes are its time, see [`time_of`].
pub(crate) type Owner = [u8; 16];

/// The place of the leases that all processes share, with the clock that they use.
pub(crate) trait LeaseBackend: Clone + Send + Sync + 'static {
    /// Takes the lease for this time if it is free, with a greater fence than all before.
    ///
    /// A lease promises that the login can be written, so whatever would make a write fail must make this fail.
    fn acquire(
        &self,
        user: &UserKey,
        owner: &Owner,
        time: Duration,
    ) -> impl Future<Output = Result<Option<Fence>, StorageError>> + Send;

    /// Extends the lease to this time from now. Returns `false` if it ended, and another holder has taken it.
    fn extend(
        &self,
        user: &UserKey,
        owner: &Owner,
        time: Duration,
    ) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// Ends the lease, unless another holder has taken it.
    fn release(&self, user: &UserKey, owner: &Owner)
    -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Ends the lease at the moment of its drop, if that is possible without waiting. Called before
    /// [`release`](Self::release). Returns whether others can have the lease now.
    fn release_now(&self, user: &UserKey, owner: &Owner) -> bool {
        let _ = (user, owner);
        false
    }

    /// Describes the holder of the lease, for the error of a wait that took too long.
    fn holder(&self, user: &UserKey) -> impl Future<Output = String> + Send {
        let _ = user;
        async { "another process or task has it, and keeps extending it".to_owned() }
    }
}

/// The leases of one storage.
#[derive(Clone)]
pub(crate) struct Leases<B> {
    backend: B,
    time: Duration,
    slots: Arc<Slots>,
}

impl<B: LeaseBackend> Leases<B> {
    pub(crate) fn new(backend: B) -> Self {
        Self { backend, time: LEASE_TIME, slots: Arc::default() }
    }

    pub(crate) fn backend(&self) -> &B {
        &self.backend
    }

    /// Returns leases with the same time at another backend, independent of these.
    #[cfg(any(feature = "storage-redis", feature = "storage-sql"))]
    pub(crate) fn with_backend(self, backend: B) -> Self {
        Self { backend, slots: Arc::default(), ..self }
    }

    #[cfg(any(feature = "storage-redis", feature = "storage-sql", feature = "storage-file", test))]
    pub(crate) fn with_time(self, time: Duration) -> Self {
        Self { time: time.clamp(*LEASE_TIMES.start(), *LEASE_TIMES.end()), ..self }
    }

    /// Returns the fence of the lease that this process holds, if any.
    pub(crate) fn fence(&self, user: &UserKey) -> Option<Fence> {
        self.slots.fence(user)
    }

    /// Waits for the lease, for at most [`MAX_WAIT`].
    pub(crate) async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        runtime::current()?;
        let interest = Arc::new(Interest::new(self.slots.clone(), user.clone()));
        let until = Instant::now() + MAX_WAIT;
        match timeout_at(until, self.wait(&interest)).await {
            Ok(lease) => lease,
            Err(_) => {
                // With a short timeout, because the storage may be what does not respond.
                let holder = timeout(Duration::from_secs(1), self.backend.holder(user)).await;
                Err(StorageError::message(format_args!(
                    "waited {} seconds for the lease of {user:?}: {}",
                    MAX_WAIT.as_secs(),
                    holder.unwrap_or_else(|_| "the storage does not respond".to_owned())
                )))
            }
        }
    }

    async fn wait(&self, interest: &Arc<Interest>) -> Result<Lease, StorageError> {
        loop {
            // Listens before it checks, so that a release in between is not missed.
            let changed = interest.changed();
            let changed = std::pin::pin!(changed.notified());
            match interest.due() {
                Due::At(time) => drop(timeout_at(time, changed).await),
                Due::Now => {
                    if let Some(lease) = self.attempt(interest).await? {
                        return Ok(lease);
                    }
                }
            }
        }
    }

    /// Attempts to acquire the lease on a task, because a caller that gives up while the backend grants it would
    /// leave it held. The task goes on, and drops what it got.
    async fn attempt(&self, interest: &Arc<Interest>) -> Result<Option<Lease>, StorageError> {
        let (backend, time, interest) = (self.backend.clone(), self.time, interest.clone());
        let attempt = runtime::current()?.spawn(async move {
            let (owner, asked) = (new_owner(time), Instant::now());
            let fence = backend.acquire(interest.user(), &owner, time).await?;
            Ok(fence.map(|fence| Held::start(backend, interest, owner, fence, asked, time)))
        });
        attempt.await.map_err(StorageError::new)?
    }
}

/// Creates an owner with random numbers that differ between processes: the standard library seeds each
/// `RandomState` from the system's.
fn new_owner(time: Duration) -> Owner {
    let [one, other] = [0, 1].map(|number| RandomState::new().hash_one((number, std::process::id())));
    let time = u32::try_from(time.as_millis()).unwrap_or(u32::MAX);
    let random = (u128::from(one) << 64 | u128::from(other)) & (u128::MAX >> 32);
    (u128::from(time) << 96 | random).to_be_bytes()
}

/// Returns how long a lease of this owner lasts at most after it was extended. A stored end that is later comes
/// from a clock that has gone back since. `None` for owners that other versions of this crate wrote.
#[cfg(any(feature = "storage-sql", test))]
pub(crate) fn time_of(owner: &[u8]) -> Option<Duration> {
    let milliseconds = u32::from_be_bytes(owner.first_chunk().copied()?);
    let time = Duration::from_millis(milliseconds.into());
    LEASE_TIMES.contains(&time).then_some(time)
}
