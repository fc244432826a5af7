use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::Generate;
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305};
use secrecy::zeroize::{Zeroize, Zeroizing};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// A key of 32 random bytes for [`Encrypted`](super::Encrypted). Whoever has it reads the logins; without it nobody does.
///
/// `Debug` shows its id, which tells it from other keys and says nothing about it. Its memory is overwritten when it is
/// dropped.
#[derive(Clone)]
pub struct EncryptionKey {
    bytes: Arc<Zeroizing<[u8; 32]>>,
    id: Arc<str>,
}

impl EncryptionKey {
    /// A new key, from the random numbers of the operating system.
    ///
    /// # Errors
    /// Fails where the system has none.
    pub fn generate() -> Result<Self, InvalidKey> {
        let mut key =
            Key::try_generate().map_err(|_| InvalidKey("the system gives no random numbers".to_owned()))?;
        let bytes = key.into();
        key.as_mut_slice().zeroize();
        Ok(Self::from_bytes(bytes))
    }

    /// The key of these bytes: random ones, not a password.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        let bytes = Arc::new(Zeroizing::new(bytes));
        // A part of a digest: it says nothing about the key, and the same of no two keys of one program.
        let digest = Sha256::new().chain_update(b"miro encryption key").chain_update(&bytes[..]).finalize();
        let id: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        Self { bytes, id: id.into() }
    }

    /// The key of this base64, as `openssl rand -base64 32` prints it and [`to_base64`](Self::to_base64) gives it.
    ///
    /// # Errors
    /// Fails if it is not the base64 of 32 bytes, without quoting it.
    pub fn from_base64(text: &str) -> Result<Self, InvalidKey> {
        let decoded = STANDARD.decode(text.trim()).map(Zeroizing::new);
        let decoded =
            decoded.map_err(|_| InvalidKey("a key is 32 bytes in base64, and this is not base64".into()))?;
        match <[u8; 32]>::try_from(decoded.as_slice()) {
            Ok(bytes) => Ok(Self::from_bytes(bytes)),
            Err(_) => {
                Err(InvalidKey(format!("a key is 32 bytes in base64, and these are {}", decoded.len())))
            }
        }
    }

    /// The key whose base64 this variable of the environment has.
    ///
    /// # Errors
    /// Fails if it is not set, or as [`from_base64`](Self::from_base64) does.
    pub fn from_environment(variable: &str) -> Result<Self, InvalidKey> {
        let text = std::env::var(variable).map(Zeroizing::new);
        let text = text.map_err(|_| InvalidKey(format!("the environment has no {variable}")))?;
        Self::from_base64(&text).map_err(|error| InvalidKey(format!("{variable}: {error}")))
    }

    /// Its bytes in base64, to be kept where secrets are kept.
    #[must_use]
    pub fn to_base64(&self) -> SecretString {
        STANDARD.encode(&self.bytes[..]).into()
    }

    /// Tells it from other keys: 8 letters and digits, which logins that it sealed begin with, after `miro-sealed.v1.`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn cipher(&self) -> XChaCha20Poly1305 {
        let bytes: &[u8; 32] = &self.bytes;
        XChaCha20Poly1305::new(bytes.into())
    }
}

/// The same base64.
impl TryFrom<&SecretString> for EncryptionKey {
    type Error = InvalidKey;

    fn try_from(text: &SecretString) -> Result<Self, InvalidKey> {
        Self::from_base64(text.expose_secret())
    }
}

impl fmt::Debug for EncryptionKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "EncryptionKey({})", self.id)
    }
}

/// What is no [`EncryptionKey`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidKey(String);

impl fmt::Display for InvalidKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for InvalidKey {}
