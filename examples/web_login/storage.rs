//! The storage of logins, with timeouts short enough for a person waiting for a page.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use miro::storage::{Lease, MemoryStorage, Storage, StorageError};
use miro::token::{State, UserKey};

/// A storage with a timeout, which also passes late refreshes on to [`Revocations`](crate::revocations::Revocations).
pub(crate) struct Logins<S> {
    pub(crate) storage: S,
    /// The timeout of one operation.
    pub(crate) limit: Duration,
    /// The logins that are being ended.
    pub(crate) ending: Arc<MemoryStorage>,
}

impl<S> Logins<S> {
    async fn limited<T>(
        &self,
        what: &str,
        work: impl Future<Output = Result<T, StorageError>>,
    ) -> Result<T, StorageError> {
        tokio::time::timeout(self.limit, work).await.unwrap_or_else(|_| {
            let seconds = self.limit.as_secs_f64();
            Err(StorageError::message(format_args!(
                "{what} took longer than {seconds} s: is the database locked, or away?"
            )))
        })
    }
}

impl<S: Storage> Storage for Logins<S> {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.limited("reading a login", self.storage.get(user)).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        // This removes a login that may be ending. A refresh may have replaced its tokens since they were read.
        if state.is_none()
            && let Some(known) = self.ending.get(user).await?
            && let Some(last) = self.get(user).await?
            && last.expires_at() > known.expires_at()
        {
            self.ending.set(user, Some(&last)).await?;
        }
        self.limited("storing a login", self.storage.set(user, state)).await
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.limited("waiting for the lease of a login", self.storage.lease(user)).await
    }
}

impl<S> fmt::Debug for Logins<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Logins")
    }
}
