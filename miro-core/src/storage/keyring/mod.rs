mod entries;
mod platform;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use keyring_core::CredentialStore;
use secrecy::SecretString;
use tokio::time::{sleep, timeout};

use entries::Entries;

use super::digest::name_of;
use super::leases::Leases;
use super::private::{LeaseFiles, with_lock};
use super::runtime::{self, run_blocking};
use super::{Lease, MemoryStorage, Storage, StorageError};
use crate::token::{State, UserKey};

/// Keeps logins in the keyring of the operating system, for desktop programs.
///
/// ```no_run
/// # async fn example() -> Result<(), miro_core::storage::StorageError> {
/// use miro_core::storage::KeyringStorage;
///
/// let storage = KeyringStorage::open("boards.example.com").await?;
/// # Ok(())
/// # }
/// ```
///
/// The keyring is Keychain on macOS, Credential Manager on Windows, and Secret Service (GNOME Keyring, KWallet,
/// KeePassXC) on other Unix systems, which requires a desktop session with D-Bus. Other stores of the
/// `keyring-core` crate can be used with [`with_store`](Self::with_store). Operations wait for prompts of the
/// system, such as for a password to unlock the keyring.
///
/// A login is an entry named by a digest of the user's key, so any text can be a key. Windows accepts 2560 bytes
/// per entry, so on all systems a longer login is split into several entries that one entry names. Replacing that
/// one replaces the login. Safety in a crash depends on the keyring; a crash while a long login is replaced keeps
/// the previous one, and leaves unused entries.
///
/// # The lease
///
/// # The lease
///
/// It holds among the clones of one storage, in one process, unless [`locked_in`](Self::locked_in) names a
/// directory.
///
/// A lease promises that `set` will work: it writes an entry of maximum length, and removes it again. A locked,
/// unavailable or full keyring is an error of the lease, before Miro has used up a refresh token. Waiting for the
/// keyring and its prompts ends after 60 seconds with an error.
#[derive(Clone)]
pub struct KeyringStorage {
    store: Arc<CredentialStore>,
    service: Arc<str>,
    /// Serializes writes in this process, because a login can be several entries.
    writers: Arc<Mutex<()>>,
    leases: Shared,
}

/// The leases, and the lock for writes among several processes.
#[derive(Clone)]
enum Shared {
    InThisProcess(MemoryStorage),
    ByFiles { leases: Leases<LeaseFiles>, directory: PathBuf, removed: Removed },
}

/// Users whose logins this process has removed, so that their lock files can be removed. For other users, the
/// keyring would have to be queried, which may prompt for a password.
type Removed = Arc<Mutex<HashSet<UserKey>>>;

/// The longest wait for the keyring, including its prompts.
const MAX_WAIT: Duration = Duration::from_secs(60);

impl KeyringStorage {
    /// Opens the keyring of the operating system, with entries of this service. The user finds them there by its
    /// name, usually that of the program.
    ///
    /// # Errors
    /// Fails if there is no keyring, or it cannot be reached.
    pub async fn open(service: &str) -> Result<Self, StorageError> {
        Ok(Self::with_store(service, query(platform::store).await?))
    }

    /// Uses a store of the `keyring-core` crate, such as Linux' keyutils or an encrypted file.
    #[must_use]
    pub fn with_store(service: &str, store: Arc<CredentialStore>) -> Self {
        let leases = Shared::InThisProcess(MemoryStorage::new());
        Self { store, service: service.into(), writers: Arc::default(), leases }
    }

    /// Supports several processes of one user, such as a desktop program and a command line program: the lease is
    /// an advisory lock on a file in this directory. The directory is created, must be private, and must be the
    /// same in all of the processes.
    #[must_use]
    pub fn locked_in(mut self, directory: impl Into<PathBuf>) -> Self {
        let directory = directory.into();
        let removed = Removed::default();
        let leases = LeaseFiles::new(directory.clone(), {
            let removed = removed.clone();
            move |user| Ok(lock(&removed).remove(user))
        });
        self.leases = Shared::ByFiles { leases: Leases::new(leases), directory, removed };
        self
    }

    fn entries(&self, user: &UserKey) -> Entries {
        Entries::new(self.store.clone(), self.service.clone(), name_of(user))
    }

    /// Writes with exclusive access, in this process and among others.
    async fn writing(
        &self,
        user: &UserKey,
        write: impl FnOnce(&Entries) -> Result<(), StorageError> + Clone + Send + 'static,
    ) -> Result<(), StorageError> {
        let (entries, writers) = (Arc::new(self.entries(user)), self.writers.clone());
        let once = move || {
            let Some(_turn) = turn(&writers) else { return Ok(None) };
            write(&entries).map(Some)
        };
        loop {
            let (once, attempt) = (once.clone(), once.clone());
            let written = match &self.leases {
                Shared::InThisProcess(_) => query(attempt).await?,
                Shared::ByFiles { directory, .. } => {
                    let path = directory.join(format!("{}.write", name_of(user)));
                    with_lock(path.clone(), move |_| {
                        let written = once()?;
                        // Not needed after it is released: waiting processes notice that it is gone.
                        let _ = std::fs::remove_file(path);
                        Ok(written)
                    })
                    .await?
                }
            };
            match written {
                Some(()) => return Ok(()),
                None => sleep(Duration::from_millis(fastrand::u64(1..=10))).await,
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the turn to write; `None` if another task has it.
fn turn(writers: &Mutex<()>) -> Option<MutexGuard<'_, ()>> {
    match writers.try_lock() {
        Ok(turn) => Some(turn),
        Err(TryLockError::Poisoned(turn)) => Some(turn.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

/// Queries the keyring, off the runtime and with a time limit.
async fn query<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StorageError> + Send + 'static,
) -> Result<T, StorageError> {
    limited(run_blocking(work)).await
}

async fn limited<T>(work: impl Future<Output = Result<T, StorageError>>) -> Result<T, StorageError> {
    runtime::current()?;
    timeout(MAX_WAIT, work).await.unwrap_or_else(|_| {
        Err(StorageError::message(format_args!(
            "waited {} seconds for the keyring: unlock it, or look for a question that it asks on the desktop",
            MAX_WAIT.as_secs()
        )))
    })
}

impl Storage for KeyringStorage {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        let (entries, key) = (self.entries(user), user.clone());
        query(move || {
            let Some(json) = entries.get()? else { return Ok(None) };
            let state = State::from_json(&SecretString::from(json));
            let wrong =
                |_| StorageError::message(format_args!("the keyring entry for {key:?} is not a login"));
            state.map(Some).map_err(wrong)
        })
        .await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let json = state.map(State::to_json).map(Arc::new);
        limited(self.writing(user, move |entries| entries.set(json.as_deref()))).await?;
        let Shared::ByFiles { leases, removed, .. } = &self.leases else { return Ok(()) };
        if state.is_some() {
            lock(removed).remove(user);
        } else {
            // Together with the lease that the caller holds, or at once if it holds none.
            lock(removed).insert(user.clone());
            let (files, user) = (leases.backend().clone(), user.clone());
            leases.backend().writing(move |_| files.tidy(&user)).await?;
        }
        Ok(())
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        let lease = match &self.leases {
            Shared::InThisProcess(leases) => leases.lease(user).await?,
            Shared::ByFiles { leases, .. } => leases.lease(user).await?,
        };
        limited(self.writing(user, Entries::rehearse)).await?;
        Ok(lease)
    }
}

impl fmt::Debug for KeyringStorage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let locks = match &self.leases {
            Shared::InThisProcess(_) => None,
            Shared::ByFiles { directory, .. } => Some(directory),
        };
        formatter
            .debug_struct("KeyringStorage")
            .field("store", &self.store.vendor())
            .field("service", &self.service)
            .field("locked_in", &locks)
            .finish_non_exhaustive()
    }
}
