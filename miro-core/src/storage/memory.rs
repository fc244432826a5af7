use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::leases::{Fence, LeaseBackend, Leases, Owner};
use super::{Lease, Storage, StorageError};
use crate::token::{State, UserKey};

/// Keeps logins as long as the program runs. This is the default.
///
/// Clones share the logins, and the lease holds among them, so several clients of one process can use one storage.
/// A lease times out when the runtime on which it was taken has not been driven for 10 seconds.
#[derive(Clone)]
pub struct MemoryStorage {
    leases: Leases<Users>,
}

/// All users and their leases.
#[derive(Clone, Default)]
struct Users(Arc<Mutex<Table>>);

#[derive(Default)]
struct Table {
    rows: HashMap<UserKey, Row>,
    /// The greatest fence of all users.
    newest: Fence,
    /// The greatest fence when a row was last removed. Leases from before may have been written under.
    removed: Fence,
}

struct Row {
    state: Option<State>,
    /// The fence under which it was written.
    written: Fence,
    lease: Option<(Owner, Instant)>,
}

impl Table {
    fn row(&mut self, user: &UserKey) -> &mut Row {
        let new = Row { state: None, written: self.removed, lease: None };
        self.rows.entry(user.clone()).or_insert(new)
    }

    fn next_fence(&mut self) -> Fence {
        self.newest = self.newest.saturating_add(1);
        self.newest
    }

    /// Removes a user without a login and without a lease, to free memory.
    fn remove_if_idle(&mut self, user: &UserKey) {
        if self.rows.get(user).is_some_and(|row| row.state.is_none() && row.lease.is_none()) {
            self.rows.remove(user);
            self.removed = self.newest;
        }
    }
}

impl Users {
    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LeaseBackend for Users {
    async fn acquire(
        &self,
        user: &UserKey,
        owner: &Owner,
        time: Duration,
    ) -> Result<Option<Fence>, StorageError> {
        let (mut table, now) = (self.table(), Instant::now());
        if table.row(user).lease.is_some_and(|(_, ends_at)| ends_at > now) {
            return Ok(None);
        }
        table.row(user).lease = Some((*owner, now + time));
        Ok(Some(table.next_fence()))
    }

    async fn extend(&self, user: &UserKey, owner: &Owner, time: Duration) -> Result<bool, StorageError> {
        let mut table = self.table();
        let lease = table.rows.get_mut(user).and_then(|row| row.lease.as_mut());
        let Some((_, ends_at)) = lease.filter(|(holder, _)| holder == owner) else { return Ok(false) };
        *ends_at = Instant::now() + time;
        Ok(true)
    }

    async fn release(&self, user: &UserKey, owner: &Owner) -> Result<(), StorageError> {
        self.release_now(user, owner);
        Ok(())
    }

    fn release_now(&self, user: &UserKey, owner: &Owner) -> bool {
        let mut table = self.table();
        if let Some(row) = table.rows.get_mut(user)
            && row.lease.is_some_and(|(holder, _)| holder == *owner)
        {
            row.lease = None;
        }
        table.remove_if_idle(user);
        true
    }
}

impl MemoryStorage {
    /// Creates an empty storage.
    #[must_use]
    pub fn new() -> Self {
        Self { leases: Leases::new(Users::default()) }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.leases.backend().table()
    }
}

impl Default for MemoryStorage {
    fn default() -> Self {
        Self::new()
    }
}

impl Storage for MemoryStorage {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        Ok(self.table().rows.get(user).and_then(|row| row.state.clone()))
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let fence = self.leases.fence(user);
        let mut table = self.table();
        let fence = fence.unwrap_or_else(|| table.next_fence());
        let row = table.row(user);
        if row.written > fence {
            return Err(StorageError::superseded());
        }
        (row.state, row.written) = (state.cloned(), fence);
        table.remove_if_idle(user);
        Ok(())
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.leases.lease(user).await
    }
}

impl fmt::Debug for MemoryStorage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "MemoryStorage({} users)", self.table().rows.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keeps_users_apart() {
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
    async fn a_lease_excludes_others_of_the_same_user() {
        let storage = MemoryStorage::new();
        let (anna, ben) = (UserKey::new("anna"), UserKey::new("ben"));
        let held = storage.lease(&anna).await.unwrap();
        let second = async { storage.lease(&anna).await };
        let wait = tokio::time::timeout(Duration::from_secs(10), second);
        assert!(wait.await.is_err());
        let other_user = storage.lease(&ben).await.unwrap();
        drop(held);
        let second = storage.lease(&anna).await.unwrap();
        assert_eq!(format!("{storage:?}"), "MemoryStorage(2 users)");
        storage.set(&anna, Some(&State::new("a"))).await.unwrap();
        storage.set(&anna, None).await.unwrap();
        drop((second, other_user));
        assert_eq!(format!("{storage:?}"), "MemoryStorage(0 users)", "no entries remain");
    }

    #[tokio::test]
    async fn a_lease_times_out_if_its_runtime_is_not_driven() {
        let (storage, anna) = (MemoryStorage::new(), UserKey::new("anna"));
        let short = MemoryStorage { leases: storage.leases.clone().with_time(Duration::from_millis(200)) };
        let (runtime, held) = std::thread::spawn({
            let (short, anna) = (short.clone(), anna.clone());
            move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                let held = runtime.block_on(short.lease(&anna)).unwrap();
                (runtime, held)
            }
        })
        .join()
        .unwrap();
        let second = tokio::time::timeout(Duration::from_secs(30), storage.lease(&anna)).await;
        let second = second.expect("it does not wait for the other runtime").unwrap();
        storage.set(&anna, Some(&State::new("newer"))).await.unwrap();
        drop(second);
        // The first holder continues, after another holder's newer lease.
        assert!(short.set(&anna, Some(&State::new("older"))).await.unwrap_err().is_superseded());
        drop(held);
        std::thread::spawn(move || drop(runtime)).join().unwrap();
        assert_eq!(storage.get(&anna).await.unwrap(), Some(State::new("newer")));
    }

    #[tokio::test(start_paused = true)]
    async fn refuses_a_late_write_after_the_user_was_removed() {
        let users = Users::default();
        let [one, other] = [(); 2].map(|()| MemoryStorage { leases: Leases::new(users.clone()) });
        let anna = UserKey::new("anna");
        let held = one.lease(&anna).await.unwrap();
        users.table().row(&anna).lease = None;
        other.set(&anna, None).await.unwrap();
        assert!(one.set(&anna, Some(&State::new("older"))).await.unwrap_err().is_superseded());
        drop(held);
        one.set(&anna, Some(&State::new("new"))).await.unwrap();
    }
}
