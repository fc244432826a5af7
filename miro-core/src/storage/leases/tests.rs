use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::FutureExt;
use tokio::time::Instant;

use super::*;

/// A backend in memory, on tokio's clock.
#[derive(Clone, Default)]
struct Table {
    rows: Arc<Mutex<HashMap<UserKey, Row>>>,
    attempts: Arc<AtomicUsize>,
}

#[derive(Clone)]
struct Row {
    owner: Option<Owner>,
    fence: Fence,
    ends_at: Instant,
}

impl Table {
    fn row(&self, user: &UserKey) -> Row {
        let row = Row { owner: None, fence: 0, ends_at: Instant::now() };
        self.rows.lock().unwrap().entry(user.clone()).or_insert(row).clone()
    }

    fn keep(&self, user: &UserKey, row: Row) {
        self.rows.lock().unwrap().insert(user.clone(), row);
    }
}

impl LeaseBackend for Table {
    async fn acquire(
        &self,
        user: &UserKey,
        owner: &Owner,
        time: Duration,
    ) -> Result<Option<Fence>, StorageError> {
        self.attempts.fetch_add(1, Ordering::SeqCst);
        let row = self.row(user);
        let is_free = row.owner.is_none() || row.ends_at <= Instant::now();
        if is_free {
            let row = Row { owner: Some(*owner), fence: row.fence + 1, ends_at: Instant::now() + time };
            self.keep(user, row);
        }
        tokio::task::yield_now().await;
        Ok(is_free.then_some(row.fence + 1))
    }

    async fn extend(&self, user: &UserKey, owner: &Owner, time: Duration) -> Result<bool, StorageError> {
        let row = self.row(user);
        let is_ours = row.owner == Some(*owner);
        if is_ours {
            self.keep(user, Row { ends_at: Instant::now() + time, ..row });
        }
        Ok(is_ours)
    }

    async fn release(&self, user: &UserKey, owner: &Owner) -> Result<(), StorageError> {
        let row = self.row(user);
        if row.owner == Some(*owner) {
            self.keep(user, Row { owner: None, ..row });
        }
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn a_lease_is_extended_as_long_as_it_is_held_and_released_then() {
    let (table, anna) = (Table::default(), UserKey::new("anna"));
    let (leases, others) = (Leases::new(table.clone()), Leases::new(table));
    let held = leases.lease(&anna).await.unwrap();
    assert_eq!(leases.fence(&anna), Some(1));
    assert!(tokio::time::timeout(LEASE_TIME * 10, others.lease(&anna)).await.is_err());
    drop(held);
    assert_eq!(leases.fence(&anna), None);
    let held = others.lease(&anna).await.unwrap();
    assert_eq!(others.fence(&anna), Some(2));
    drop(held);
    assert!(lock(&leases.slots).is_empty());
}

#[tokio::test(start_paused = true)]
async fn in_one_process_one_asks_for_all() {
    let (table, anna) = (Table::default(), UserKey::new("anna"));
    let leases = Leases::new(table.clone());
    let held = leases.lease(&anna).await.unwrap();
    let waiting: Vec<_> = (0..50)
        .map(|_| {
            let (leases, anna) = (leases.clone(), anna.clone());
            tokio::spawn(async move { drop(leases.lease(&anna).await.unwrap()) })
        })
        .collect();
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(table.attempts.load(Ordering::SeqCst), 1);
    drop(held);
    for waiter in waiting {
        waiter.await.unwrap();
    }
    tokio::time::sleep(LEASE_TIME).await;
    assert!(lock(&leases.slots).is_empty(), "who is gone takes no room");
}

#[tokio::test(start_paused = true)]
async fn who_gives_up_while_it_is_granted_leaves_nothing_behind() {
    let (table, anna) = (Table::default(), UserKey::new("anna"));
    let leases = Leases::new(table.clone());
    // Polled until the backend has granted it, and no further.
    {
        let mut lease = Box::pin(leases.lease(&anna));
        while table.row(&anna).owner.is_none() {
            assert!(lease.as_mut().now_or_never().is_none());
            tokio::task::yield_now().await;
        }
    }
    let started = Instant::now();
    drop(Leases::new(table.clone()).lease(&anna).await.unwrap());
    assert!(started.elapsed() < LEASE_TIME / 3, "it was released, not timed out");
    assert!(lock(&leases.slots).is_empty());
}

#[test]
fn lease_times_are_limited() {
    let time = |time| Leases::new(Table::default()).with_time(time).time;
    assert_eq!(time(Duration::ZERO), *LEASE_TIMES.start());
    assert_eq!(time(Duration::from_secs(30)), Duration::from_secs(30));
    assert_eq!(time(Duration::MAX), *LEASE_TIMES.end());
}

#[test]
fn owners_differ() {
    assert_ne!(new_owner(), new_owner());
}
