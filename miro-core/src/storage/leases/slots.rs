use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::{Fence, Owner};
use crate::token::UserKey;

/// The first and the longest pause between two attempts of this process to get a lease that another one has. They
/// double.
const INITIAL_PAUSE: Duration = Duration::from_millis(4);
const MAX_PAUSE: Duration = Duration::from_millis(50);

/// The leases of each user in this process. The lock is never held across an await.
#[derive(Default)]
pub(super) struct Slots(Mutex<HashMap<UserKey, Slot>>);

struct Slot {
    /// Number of callers that wait for the lease, have it or release it.
    interested: usize,
    held: Vec<Entry>,
    /// No attempt is needed before this time, because one was just made.
    next_attempt: Instant,
    pause: Duration,
    changed: Arc<Notify>,
}

/// A lease that this process was granted.
struct Entry {
    owner: Owner,
    /// `None` after the lease was dropped.
    fence: Option<Fence>,
    /// Until then the backend certainly has the lease; `None` once it has released it, or another holder has taken
    /// it.
    ends_at: Option<Instant>,
}

impl Default for Slot {
    fn default() -> Self {
        let changed = Arc::default();
        Self { interested: 0, held: Vec::new(), next_attempt: Instant::now(), pause: INITIAL_PAUSE, changed }
    }
}

impl Slots {
    fn lock(&self) -> MutexGuard<'_, HashMap<UserKey, Slot>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the newest fence. A holder that was taken over and has not noticed must not cause a refusal of its
    /// successor's writes.
    pub(super) fn fence(&self, user: &UserKey) -> Option<Fence> {
        self.lock().get(user)?.held.iter().filter_map(|entry| entry.fence).max()
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }
}

/// When a waiting caller makes its next attempt.
pub(super) enum Due {
    Now,
    /// Then, or when something changes.
    At(Instant),
}

/// A caller that waits for the lease of a user, has it or releases it.
pub(super) struct Interest {
    slots: Arc<Slots>,
    user: UserKey,
}

impl Interest {
    pub(super) fn new(slots: Arc<Slots>, user: UserKey) -> Self {
        slots.lock().entry(user.clone()).or_default().interested += 1;
        Self { slots, user }
    }

    pub(super) fn user(&self) -> &UserKey {
        &self.user
    }

    fn slot<T>(&self, work: impl FnOnce(&mut Slot) -> T) -> T {
        work(self.slots.lock().entry(self.user.clone()).or_default())
    }

    pub(super) fn changed(&self) -> Arc<Notify> {
        self.slot(|slot| slot.changed.clone())
    }

    /// Returns when this caller makes its next attempt. Only one caller in this process attempts at a time. If it
    /// is never polled again, it delays the others by one pause.
    pub(super) fn due(&self) -> Due {
        let now = Instant::now();
        self.slot(|slot| {
            let held_until = slot.held.iter().filter_map(|entry| entry.ends_at).max();
            if let Some(until) = held_until.into_iter().chain([slot.next_attempt]).max()
                && until > now
            {
                return Due::At(until);
            }
            slot.next_attempt = now + slot.pause.mul_f64(0.5 + fastrand::f64() / 2.0);
            slot.pause = MAX_PAUSE.min(slot.pause * 2);
            Due::Now
        })
    }

    pub(super) fn granted(&self, owner: Owner, fence: Fence, ends_at: Instant) {
        self.slot(|slot| slot.held.push(Entry { owner, fence: Some(fence), ends_at: Some(ends_at) }));
    }

    /// Sets the time until which it lasts; `None` if others can have it.
    pub(super) fn lasts(&self, owner: &Owner, ends_at: Option<Instant>) {
        self.change(owner, |entry| entry.ends_at = ends_at);
    }

    /// Records that the lease was dropped.
    pub(super) fn dropped(&self, owner: &Owner) {
        self.change(owner, |entry| entry.fence = None);
    }

    fn change(&self, owner: &Owner, change: impl FnOnce(&mut Entry)) {
        self.slot(|slot| {
            let Some(entry) = slot.held.iter_mut().find(|entry| entry.owner == *owner) else { return };
            change(entry);
            let is_open = entry.ends_at.is_none();
            slot.held.retain(|entry| entry.fence.is_some() || entry.ends_at.is_some());
            if is_open {
                (slot.next_attempt, slot.pause) = (Instant::now(), INITIAL_PAUSE);
                // All of them, because a single one may be one that is not polled.
                slot.changed.notify_waiters();
            }
        });
    }
}

impl Drop for Interest {
    fn drop(&mut self) {
        let mut slots = self.slots.lock();
        if let Some(slot) = slots.get_mut(&self.user) {
            slot.interested = slot.interested.saturating_sub(1);
            if slot.interested == 0 {
                slots.remove(&self.user);
            }
        }
    }
}
