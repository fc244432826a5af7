//! A storage that stops responding, like a locked database.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use miro::storage::{Lease, Storage, StorageError};
use miro::token::{State, UserKey};

pub(super) struct Stuck<S> {
    storage: S,
    is_stuck: Arc<AtomicBool>,
}

impl<S> Stuck<S> {
    pub(super) fn new(storage: S, is_stuck: Arc<AtomicBool>) -> Self {
        Self { storage, is_stuck }
    }

    async fn pass(&self) {
        if self.is_stuck.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
    }
}

impl<S: Storage> Storage for Stuck<S> {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.pass().await;
        self.storage.get(user).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        self.pass().await;
        self.storage.set(user, state).await
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.pass().await;
        self.storage.lease(user).await
    }
}
