use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::FutureExt;
use tokio::time::Instant;

use super::*;

/// A backend in memory, on Tokio's clock.
#[derive(Clone, Default)]
struct Table {
    rows: Arc<Mutex<HashMap<UserKey, Row>>>,
    attempts: Arc<AtomicUsize>,
    /// Number of extensions and releases that will fail.
    failures: Arc<AtomicUsize>,
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

    fn fail(&self) -> Result<(), StorageError> {
        let less = |failures: usize| failures.checked_sub(1);
        match self.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less) {
            Ok(_) => Err(StorageError::message("on purpose")),
            Err(_) => Ok(()),
        }
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
        self.fail()?;
        let row = self.row(user);
        let is_ours = row.owner == Some(*owner);
        if is_ours {
            self.keep(user, Row { ends_at: Instant::now() + time, ..row });
        }
        Ok(is_ours)
    }

    async fn release(&self, user: &UserKey, owner: &Owner) -> Result<(), StorageError> {
        self.fail()?;
        let row = self.row(user);
        if row.owner == Some(*owner) {
            self.keep(user, Row { owner: None, ..row });
        }
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn extends_a_lease_until_it_is_dropped() {
    let (table, anna) = (Table::default(), UserKey::new("anna"));
    let (leases, others) = (Leases::new(table.clone()), Leases::new(table));
    let held = leases.lease(&anna).await.unwrap();
    assert_eq!(leases.fence(&anna), Some(1));
    assert!(tokio::time::timeout(MAX_WAIT * 9 / 10, others.lease(&anna)).await.is_err());
    drop(held);
    assert_eq!(leases.fence(&anna), None);
    let held = others.lease(&anna).await.unwrap();
    assert_eq!(others.fence(&anna), Some(2));
    drop(held);
    assert!(leases.slots.is_empty());
}

#[tokio::test(start_paused = true)]
async fn callers_of_one_process_share_attempts() {
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
    assert!(leases.slots.is_empty(), "no entries remain");
}

#[tokio::test(start_paused = true)]
async fn releases_a_lease_granted_to_a_dropped_future() {
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
    assert!(leases.slots.is_empty());
}

#[test]
fn lease_times_are_clamped() {
    let time = |time| Leases::new(Table::default()).with_time(time).time;
    // The time can be read from the owner.
    for time in [*LEASE_TIMES.start(), LEASE_TIME, *LEASE_TIMES.end()] {
        assert_eq!(time_of(&new_owner(time)), Some(time));
    }
    for foreign in [&[0; 16][..], &[0xff; 16], &[1, 2], &[]] {
        assert_eq!(time_of(foreign), None);
    }
    assert_eq!(time(Duration::ZERO), *LEASE_TIMES.start());
    assert_eq!(time(Duration::from_secs(30)), Duration::from_secs(30));
    assert_eq!(time(Duration::MAX), *LEASE_TIMES.end());
}

#[test]
fn owners_differ() {
    let one = new_owner(LEASE_TIME);
    let other = new_owner(LEASE_TIME);
    assert_ne!(one[4..12], other[4..12]);
    assert_ne!(one[12..], other[12..]);
}

#[tokio::test(start_paused = true)]
async fn a_timeout_names_the_user_and_the_holder() {
    let (table, anna) = (Table::default(), UserKey::new("anna"));
    let held = Leases::new(table.clone()).lease(&anna).await.unwrap();
    let started = Instant::now();
    // The holder is in another process, then in this one.
    let error = Leases::new(table.clone()).lease(&anna).await.unwrap_err().to_string();
    assert!(
        error.contains("\"anna\"") && error.contains("60 seconds") && error.contains("has it"),
        "{error}"
    );
    assert_eq!(started.elapsed(), MAX_WAIT);
    drop(held);
    let leases = Leases::new(table);
    let held = leases.lease(&anna).await.unwrap();
    leases.lease(&anna).await.unwrap_err();
    drop(held);
}

#[tokio::test(start_paused = true)]
async fn unpolled_callers_do_not_delay_others() {
    let (table, anna) = (Table::default(), UserKey::new("anna"));
    let leases = Leases::new(table);
    let held = leases.lease(&anna).await.unwrap();
    let mut kept: Vec<_> = (0..8).map(|_| Box::pin(leases.lease(&anna))).collect();
    for waiting in &mut kept {
        assert!(waiting.as_mut().now_or_never().is_none());
    }
    drop(held);
    let started = Instant::now();
    drop(leases.lease(&anna).await.unwrap());
    assert!(started.elapsed() < LEASE_TIME / 3);
    // Then with callers whose attempts have started: leases that they get are given back.
    for waiting in &mut kept {
        assert!(waiting.as_mut().now_or_never().is_none());
    }
    drop(kept);
    let started = Instant::now();
    drop(leases.lease(&anna).await.unwrap());
    assert!(started.elapsed() < LEASE_TIME / 3);
}

#[tokio::test]
async fn a_stuck_holder_delays_others_by_the_lease_time() {
    let (table, anna) = (Table::default(), UserKey::new("anna"));
    let leases = Leases::new(table).with_time(Duration::from_millis(300));
    let (runtime, held) = std::thread::spawn({
        let (leases, anna) = (leases.clone(), anna.clone());
        move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let held = runtime.block_on(leases.lease(&anna)).unwrap();
            (runtime, held)
        }
    })
    .join()
    .unwrap();
    let first = leases.fence(&anna);
    let second = tokio::time::timeout(Duration::from_secs(30), leases.lease(&anna)).await;
    let second = second.expect("it times out").unwrap();
    assert!(leases.fence(&anna) > first);
    drop(second);
    assert_eq!(leases.fence(&anna), first, "the older one is still held, and writes under its own fence");
    drop(held);
    assert_eq!(leases.fence(&anna), None);
    std::thread::spawn(move || drop(runtime)).join().unwrap();
    while !leases.slots.is_empty() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(start_paused = true)]
async fn release_returns_when_others_can_have_the_lease() {
    let (table, anna) = (Table::default(), UserKey::new("anna"));
    let leases = Leases::new(table.clone());
    leases.lease(&anna).await.unwrap().release().await;
    assert_eq!(table.row(&anna).owner, None);
    assert_eq!(leases.fence(&anna), None);
}

#[tokio::test(start_paused = true)]
async fn retries_a_failed_release() {
    let (table, anna) = (Table::default(), UserKey::new("anna"));
    let leases = Leases::new(table.clone());
    let held = leases.lease(&anna).await.unwrap();
    table.failures.store(3, Ordering::SeqCst);
    held.release().await;
    assert_eq!(table.row(&anna).owner, None);
}

#[tokio::test(start_paused = true)]
async fn a_lease_survives_several_failed_extensions() {
    let (table, anna) = (Table::default(), UserKey::new("anna"));
    let (leases, others) = (Leases::new(table.clone()), Leases::new(table.clone()));
    let held = leases.lease(&anna).await.unwrap();
    table.failures.store(7, Ordering::SeqCst);
    assert!(tokio::time::timeout(LEASE_TIME * 2, others.lease(&anna)).await.is_err());
    table.failures.store(usize::MAX, Ordering::SeqCst);
    // It times out now, also for callers in this process.
    let taken = tokio::time::timeout(LEASE_TIME * 2, leases.lease(&anna)).await.unwrap().unwrap();
    assert_eq!(leases.fence(&anna), Some(2));
    table.failures.store(0, Ordering::SeqCst);
    drop((held, taken));
}
