use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::XNonce;
use chacha20poly1305::aead::{Aead, Generate, Payload};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::EncryptionKey;
use crate::storage::StorageError;
use crate::token::{State, UserKey};

/// None of Miro's tokens starts like this.
const MARK: &str = "miro-sealed.";
const VERSION: &str = "v1";

/// Length of the nonce in bytes. It precedes the ciphertext.
const NONCE: usize = 24;

/// A login as the inner storage has it: `miro-sealed.v1.<key id>.<base64 of nonce and ciphertext>`.
pub(super) struct Sealed {
    key: String,
    content: String,
}

/// Seals a login. The result reveals nothing about it.
pub(super) fn seal(key: &EncryptionKey, user: &UserKey, state: &State) -> Result<State, StorageError> {
    let failed =
        || StorageError::message("the login could not be encrypted: the system has no random numbers");
    let nonce = XNonce::try_generate().map_err(|_| failed())?;
    let json = state.to_json();
    let bound = bound(key.id(), user);
    let payload = Payload { msg: json.expose_secret().as_bytes(), aad: &bound };
    let ciphertext = key.cipher().encrypt(&nonce, payload).map_err(|_| failed())?;
    let content = URL_SAFE_NO_PAD.encode([&nonce[..], &ciphertext].concat());
    Ok(State::new(format!("{MARK}{VERSION}.{}.{content}", key.id())))
}

/// The associated data of a sealed login, which binds it to this key and user.
fn bound(key: &str, user: &UserKey) -> Vec<u8> {
    format!("{MARK}{VERSION}.{key}.{user}").into_bytes()
}

impl Sealed {
    /// Reads a sealed login; `None` if it is in plain text.
    pub(super) fn read(found: &State) -> Result<Option<Self>, StorageError> {
        let Some(text) = found.access_token().expose_secret().strip_prefix(MARK) else { return Ok(None) };
        let mut parts = text.splitn(3, '.');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(VERSION), Some(key), Some(content)) => {
                Ok(Some(Self { key: key.to_owned(), content: content.to_owned() }))
            }
            (Some(VERSION), ..) => Err(StorageError::message("a sealed login is damaged: it is too short")),
            _ => Err(StorageError::message("a login was sealed by another version of this program")),
        }
    }

    /// The id of the key that sealed it.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    pub(super) fn open(&self, key: &EncryptionKey, user: &UserKey) -> Result<State, StorageError> {
        let altered = || {
            StorageError::message(format_args!(
                "the login of {user:?} does not open: it was altered, or is of another user, or of another key"
            ))
        };
        let content = URL_SAFE_NO_PAD.decode(&self.content).map_err(|_| altered())?;
        let (nonce, ciphertext) = content.split_at_checked(NONCE).ok_or_else(altered)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| altered())?;
        let payload = Payload { msg: ciphertext, aad: &bound(&self.key, user) };
        let json = key.cipher().decrypt(&nonce, payload).map(Zeroizing::new).map_err(|_| altered())?;
        let json = std::str::from_utf8(&json).map(SecretString::from).map_err(|_| altered())?;
        State::from_json(&json).map_err(StorageError::new)
    }
}
