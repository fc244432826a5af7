mod entries;
mod platform;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use keyring_core::CredentialStore;
use secrecy::SecretString;

use entries::Entries;

use super::blocking::off_the_runtime;
use super::digest::name_of;
use super::private::{self, lock};
use super::{Lease, MemoryStorage, Storage, StorageError};
use crate::token::{State, UserKey};

/// Keeps logins in the keyring of the operating system: for programs on a desktop.
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
/// It is Keychain on macOS, Credential Manager on Windows, and Secret Service (GNOME Keyring, KWallet, KeePassXC) on other
/// Unix systems, where a desktop session with D-Bus is needed. Any other store of the `keyring-core` crate can be given to
/// [`with_store`](Self::with_store). What the system asks the user, such as for a password to unlock, is waited for.
///
/// A login is an entry named by a digest of the user's key, so any text can be a key. Windows takes 2560 bytes in an entry:
/// a longer login is split, everywhere, into several that one entry names, and replacing that one replaces the login.
/// How safe it is from a crash is up to the keyring; one in the middle of replacing a long login leaves the one from before,
/// and entries that nothing names.
///
/// # The lease
///
/// It holds among the clones of one storage, in one process, unless [`locked_in`](Self::locked_in) names a directory.
#[derive(Clone)]
pub struct KeyringStorage {
    store: Arc<CredentialStore>,
    service: Arc<str>,
    /// Who may write: a login can be several entries.
    turns: MemoryStorage,
    /// Who may refresh.
    leases: MemoryStorage,
    locks: Option<PathBuf>,
}

impl KeyringStorage {
    /// The keyring of the operating system, with entries of this service: the name of the program, by which the user finds
    /// them there.
    ///
    /// # Errors
    /// Fails where there is no keyring, or it cannot be reached.
    pub async fn open(service: &str) -> Result<Self, StorageError> {
        Ok(Self::with_store(service, off_the_runtime(platform::store).await?))
    }

    /// A store of the `keyring-core` crate, which others make: Linux' keyutils, an encrypted file.
    #[must_use]
    pub fn with_store(service: &str, store: Arc<CredentialStore>) -> Self {
        let (turns, leases) = (MemoryStorage::new(), MemoryStorage::new());
        Self { store, service: service.into(), turns, leases, locks: None }
    }

    /// For several processes of one user, such as a program with a window and one for the command line: the lease is an
    /// advisory lock on a file in this directory, which is created, and must be private. All of them name the same.
    #[must_use]
    pub fn locked_in(mut self, directory: impl Into<PathBuf>) -> Self {
        self.locks = Some(directory.into());
        self
    }

    fn entries(&self, user: &UserKey) -> Entries {
        Entries::new(self.store.clone(), self.service.clone(), name_of(user))
    }

    /// Waits for others of this process, then for other processes.
    async fn turn(
        &self,
        among: &MemoryStorage,
        user: &UserKey,
        name: &'static str,
    ) -> Result<Lease, StorageError> {
        let here = among.lease(user).await?;
        let Some(directory) = self.locks.clone() else { return Ok(here) };
        let path = directory.join(format!("{}.{name}", name_of(user)));
        off_the_runtime(move || private::create_directory(&directory)).await?;
        Ok(Lease::guarded((lock(path).await?, here)))
    }
}

impl Storage for KeyringStorage {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        let (entries, key) = (self.entries(user), user.clone());
        off_the_runtime(move || {
            let Some(json) = entries.get()? else { return Ok(None) };
            let state = State::from_json(&SecretString::from(json));
            let wrong =
                |_| StorageError::message(format_args!("what the keyring has for {key:?} is no login"));
            state.map(Some).map_err(wrong)
        })
        .await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let turn = self.turn(&self.turns, user, "write").await?;
        let (entries, json) = (self.entries(user), state.map(State::to_json));
        off_the_runtime(move || {
            // Moved here, so that a caller who goes does not let others in before it is done.
            let _turn = turn;
            entries.set(json.as_ref())
        })
        .await
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.turn(&self.leases, user, "lock").await
    }
}

impl fmt::Debug for KeyringStorage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("KeyringStorage")
            .field("store", &self.store.vendor())
            .field("service", &self.service)
            .field("locked_in", &self.locks)
            .finish_non_exhaustive()
    }
}
