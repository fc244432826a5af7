//! The suite finds broken storages: each of these has one deliberate fault.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use super::{Clause, Processes, run};
use crate::storage::{Lease, MemoryStorage, Storage, StorageError};
use crate::token::{State, UserKey};
use crate::wire::Timestamp;

#[tokio::test(start_paused = true)]
async fn a_correct_storage_passes() {
    let memory = MemoryStorage::new();
    let report = run(Processes::Several, async || Ok(memory.clone())).await.unwrap();
    assert!(report.checks().len() >= 19, "{report}");
    assert_eq!(format!("{memory:?}"), "MemoryStorage(0 users)", "the suite removes its logins");
}

#[tokio::test(start_paused = true)]
async fn one_process_needs_no_lease() {
    let world = Arc::<World>::default();
    let ended = run(Processes::One, async || Ok(Broken::new(Fault::NoLease, &world))).await;
    assert!(ended.is_ok(), "{ended:?}");
}

/// Each fault is found by the clause that it breaks, and no message shows a token.
#[tokio::test(start_paused = true)]
async fn finds_every_fault() {
    use Fault::*;
    let faults = [
        (Caches, Clause::Fresh, "another view sees a change at once"),
        (Forgets, Clause::Kept, "a view that is opened later sees the login"),
        (KeepsRemoved, Clause::Kept, "a login is removed, once or twice"),
        (FailsToRemoveTwice, Clause::Kept, "a login is removed, once or twice"),
        (KeepsTheFirst, Clause::Kept, "a login replaces the previous one"),
        (MergesFields, Clause::Kept, "a login replaces the previous one"),
        (WholeSeconds, Clause::Kept, "a login is read back exactly"),
        (ScopesWithCommas, Clause::Kept, "a login is read back exactly"),
        (NoTeam, Clause::Kept, "a login is read back exactly"),
        (ShortColumn, Clause::Kept, "a login is read back exactly"),
        (EmptyIsNone, Clause::Kept, "a login is read back exactly"),
        (IgnoresCase, Clause::UsersApart, "users with similar keys have separate logins"),
        (TrimsKeys, Clause::UsersApart, "users with similar keys have separate logins"),
        (EndsAtNul, Clause::UsersApart, "users with similar keys have separate logins"),
        (ShortKeys, Clause::UsersApart, "users with similar keys have separate logins"),
        (RefusesEmptyKeys, Clause::UsersApart, "users with similar keys have separate logins"),
        (LosesOthers, Clause::Kept, "concurrent sets of many users are all kept"),
        (Torn, Clause::Kept, "concurrent sets of one user leave one of them intact"),
        (RemovesFirst, Clause::Kept, "concurrent sets of one user leave one of them intact"),
        (NoLease, Clause::Lease, "a lease keeps others of the same view waiting"),
        (NoLease, Clause::Lease, "a lease keeps other views waiting"),
        (NoLease, Clause::Lease, "changes under the lease are not lost"),
        (ShortColumn, Clause::Lease, "a long login is written under a lease"),
        (LeaseOfAView, Clause::Lease, "a lease keeps other views waiting"),
        (LeaseOfAll, Clause::Lease, "a lease does not block other users"),
        (LeaseFromASmallPool, Clause::Lease, "many users have leases at the same time"),
        (LeaseRefused, Clause::Lease, "a lease keeps others of the same view waiting"),
        (LeaseNeverEnds, Clause::Lease, "a lease can be taken again"),
        (AbandonedLeaseStaysLocked, Clause::Lease, "an abandoned wait leaves nothing behind"),
        (SetWaitsForTheLease, Clause::Lease, "the holder of a lease reads and writes"),
        (DebugShows, Clause::Secret, "`Debug` shows no login"),
        (DebugShowsBytes, Clause::Secret, "`Debug` shows no login"),
        (ErrorShows, Clause::Secret, "a login is read back exactly"),
        (Panics, Clause::Kept, "a login is read back exactly"),
    ];
    for (fault, clause, check) in faults {
        let world = Arc::<World>::default();
        let ended = run(Processes::Several, async || Ok(Broken::new(fault, &world))).await;
        let failures = ended.expect_err(&format!("{fault:?} was not found"));
        let found =
            failures.failures().iter().any(|failure| failure.clause() == clause && failure.check() == check);
        assert!(found, "{fault:?}: {failures}");
        assert!(!format!("{failures} {failures:?}").contains("conformance-secret"), "{fault:?} is quoted");
    }
}

#[tokio::test(start_paused = true)]
async fn a_storage_that_does_not_open_fails() {
    let ended =
        run::<MemoryStorage>(Processes::One, async || Err(StorageError::message("no such host"))).await;
    assert!(ended.unwrap_err().to_string().contains("no such host"));
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    Caches,
    Forgets,
    KeepsRemoved,
    FailsToRemoveTwice,
    KeepsTheFirst,
    MergesFields,
    WholeSeconds,
    ScopesWithCommas,
    NoTeam,
    ShortColumn,
    EmptyIsNone,
    IgnoresCase,
    TrimsKeys,
    EndsAtNul,
    ShortKeys,
    RefusesEmptyKeys,
    LosesOthers,
    Torn,
    RemovesFirst,
    NoLease,
    LeaseOfAView,
    LeaseOfAll,
    LeaseFromASmallPool,
    LeaseRefused,
    LeaseNeverEnds,
    AbandonedLeaseStaysLocked,
    SetWaitsForTheLease,
    DebugShows,
    DebugShowsBytes,
    ErrorShows,
    Panics,
}

/// The state that all views share.
struct World {
    states: Mutex<HashMap<UserKey, State>>,
    leases: MemoryStorage,
    pool: Arc<tokio::sync::Semaphore>,
}

impl Default for World {
    fn default() -> Self {
        let pool = Arc::new(tokio::sync::Semaphore::new(5));
        Self { states: Mutex::default(), leases: MemoryStorage::new(), pool }
    }
}

struct Broken {
    fault: Fault,
    world: Arc<World>,
    /// The cache of this view.
    seen: Mutex<HashMap<UserKey, Option<State>>>,
    leases: MemoryStorage,
}

impl Broken {
    fn new(fault: Fault, world: &Arc<World>) -> Self {
        let world = world.clone();
        if fault == Fault::Forgets && Arc::strong_count(&world) == 2 {
            world.states.lock().unwrap().clear();
        }
        Self { fault, world, seen: Mutex::default(), leases: MemoryStorage::new() }
    }

    fn key(&self, user: &UserKey) -> UserKey {
        let key = user.as_str();
        match self.fault {
            Fault::IgnoresCase => key.to_lowercase().into(),
            Fault::TrimsKeys => key.trim_end_matches(' ').into(),
            Fault::EndsAtNul => key.split('\0').next().unwrap().into(),
            Fault::ShortKeys => key.chars().take(255).collect::<String>().into(),
            _ => user.clone(),
        }
    }

    fn kept(&self, mut state: State, before: Option<State>) -> State {
        match self.fault {
            Fault::KeepsTheFirst => return before.unwrap_or(state),
            Fault::MergesFields => {
                state.refresh_token = state.refresh_token.or(before.and_then(|before| before.refresh_token));
            }
            Fault::WholeSeconds => {
                let seconds = state.expires_at.map(Timestamp::unix_seconds);
                state.expires_at = seconds.map(Timestamp::from_unix_seconds);
            }
            Fault::ScopesWithCommas => {
                state.scopes = state.scopes.join(",").split(',').map(str::to_owned).collect();
            }
            Fault::NoTeam => state.team_id = None,
            Fault::ShortColumn => {
                state.access_token =
                    state.access_token.expose_secret().chars().take(4000).collect::<String>().into();
            }
            Fault::EmptyIsNone => state.user_id = state.user_id.filter(|id| !id.is_empty()),
            _ => {}
        }
        state
    }
}

impl Storage for Broken {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        let user = self.key(user);
        let found = self.world.states.lock().unwrap().get(&user).cloned();
        assert!(self.fault != Fault::Panics || found.is_none(), "on purpose");
        if self.fault == Fault::Caches {
            return Ok(self.seen.lock().unwrap().entry(user).or_insert(found).clone());
        }
        Ok(found)
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let user = self.key(user);
        if self.fault == Fault::Caches {
            self.seen.lock().unwrap().insert(user.clone(), state.cloned());
        }
        if self.fault == Fault::RefusesEmptyKeys && user.as_str().is_empty() {
            return Err(StorageError::message("a key must not be empty"));
        }
        if self.fault == Fault::SetWaitsForTheLease {
            drop(self.world.leases.lease(&user).await?);
        }
        let before = self.world.states.lock().unwrap().clone();
        let Some(state) = state else {
            match self.fault {
                Fault::KeepsRemoved => {}
                Fault::FailsToRemoveTwice if !before.contains_key(&user) => {
                    return Err(StorageError::message("there is nothing to remove"));
                }
                _ => drop(self.world.states.lock().unwrap().remove(&user)),
            }
            return Ok(());
        };
        let state = self.kept(state.clone(), before.get(&user).cloned());
        match self.fault {
            Fault::ErrorShows => return Err(StorageError::message(state.access_token.expose_secret())),
            Fault::LosesOthers => {
                tokio::task::yield_now().await;
                *self.world.states.lock().unwrap() = before;
            }
            Fault::RemovesFirst => {
                self.world.states.lock().unwrap().remove(&user);
                tokio::task::yield_now().await;
            }
            Fault::Torn => {
                let mut half = before.get(&user).cloned().unwrap_or_else(|| state.clone());
                half.access_token = state.access_token.clone();
                self.world.states.lock().unwrap().insert(user.clone(), half);
                tokio::task::yield_now().await;
            }
            _ => {}
        }
        self.world.states.lock().unwrap().insert(user, state);
        Ok(())
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        let leases = &self.world.leases;
        match self.fault {
            Fault::NoLease => Ok(Lease::unguarded()),
            Fault::LeaseOfAView => self.leases.lease(user).await,
            Fault::LeaseOfAll => leases.lease(&UserKey::default()).await,
            Fault::LeaseFromASmallPool => {
                let connection = self.world.pool.clone().acquire_owned().await.map_err(StorageError::new)?;
                Ok(Lease::guarded((leases.lease(user).await?, connection)))
            }
            Fault::LeaseRefused => {
                match tokio::time::timeout(std::time::Duration::ZERO, leases.lease(user)).await {
                    Ok(lease) => lease,
                    Err(_) => Err(StorageError::message("locked")),
                }
            }
            Fault::LeaseNeverEnds => {
                std::mem::forget(leases.lease(user).await?);
                Ok(Lease::unguarded())
            }
            Fault::AbandonedLeaseStaysLocked => {
                let (leases, user) = (leases.clone(), user.clone());
                let (sender, receiver) = tokio::sync::oneshot::channel();
                tokio::spawn(async move {
                    // A lease that is not received stays locked.
                    if let Err(lease) = sender.send(leases.lease(&user).await) {
                        std::mem::forget(lease);
                    }
                });
                receiver.await.map_err(StorageError::new)?
            }
            _ => leases.lease(user).await,
        }
    }
}

impl fmt::Debug for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let states = self.world.states.lock().unwrap();
        let mut tokens = states.values().map(|state| state.access_token.expose_secret());
        match self.fault {
            Fault::DebugShows => formatter.debug_list().entries(tokens).finish(),
            Fault::DebugShowsBytes => {
                formatter.debug_list().entries(tokens.next().map(str::as_bytes)).finish()
            }
            _ => formatter.write_str("Broken"),
        }
    }
}
