use super::StorageError;

/// Runs what blocks off the runtime. It runs to its end, whether or not somebody waits for it.
pub(super) async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StorageError> + Send + 'static,
) -> Result<T, StorageError> {
    tokio::task::spawn_blocking(work).await.map_err(StorageError::new)?
}
