//! Leases that time out, of storages that several processes share: waiting for one, and the fence of the one that is held.
//!
//! Who has a lease is decided by a [`LeaseBackend`] alone, in one step and by its own clock. What is here asks it.

mod held;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use held::Held;

use super::{Lease, StorageError};
use crate::token::UserKey;

/// How long a lease lasts after its holder was last heard of, unless the program says otherwise.
pub(crate) const LEASE_TIME: Duration = Duration::from_secs(10);

/// A lease that is shorter is lost to a pause of the scheduler, a longer one is no time-out any more.
const LEASE_TIMES: std::ops::RangeInclusive<Duration> =
    Duration::from_millis(100)..=Duration::from_secs(3600);

/// The pauses between two attempts to get a lease that somebody else has: from the first to the last, doubling.
const FIRST_PAUSE: Duration = Duration::from_millis(4);
const LAST_PAUSE: Duration = Duration::from_millis(50);

/// A number that grows with each lease of a user: what is written under a greater one is newer.
pub(crate) type Fence = i64;

/// Tells one lease from all others of all processes.
pub(crate) type Owner = [u8; 16];

/// What all processes see, and whose clock counts.
pub(crate) trait LeaseBackend: Clone + Send + Sync + 'static {
    /// Takes the lease for this time if nobody has it, with a fence that is greater than all before.
    fn acquire(
        &self,
        user: &UserKey,
        owner: &Owner,
        time: Duration,
    ) -> impl Future<Output = Result<Option<Fence>, StorageError>> + Send;

    /// Lets the lease last for this time from now. False if it ended, and somebody else has taken it.
    fn extend(
        &self,
        user: &UserKey,
        owner: &Owner,
        time: Duration,
    ) -> impl Future<Output = Result<bool, StorageError>> + Send;

    /// Ends the lease, unless somebody else has taken it.
    fn release(&self, user: &UserKey, owner: &Owner)
    -> impl Future<Output = Result<(), StorageError>> + Send;
}

/// The leases of one storage.
#[derive(Clone)]
pub(crate) struct Leases<B> {
    backend: B,
    time: Duration,
    slots: Arc<Slots>,
}

type Slots = Mutex<HashMap<UserKey, Slot>>;

/// What this process does with the lease of a user.
#[derive(Default)]
struct Slot {
    /// Whose turn it is here: of all who wait in this process, one asks the backend.
    turn: Arc<tokio::sync::Mutex<()>>,
    /// Of the lease that is held.
    fence: Option<Fence>,
}

impl<B: LeaseBackend> Leases<B> {
    pub(crate) fn new(backend: B) -> Self {
        Self { backend, time: LEASE_TIME, slots: Arc::default() }
    }

    pub(crate) fn backend(&self) -> &B {
        &self.backend
    }

    /// Leases of the same time at another backend: those of one are not those of the other.
    pub(crate) fn with_backend(self, backend: B) -> Self {
        Self { backend, slots: Arc::default(), ..self }
    }

    pub(crate) fn with_time(self, time: Duration) -> Self {
        Self { time: time.clamp(*LEASE_TIMES.start(), *LEASE_TIMES.end()), ..self }
    }

    /// The fence of the lease that this process holds, if it does.
    pub(crate) fn fence(&self, user: &UserKey) -> Option<Fence> {
        lock(&self.slots).get(user).and_then(|slot| slot.fence)
    }

    /// Waits for the lease.
    pub(crate) async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        let turn = Arc::new(Turn::of(self.slots.clone(), user.clone()).await);
        let mut pause = FIRST_PAUSE;
        loop {
            // On a task of its own: a caller that gives up while the backend grants the lease would leave it held by
            // nobody. The task goes on, and drops what it got.
            let (backend, time, turn) = (self.backend.clone(), self.time, turn.clone());
            let attempt = tokio::spawn(async move {
                let owner = new_owner();
                let fence = backend.acquire(&turn.user, &owner, time).await?;
                Ok(fence.map(|fence| Held::new(backend, turn, owner, fence, time)))
            });
            match attempt.await.map_err(StorageError::new)? {
                Err(error) => return Err(error),
                Ok(Some(held)) => return Ok(Lease::guarded(held)),
                Ok(None) => {}
            }
            tokio::time::sleep(pause.mul_f64(0.5 + fastrand::f64() / 2.0)).await;
            pause = LAST_PAUSE.min(pause * 2);
        }
    }
}

/// The turn of one who asks for, or has, the lease of a user.
struct Turn {
    user: UserKey,
    slots: Arc<Slots>,
    guard: Option<tokio::sync::OwnedMutexGuard<()>>,
}

impl Turn {
    async fn of(slots: Arc<Slots>, user: UserKey) -> Self {
        let lock = lock(&slots).entry(user.clone()).or_default().turn.clone();
        // It exists before the wait, so that who gives up waiting cleans up as well.
        let mut turn = Self { user, slots, guard: None };
        turn.guard = Some(lock.lock_owned().await);
        turn
    }

    fn set_fence(&self, fence: Option<Fence>) {
        if let Some(slot) = lock(&self.slots).get_mut(&self.user) {
            slot.fence = fence;
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        drop(self.guard.take());
        let mut slots = lock(&self.slots);
        // Nobody else has it or waits for it.
        if slots.get(&self.user).is_some_and(|slot| Arc::strong_count(&slot.turn) == 1) {
            slots.remove(&self.user);
        }
    }
}

fn lock(slots: &Slots) -> MutexGuard<'_, HashMap<UserKey, Slot>> {
    slots.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Random numbers that no other process has: the standard library seeds each `RandomState` from the system's.
fn new_owner() -> Owner {
    let [one, other] = [0, 1].map(|number| RandomState::new().hash_one((number, std::process::id())));
    (u128::from(one) << 64 | u128::from(other)).to_be_bytes()
}
