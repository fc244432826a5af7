use std::sync::Arc;

use keyring_core::CredentialStore;

use crate::storage::StorageError;

/// Opens the keyring of this operating system.
pub(super) fn store() -> Result<Arc<CredentialStore>, StorageError> {
    #[cfg(target_os = "macos")]
    let store = apple_native_keyring_store::keychain::Store::new();
    #[cfg(windows)]
    let store = windows_native_keyring_store::Store::new();
    #[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
    let store = zbus_secret_service_keyring_store::Store::new();
    #[cfg(all(any(unix, windows), not(any(target_os = "ios", target_os = "android"))))]
    return match store {
        Ok(store) => Ok(store),
        Err(error) => {
            Err(StorageError::message(format_args!("there is no keyring that can be reached: {error}")))
        }
    };
    #[cfg(not(all(any(unix, windows), not(any(target_os = "ios", target_os = "android")))))]
    Err(StorageError::message("no keyring is known for this system: `with_store` takes one"))
}
