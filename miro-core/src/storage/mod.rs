//! Storages for logins.

#[cfg(any(test, feature = "storage-conformance"))]
pub mod conformance;
#[cfg(any(feature = "storage-file", feature = "storage-keyring"))]
mod digest;
#[cfg(feature = "storage-encrypted")]
mod encrypted;
#[cfg(feature = "storage-file")]
mod file;
#[cfg(feature = "storage-keyring")]
mod keyring;
mod lease;
mod leases;
mod memory;
#[cfg(any(feature = "storage-file", feature = "storage-keyring"))]
mod private;
#[cfg(feature = "storage-redis")]
mod redis;
mod runtime;
#[cfg(feature = "storage-sql")]
pub mod sql;

use std::fmt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;

#[cfg(feature = "storage-encrypted")]
pub use encrypted::{Encrypted, EncryptionKey, InvalidKey};
#[cfg(feature = "storage-file")]
pub use file::FileStorage;
#[cfg(feature = "storage-keyring")]
pub use keyring::KeyringStorage;
pub use lease::Lease;
pub use memory::MemoryStorage;
#[cfg(feature = "storage-redis")]
pub use redis::RedisStorage;
#[cfg(feature = "storage-mysql")]
pub use sql::MySqlStorage;
#[cfg(feature = "storage-postgres")]
pub use sql::PostgresStorage;
#[cfg(feature = "storage-sqlite")]
pub use sql::SqliteStorage;

use crate::error::{Error, ErrorKind};
use crate::task;
use crate::token::{State, UserKey};
use crate::transport::BoxFuture;

/// Stores the logins of users. Two methods are enough to implement it.
///
/// # Contract
///
/// - The next [`get`](Self::get) returns what [`set`](Self::set) stored, also after a crash if the storage is
///   meant to outlive the program. Miro's refresh tokens can be used once, so losing a new pair logs the user out.
///   `set` returns when the login is stored safely, not before.
/// - `get` never returns a value from a cache that another process cannot see.
/// - Logins of different users are independent. Any text is a valid key of a user, including the empty text:
///   `anna`, `Anna` and `anna ` are three users.
/// - A storage that several processes share overrides [`lease`](Self::lease). Without it, two processes may
///   refresh the same login at the same time, which logs the user out. A lease blocks only leases of the same
///   user: `get` still works, and so does `set` of its holder. It ends when it is dropped. Dropping the future of
///   `lease` leaves nothing behind.
/// - A lease promises that `set` will work. Miro consumes the refresh token between the two, so everything that
///   would make `set` fail, such as a full disk, a missing permission or a read-only server, must make `lease`
///   fail: reserve space, or test the write.
/// - Every wait has a limit: for a stopped holder, and for a server that does not respond. The error names what
///   was waited for. The client drops the futures of `get` and `set` after 10 seconds and that of `lease` after
///   20, so shorter limits give better errors.
/// - Errors and logs contain no login.
///
/// `conformance::run` checks this contract (feature `storage-conformance`).
///
/// ```
/// use miro_core::storage::{Storage, StorageError};
/// use miro_core::token::{State, UserKey};
/// # use std::{collections::HashMap, sync::Mutex};
///
/// #[derive(Default)]
/// struct Mine(Mutex<HashMap<UserKey, State>>);
///
/// impl Storage for Mine {
///     async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
///         Ok(self.0.lock().map_err(StorageError::message)?.get(user).cloned())
///     }
///
///     async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
///         let mut states = self.0.lock().map_err(StorageError::message)?;
///         match state {
///             Some(state) => states.insert(user.clone(), state.clone()),
///             None => states.remove(user),
///         };
///         Ok(())
///     }
/// }
///
/// ```
pub trait Storage: Send + Sync + 'static {
    /// Returns the login of this user; `None` if there is none.
    fn get(&self, user: &UserKey) -> impl Future<Output = Result<Option<State>, StorageError>> + Send;

    /// Stores the login of this user, replacing the previous one; `None` removes it.
    fn set(
        &self,
        user: &UserKey,
        state: Option<&State>,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Waits until no other caller refreshes the login of this user, and makes others wait until the lease is
    /// dropped. A lease promises that [`set`](Self::set) will work.
    ///
    /// The storages of this crate wait for at most 60 seconds.
    ///
    /// The default is for storages of one process, in which the client runs only one refresh at a time.
    fn lease(&self, user: &UserKey) -> impl Future<Output = Result<Lease, StorageError>> + Send {
        let _ = user;
        async { Ok(Lease::unguarded()) }
    }
}

/// Why an operation of a storage failed.
#[derive(Debug)]
pub struct StorageError {
    cause: Box<dyn std::error::Error + Send + Sync>,
    superseded: bool,
}

impl StorageError {
    /// Creates an error with this cause.
    pub fn new(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { cause: cause.into(), superseded: false }
    }

    /// Creates an error with this text, for causes that cannot be kept.
    pub fn message(cause: impl fmt::Display) -> Self {
        Self::new(cause.to_string())
    }

    /// Creates the error of a login that was not stored because its lease had ended and another holder has written
    /// under a newer one.
    ///
    /// The caller should read again: the stored login is newer.
    #[must_use]
    pub fn superseded() -> Self {
        Self { superseded: true, ..Self::new("another process has stored a newer login in the meantime") }
    }

    /// Whether the login was not stored because a newer one is stored.
    #[must_use]
    pub fn is_superseded(&self) -> bool {
        self.superseded
    }
}

impl fmt::Display for StorageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the storage of tokens failed: {}", self.cause)
    }
}

impl std::error::Error for StorageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.cause)
    }
}

/// Any [`Storage`]. Clones share it.
#[derive(Clone)]
pub struct SharedStorage(Arc<dyn AnyStorage>);

impl SharedStorage {
    /// Shares this storage.
    pub fn new(storage: impl Storage) -> Self {
        Self(Arc::new(storage))
    }

    pub(crate) async fn get(&self, user: &UserKey) -> Result<Option<State>, Error> {
        caught(self.0.get(user)).await.map_err(failure)
    }

    pub(crate) async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<Kept, Error> {
        match caught(self.0.set(user, state)).await {
            Ok(()) => Ok(Kept::Stored),
            Err(error) if error.is_superseded() => Ok(Kept::Superseded),
            Err(error) => Err(failure(error)),
        }
    }

    pub(crate) async fn lease(&self, user: &UserKey) -> Result<Lease, Error> {
        caught(self.0.lease(user)).await.map_err(failure)
    }
}

/// The result of storing a login.
pub(crate) enum Kept {
    Stored,
    /// It was not stored, because a newer one is.
    Superseded,
}

/// Converts a panic of a storage to an error, because it happens on a task of the client.
async fn caught<T>(work: BoxFuture<'_, Result<T, StorageError>>) -> Result<T, StorageError> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|payload| {
        let text = task::text_of_panic(&*payload).unwrap_or("it panicked without a text");
        Err(StorageError::message(format_args!("it panicked: {text}")))
    })
}

fn failure(error: StorageError) -> Error {
    Error::new(ErrorKind::Storage, error.to_string()).with_source(error)
}

impl Default for SharedStorage {
    fn default() -> Self {
        Self::new(MemoryStorage::new())
    }
}

impl fmt::Debug for SharedStorage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SharedStorage")
    }
}

/// An object-safe [`Storage`], because a trait with `async fn` is not.
trait AnyStorage: Send + Sync {
    fn get<'a>(&'a self, user: &'a UserKey) -> BoxFuture<'a, Result<Option<State>, StorageError>>;
    fn set<'a>(
        &'a self,
        user: &'a UserKey,
        state: Option<&'a State>,
    ) -> BoxFuture<'a, Result<(), StorageError>>;
    fn lease<'a>(&'a self, user: &'a UserKey) -> BoxFuture<'a, Result<Lease, StorageError>>;
}

impl<S: Storage> AnyStorage for S {
    fn get<'a>(&'a self, user: &'a UserKey) -> BoxFuture<'a, Result<Option<State>, StorageError>> {
        Box::pin(Storage::get(self, user))
    }

    fn set<'a>(
        &'a self,
        user: &'a UserKey,
        state: Option<&'a State>,
    ) -> BoxFuture<'a, Result<(), StorageError>> {
        Box::pin(Storage::set(self, user, state))
    }

    fn lease<'a>(&'a self, user: &'a UserKey) -> BoxFuture<'a, Result<Lease, StorageError>> {
        Box::pin(Storage::lease(self, user))
    }
}

impl<S: Storage> Storage for Arc<S> {
    fn get(&self, user: &UserKey) -> impl Future<Output = Result<Option<State>, StorageError>> + Send {
        S::get(self, user)
    }

    fn set(
        &self,
        user: &UserKey,
        state: Option<&State>,
    ) -> impl Future<Output = Result<(), StorageError>> + Send {
        S::set(self, user, state)
    }

    fn lease(&self, user: &UserKey) -> impl Future<Output = Result<Lease, StorageError>> + Send {
        S::lease(self, user)
    }
}
