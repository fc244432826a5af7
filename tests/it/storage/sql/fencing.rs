use std::time::Duration;

use miro::storage::Storage;
use miro::token::{State, UserKey};
use tokio::runtime::Builder;
use tokio::time::timeout;

use super::database::Database;
use super::on_each_database;

on_each_database!(
    a_lease_outlasts_its_time_while_it_is_held,
    a_stalled_holder_loses_the_lease_and_cannot_overwrite,
    a_stalled_holder_may_write_an_unchanged_login,
    a_write_without_a_lease_supersedes_leases,
    a_removal_without_a_lease_persists,
    leases_are_per_user,
);

/// Long enough for two busy cores to extend it in time.
const LEASE_TIME: Duration = Duration::from_secs(2);

async fn a_lease_outlasts_its_time_while_it_is_held(database: impl Database) {
    let (one, other) = (database.opening().lease_time(LEASE_TIME).await.unwrap(), database.open().await);
    let anna = UserKey::new("anna");
    let held = one.lease(&anna).await.unwrap();
    assert!(timeout(LEASE_TIME * 2, other.lease(&anna)).await.is_err());
    one.set(&anna, Some(&State::new("one"))).await.unwrap();
    drop(held);
    let _held = other.lease(&anna).await.unwrap();
    assert_eq!(other.get(&anna).await.unwrap(), Some(State::new("one")));
}

/// Runs on a separate runtime that is not driven in between, like a stalled process.
async fn stalled<D: Database>(database: &D, then: impl AsyncFnOnce(), is_superseded: bool) {
    let anna = UserKey::new("anna");
    let (runtime, storage, held) = std::thread::scope(|scope| {
        let work = scope.spawn(|| {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            let storage = runtime
                .block_on(async { database.opening().lease_time(Duration::from_millis(300)).await.unwrap() });
            let held = runtime.block_on(storage.lease(&anna)).unwrap();
            (runtime, storage, held)
        });
        work.join().unwrap()
    });
    then().await;
    std::thread::scope(|scope| {
        let work = scope.spawn(|| {
            let late = runtime.block_on(storage.set(&anna, Some(&State::new("late"))));
            assert_eq!(late.as_ref().err().map(|error| error.is_superseded()), is_superseded.then_some(true));
            drop(held);
            drop(storage);
            drop(runtime);
        });
        work.join().unwrap();
    });
}

async fn a_stalled_holder_loses_the_lease_and_cannot_overwrite(database: impl Database) {
    let (other, anna) = (database.open().await, UserKey::new("anna"));
    let then = async || {
        let held = other.lease(&anna).await.unwrap();
        other.set(&anna, Some(&State::new("newer"))).await.unwrap();
        drop(held);
    };
    stalled(&database, then, true).await;
    assert_eq!(other.get(&anna).await.unwrap(), Some(State::new("newer")));
}

async fn a_stalled_holder_may_write_an_unchanged_login(database: impl Database) {
    let (other, anna) = (database.open().await, UserKey::new("anna"));
    let mut held = None;
    // The lease is taken over, but nothing is written under it yet: the late login is the newest.
    stalled(&database, async || held = Some(other.lease(&anna).await.unwrap()), false).await;
    assert_eq!(other.get(&anna).await.unwrap(), Some(State::new("late")));
    other.set(&anna, Some(&State::new("newest"))).await.unwrap();
    assert_eq!(other.get(&anna).await.unwrap(), Some(State::new("newest")));
}

async fn a_write_without_a_lease_supersedes_leases(database: impl Database) {
    let (one, other, anna) = (database.open().await, database.open().await, UserKey::new("anna"));
    let held = one.lease(&anna).await.unwrap();
    one.set(&anna, Some(&State::new("first"))).await.unwrap();
    other.set(&anna, Some(&State::new("imported"))).await.unwrap();
    let refused = one.set(&anna, Some(&State::new("second"))).await.unwrap_err();
    assert!(refused.is_superseded());
    assert_eq!(one.get(&anna).await.unwrap(), Some(State::new("imported")));
    drop(held);
    // The next lease has read it, and continues from there.
    let _held = one.lease(&anna).await.unwrap();
    one.set(&anna, Some(&State::new("third"))).await.unwrap();
    assert_eq!(other.get(&anna).await.unwrap(), Some(State::new("third")));
}

async fn a_removal_without_a_lease_persists(database: impl Database) {
    let (one, other, anna) = (database.open().await, database.open().await, UserKey::new("anna"));
    one.set(&anna, Some(&State::new("first"))).await.unwrap();
    let _held = one.lease(&anna).await.unwrap();
    other.set(&anna, None).await.unwrap();
    assert!(one.set(&anna, Some(&State::new("late"))).await.unwrap_err().is_superseded());
    assert_eq!(one.get(&anna).await.unwrap(), None);
}

async fn leases_are_per_user(database: impl Database) {
    let (one, other) = (database.open().await, database.open().await);
    let (anna, ben) = (UserKey::new("anna"), UserKey::new("ben"));
    let _held = one.lease(&anna).await.unwrap();
    other.set(&ben, Some(&State::new("ben"))).await.unwrap();
    one.set(&ben, Some(&State::new("again"))).await.unwrap();
    assert_eq!(other.get(&ben).await.unwrap(), Some(State::new("again")));
}
