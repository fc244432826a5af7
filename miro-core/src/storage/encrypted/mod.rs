mod key;
mod sealed;
#[cfg(test)]
mod tests;

use std::fmt;

pub use key::{EncryptionKey, InvalidKey};
use sealed::Sealed;

use super::{Lease, Storage, StorageError};
use crate::token::{State, UserKey};

/// Encrypts the logins of another storage, so that access to its file, database or backups does not reveal them.
///
/// ```
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use miro_core::storage::{Encrypted, EncryptionKey, MemoryStorage};
/// # use miro_core::token::{State, UserKey};
///
/// let key = EncryptionKey::generate()?;
/// let storage = Encrypted::new(MemoryStorage::new(), key);
/// # Ok(())
/// # }
/// ```
///
/// The inner storage sees a login with an access token only: `miro-sealed.v1.`, the id of the key, and the login
/// with all of its fields in base64, sealed by XChaCha20-Poly1305 with a random nonce. The user's key is
/// authenticated with it, so the login of one user cannot replace another's. It is not detected if an attacker
/// restores an older login of the same user, and users' keys stay in plain text.
///
/// The lease is that of the inner storage.
///
/// # Key rotation
///
/// ```
/// # use miro_core::storage::{Encrypted, EncryptionKey, InvalidKey, MemoryStorage, Storage, StorageError};
/// # use miro_core::token::UserKey;
/// # async fn example(storage: MemoryStorage, users: Vec<UserKey>, new: EncryptionKey, old: EncryptionKey)
/// # -> Result<(), StorageError> {
/// let storage = Encrypted::new(storage, new).also_opens(old);
/// for user in &users {
///     storage.reseal(user).await?;
/// }
/// # Ok(())
/// # }
/// ```
///
/// The key given to [`new`](Self::new) seals; that one and the others open. A login is sealed with the new key
/// when it is refreshed; [`reseal`](Self::reseal) does so at once. Then the old key can be removed.
#[derive(Clone)]
pub struct Encrypted<S> {
    inner: S,
    /// The first key seals, all keys open.
    keys: Vec<EncryptionKey>,
    plain_text: bool,
}

impl<S: Storage> Encrypted<S> {
    /// Encrypts the logins of this storage with this key.
    #[must_use]
    pub fn new(storage: S, key: EncryptionKey) -> Self {
        Self { inner: storage, keys: vec![key], plain_text: false }
    }

    /// Adds a key that opens logins, such as a previous key.
    #[must_use]
    pub fn also_opens(mut self, key: EncryptionKey) -> Self {
        self.keys.push(key);
        self
    }

    /// Accepts logins in plain text, for a storage that was used without encryption, until all of its logins are
    /// sealed. Until then, anyone with write access to the storage can insert another login.
    #[must_use]
    pub fn accept_plain_text(mut self) -> Self {
        self.plain_text = true;
        self
    }

    /// Seals the login of this user with the first key, if it is not. Returns whether that was necessary.
    ///
    /// # Errors
    /// Fails like [`get`](Storage::get), [`set`](Storage::set) and [`lease`](Storage::lease).
    pub async fn reseal(&self, user: &UserKey) -> Result<bool, StorageError> {
        // Without the lease, a refresh in between would be lost.
        let lease = self.inner.lease(user).await?;
        let resealed = self.reseal_leased(user).await;
        lease.release().await;
        resealed
    }

    async fn reseal_leased(&self, user: &UserKey) -> Result<bool, StorageError> {
        let Some(found) = self.inner.get(user).await? else { return Ok(false) };
        if Sealed::read(&found)?
            .is_some_and(|sealed| Some(sealed.key()) == self.keys.first().map(EncryptionKey::id))
        {
            return Ok(false);
        }
        let state = self.open(user, found)?;
        self.set(user, Some(&state)).await.map(|()| true)
    }

    fn open(&self, user: &UserKey, found: State) -> Result<State, StorageError> {
        let Some(sealed) = Sealed::read(&found)? else {
            if self.plain_text {
                return Ok(found);
            }
            return Err(StorageError::message(format_args!(
                "the login of {user:?} is in plain text: `accept_plain_text` reads it, and the next `set` seals it"
            )));
        };
        let key = self.keys.iter().find(|key| key.id() == sealed.key()).ok_or_else(|| {
            StorageError::message(format_args!(
                "the login of {user:?} was sealed with the key {:?}, which is not here: `also_opens` adds it",
                sealed.key()
            ))
        })?;
        sealed.open(key, user)
    }
}

impl<S: Storage> Storage for Encrypted<S> {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.inner.get(user).await?.map(|found| self.open(user, found)).transpose()
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let sealed = match (state, self.keys.first()) {
            (Some(state), Some(key)) => Some(sealed::seal(key, user, state)?),
            _ => None,
        };
        self.inner.set(user, sealed.as_ref()).await
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.inner.lease(user).await
    }
}

impl<S: fmt::Debug> fmt::Debug for Encrypted<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Encrypted")
            .field("storage", &self.inner)
            .field("keys", &self.keys)
            .field("accept_plain_text", &self.plain_text)
            .finish()
    }
}
