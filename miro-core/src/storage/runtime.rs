use tokio::runtime::Handle;

use super::StorageError;
use crate::runtime;

/// Returns the runtime of the caller.
pub(super) fn current() -> Result<Handle, StorageError> {
    runtime::current().map_err(StorageError::message)
}

/// Runs blocking work off the runtime. It runs to its end even if the caller stops waiting.
#[cfg(any(feature = "storage-file", feature = "storage-keyring", feature = "storage-sqlite"))]
pub(super) async fn run_blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StorageError> + Send + 'static,
) -> Result<T, StorageError> {
    current()?.spawn_blocking(work).await.map_err(StorageError::new)?
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;
    use crate::storage::{MemoryStorage, Storage};

    #[test]
    fn returns_an_error_without_a_runtime() {
        assert!(current().unwrap_err().to_string().contains("no Tokio runtime"));
        let lease = MemoryStorage::new().lease(&"anna".into()).now_or_never();
        assert!(lease.unwrap().unwrap_err().to_string().contains("no Tokio runtime"));
    }

    #[cfg(feature = "storage-file")]
    #[test]
    fn file_storage_returns_an_error_without_a_runtime() {
        let folder = tempfile::tempdir().unwrap();
        let storage = crate::storage::FileStorage::directory(folder.path().join("logins"));
        let user = "anna".into();
        for error in [
            storage.get(&user).now_or_never().unwrap().map(drop).unwrap_err(),
            storage.set(&user, None).now_or_never().unwrap().unwrap_err(),
            storage.lease(&user).now_or_never().unwrap().map(drop).unwrap_err(),
        ] {
            assert!(error.to_string().contains("no Tokio runtime"), "{error}");
        }
    }
}
