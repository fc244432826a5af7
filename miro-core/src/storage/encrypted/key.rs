use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::Generate;
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305};
use secrecy::zeroize::{Zeroize, Zeroizing};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// A key of 32 random bytes for [`Encrypted`](super::Encrypted). The logins can be read only with it.
///
/// `Debug` shows its id, which distinguishes it from other keys and reveals nothing else. Its memory is
/// overwritten on drop.
#[derive(Clone)]
pub struct EncryptionKey {
    bytes: Arc<Zeroizing<[u8; 32]>>,
    id: Arc<str>,
}

impl EncryptionKey {
    /// Generates a new key from the random numbers of the operating system.
    ///
    /// # Errors
    /// Fails if the system has no random numbers.
    pub fn generate() -> Result<Self, InvalidKey> {
        let mut key =
            Key::try_generate().map_err(|_| InvalidKey("the system has no random numbers".to_owned()))?;
        let bytes = key.into();
        key.as_mut_slice().zeroize();
        Ok(Self::from_bytes(bytes))
    }

    /// Creates a key from these bytes, which must be random and not a password.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        let bytes = Arc::new(Zeroizing::new(bytes));
        // A part of a digest: it reveals nothing about the key, and differs between the keys of a program.
        let digest = Sha256::new().chain_update(b"miro encryption key").chain_update(&bytes[..]).finalize();
        let id: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        Self { bytes, id: id.into() }
    }

    /// Creates a key from base64, as printed by `openssl rand -base64 32` and returned by
    /// [`to_base64`](Self::to_base64).
    ///
    /// # Errors
    /// Fails if the text is not the base64 of 32 bytes. The error does not contain the text.
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

    /// Creates a key from the base64 in this environment variable.
    ///
    /// # Errors
    /// Fails if the variable is not set, and like [`from_base64`](Self::from_base64).
    pub fn from_environment(variable: &str) -> Result<Self, InvalidKey> {
        let text = std::env::var(variable).map(Zeroizing::new);
        let text = text.map_err(|_| InvalidKey(format!("the environment has no {variable}")))?;
        Self::from_base64(&text).map_err(|error| InvalidKey(format!("{variable}: {error}")))
    }

    /// Returns its bytes in base64, to be kept where secrets are kept.
    #[must_use]
    pub fn to_base64(&self) -> SecretString {
        STANDARD.encode(&self.bytes[..]).into()
    }

    /// Returns the id, 8 hexadecimal digits that distinguish it from other keys. Sealed logins start with
    /// `miro-sealed.v1.` and this id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn cipher(&self) -> XChaCha20Poly1305 {
        let bytes: &[u8; 32] = &self.bytes;
        XChaCha20Poly1305::new(bytes.into())
    }
}

/// The same as [`EncryptionKey::from_base64`].
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

/// The reason why something is not a valid [`EncryptionKey`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidKey(String);

impl fmt::Display for InvalidKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for InvalidKey {}
