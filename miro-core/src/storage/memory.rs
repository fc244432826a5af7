use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Lease, Storage, StorageError};
use crate::token::{State, UserKey};

/// Keeps logins as long as the program runs: the default.
///
/// Clones share what they keep, and the lease holds among them: several clients of one process can use one.
#[derive(Clone, Default)]
pub struct MemoryStorage(Arc<Mutex<HashMap<UserKey, Slot>>>);

#[derive(Default)]
struct Slot {
    state: Option<State>,
    lease: Arc<tokio::sync::Mutex<()>>,
}

impl MemoryStorage {
    /// A storage with nothing in it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<UserKey, Slot>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A user who is gone takes no room, unless somebody holds or awaits the lease.
    fn remove_if_idle(&self, user: &UserKey) {
        let mut slots = self.slots();
        if slots.get(user).is_some_and(|slot| slot.state.is_none() && Arc::strong_count(&slot.lease) == 1) {
            slots.remove(user);
        }
    }
}

impl Storage for MemoryStorage {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        Ok(self.slots().get(user).and_then(|slot| slot.state.clone()))
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        self.slots().entry(user.clone()).or_default().state = state.cloned();
        self.remove_if_idle(user);
        Ok(())
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        let lease = self.slots().entry(user.clone()).or_default().lease.clone();
        let guard = Some(lease.lock_owned().await);
        Ok(Lease::guarded(Held { guard, storage: self.clone(), user: user.clone() }))
    }
}

/// A lease that is held.
struct Held {
    guard: Option<tokio::sync::OwnedMutexGuard<()>>,
    storage: MemoryStorage,
    user: UserKey,
}

impl Drop for Held {
    fn drop(&mut self) {
        drop(self.guard.take());
        self.storage.remove_if_idle(&self.user);
    }
}

impl fmt::Debug for MemoryStorage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "MemoryStorage({} users)", self.slots().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn logins_are_kept_apart_and_removed() {
        let storage = MemoryStorage::new();
        let (anna, ben) = (UserKey::new("anna"), UserKey::new("ben"));
        storage.set(&anna, Some(&State::new("a"))).await.unwrap();
        storage.clone().set(&ben, Some(&State::new("b"))).await.unwrap();
        storage.set(&anna, None).await.unwrap();
        assert_eq!(storage.get(&anna).await.unwrap(), None);
        assert_eq!(storage.get(&ben).await.unwrap(), Some(State::new("b")));
        assert_eq!(format!("{storage:?}"), "MemoryStorage(1 users)");
    }

    #[tokio::test(start_paused = true)]
    async fn a_lease_keeps_others_of_the_same_user_out() {
        let storage = MemoryStorage::new();
        let (anna, ben) = (UserKey::new("anna"), UserKey::new("ben"));
        let held = storage.lease(&anna).await.unwrap();
        let second = async { storage.lease(&anna).await };
        let wait = tokio::time::timeout(std::time::Duration::from_secs(1), second);
        assert!(wait.await.is_err());
        let other_user = storage.lease(&ben).await.unwrap();
        drop(held);
        let second = storage.lease(&anna).await.unwrap();
        assert_eq!(format!("{storage:?}"), "MemoryStorage(2 users)");
        storage.set(&anna, Some(&State::new("a"))).await.unwrap();
        storage.set(&anna, None).await.unwrap();
        drop((second, other_user));
        assert_eq!(format!("{storage:?}"), "MemoryStorage(0 users)", "who is gone takes no room");
    }
}
