use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::{Fence, Owner};
use crate::token::UserKey;

/// The pauses between two attempts of this process to get a lease that another has: from the first to the last, doubling.
const FIRST_PAUSE: Duration = Duration::from_millis(4);
const LAST_PAUSE: Duration = Duration::from_millis(50);

/// What this process does with the leases of each user. No await crosses the lock.
#[derive(Default)]
pub(super) struct Slots(Mutex<HashMap<UserKey, Slot>>);

struct Slot {
    /// How many ask for the lease, have it or release it.
    interested: usize,
    held: Vec<Entry>,
    /// Before this nobody needs to ask: somebody just has.
    next_attempt: Instant,
    pause: Duration,
    changed: Arc<Notify>,
}

/// A lease that this process was granted.
struct Entry {
    owner: Owner,
    /// None once the lease was dropped.
    fence: Option<Fence>,
    /// Until then the backend has it for sure; none once it has released it, or another has taken it.
    ends_at: Option<Instant>,
}

impl Default for Slot {
    fn default() -> Self {
        let changed = Arc::default();
        Self { interested: 0, held: Vec::new(), next_attempt: Instant::now(), pause: FIRST_PAUSE, changed }
    }
}

impl Slots {
    fn lock(&self) -> MutexGuard<'_, HashMap<UserKey, Slot>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The newest: who was taken over and has not noticed is no reason to refuse the one that came after.
    pub(super) fn fence(&self, user: &UserKey) -> Option<Fence> {
        self.lock().get(user)?.held.iter().filter_map(|entry| entry.fence).max()
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }
}

/// When somebody who waits should ask.
pub(super) enum Due {
    Now,
    /// Then, or when something changes.
    At(Instant),
}

/// Somebody who asks for the lease of a user, has it or releases it.
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

    /// Of the callers that wait here, one asks at a time. One that asked and is never polled again delays others by a pause.
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
            slot.pause = LAST_PAUSE.min(slot.pause * 2);
            Due::Now
        })
    }

    pub(super) fn granted(&self, owner: Owner, fence: Fence, ends_at: Instant) {
        self.slot(|slot| slot.held.push(Entry { owner, fence: Some(fence), ends_at: Some(ends_at) }));
    }

    /// It lasts until `ends_at`; with `None` it has ended for others.
    pub(super) fn lasts(&self, owner: &Owner, ends_at: Option<Instant>) {
        self.change(owner, |entry| entry.ends_at = ends_at);
    }

    /// The lease was dropped.
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
                (slot.next_attempt, slot.pause) = (Instant::now(), FIRST_PAUSE);
                // All of them: one alone may be one that is not polled.
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
