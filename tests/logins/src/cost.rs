//! The cost of reading, writing and leasing logins.

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use miro::storage::{Storage, StorageError};
use miro::token::{State, UserKey};
use miro::wire::Timestamp;
use miro_bench::Failure;
use miro_bench::figure::{Figure, Report};

use miro_logins::backend::{LEASE_TIME, Opened, Place};

const USERS: usize = 32;

pub(crate) async fn take(report: &mut Report, place: &Place, duration: Duration) -> Result<(), Failure> {
    let storage = place.backend.open(&place.location, LEASE_TIME).await?;
    let expires_at = Timestamp::now().after(Duration::from_secs(3_600));
    // As long as Miro's tokens.
    let state = State::new("a".repeat(64)).expiring("r".repeat(64), expires_at);
    for user in users() {
        storage.set(&user, Some(&state)).await?;
    }
    let (storage, state) = (&storage, &state);
    let gets = rate(duration, |user| async move { storage.get(&user).await.map(drop) }).await?;
    let sets = rate(duration, |user| async move { storage.set(&user, Some(state)).await }).await?;
    let leases = rate(duration, |user| refresh(storage, user, state)).await?;
    for user in users() {
        storage.set(&user, None).await?;
    }
    for (what, value) in [("gets", gets), ("sets", sets), ("leases", leases)] {
        report.add(&Figure::new(format!("logins-{}-{what}", place.backend.name()), value, "1/s"));
    }
    Ok(())
}

fn users() -> impl Iterator<Item = UserKey> {
    (0..USERS).map(|index| UserKey::new(&format!("user {index}")))
}

/// The storage operations of a refresh.
async fn refresh(storage: &Opened, user: UserKey, state: &State) -> Result<(), StorageError> {
    let _lease = storage.lease(&user).await?;
    storage.get(&user).await?;
    storage.set(&user, Some(state)).await
}

/// Returns how often per second the work is done, for all users at once.
async fn rate<W: Future<Output = Result<(), StorageError>>>(
    duration: Duration,
    work: impl Fn(UserKey) -> W,
) -> Result<f64, Failure> {
    let done = AtomicU64::new(0);
    let start = Instant::now();
    let until_the_end = users().map(|user| {
        let (work, done) = (&work, &done);
        async move {
            while start.elapsed() < duration {
                work(user.clone()).await?;
                done.fetch_add(1, Ordering::Relaxed);
            }
            Ok::<_, StorageError>(())
        }
    });
    try_join_all(until_the_end).await?;
    Ok(done.into_inner() as f64 / start.elapsed().as_secs_f64())
}
