use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::storage::{Lease, MemoryStorage, Storage, StorageError};
use crate::token::{State, UserKey};

/// A scripted storage. Clones share everything; [`view`](Self::view) is that of another process.
#[derive(Clone, Default)]
pub(super) struct ScriptedStorage {
    pub(super) memory: MemoryStorage,
    pub(super) script: Arc<Script>,
    /// Whether it has no lease, like a storage with only the two required methods.
    pub(super) unleased: bool,
}

#[derive(Default)]
pub(super) struct Script {
    gets: Mutex<VecDeque<Fault>>,
    sets: Mutex<VecDeque<Fault>>,
    leases: Mutex<VecDeque<Fault>>,
    /// The percentage of operations that fail at random.
    percent: AtomicU32,
    /// Whether all operations hang.
    hangs: AtomicBool,
    counts: [AtomicU32; 3],
}

/// The behavior of the next operation.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    Works,
    Fails,
    Hangs,
    /// Another process stores this first, so that the write is superseded.
    OvertakenBy(Option<State>),
    /// The write is refused as superseded, although nothing was stored.
    Superseded,
    /// A write takes effect after this time.
    Slow(Duration),
    /// The operation takes effect, and fails.
    FailsAfterEffect,
    Panics,
}

impl ScriptedStorage {
    /// Returns another process's view of the same logins, with separate faults.
    pub(super) fn view(&self) -> Self {
        Self { script: Arc::default(), ..self.clone() }
    }

    pub(super) fn next_gets(&self, faults: impl IntoIterator<Item = Fault>) {
        self.script.gets.lock().unwrap().extend(faults);
    }

    /// Sets the faults of the next writes. The first write of a refresh is the note that it begins.
    pub(super) fn next_sets(&self, faults: impl IntoIterator<Item = Fault>) {
        self.script.sets.lock().unwrap().extend(faults);
    }

    pub(super) fn next_leases(&self, faults: impl IntoIterator<Item = Fault>) {
        self.script.leases.lock().unwrap().extend(faults);
    }

    pub(super) fn fail_by_chance(&self, percent: u32) {
        self.script.percent.store(percent, Ordering::SeqCst);
    }

    pub(super) fn hang(&self, hangs: bool) {
        self.script.hangs.store(hangs, Ordering::SeqCst);
    }

    /// Removes the remaining faults of writes.
    pub(super) fn clear(&self) {
        self.script.sets.lock().unwrap().clear();
    }

    /// Returns the numbers of reads, writes and leases.
    pub(super) fn counts(&self) -> [u32; 3] {
        [0, 1, 2].map(|index: usize| self.script.counts[index].load(Ordering::SeqCst))
    }

    async fn fault(&self, index: usize, faults: &Mutex<VecDeque<Fault>>) -> Result<Fault, StorageError> {
        self.script.counts[index].fetch_add(1, Ordering::SeqCst);
        let fault = faults.lock().unwrap().pop_front().unwrap_or(Fault::Works);
        if self.script.hangs.load(Ordering::SeqCst) || matches!(fault, Fault::Hangs) {
            return std::future::pending().await;
        }
        let by_chance = fastrand::u32(..100) < self.script.percent.load(Ordering::SeqCst);
        if by_chance || matches!(fault, Fault::Fails) {
            return Err(StorageError::message("the disk is full"));
        }
        assert!(!matches!(fault, Fault::Panics), "a bug of the storage");
        Ok(fault)
    }
}

impl Storage for ScriptedStorage {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.fault(0, &self.script.gets).await?;
        self.memory.get(user).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        match self.fault(1, &self.script.sets).await? {
            Fault::OvertakenBy(other) => {
                self.memory.set(user, other.as_ref()).await?;
                Err(StorageError::superseded())
            }
            Fault::Superseded => Err(StorageError::superseded()),
            Fault::Slow(time) => {
                tokio::time::sleep(time).await;
                self.memory.set(user, state).await
            }
            Fault::FailsAfterEffect => {
                self.memory.set(user, state).await?;
                Err(StorageError::message("the connection was lost"))
            }
            _ => self.memory.set(user, state).await,
        }
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.fault(2, &self.script.leases).await?;
        if self.unleased { Ok(Lease::unguarded()) } else { self.memory.lease(user).await }
    }
}
