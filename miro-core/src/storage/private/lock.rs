use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fs4::{FileExt, TryLockError};

use crate::storage::StorageError;
use crate::storage::blocking::off_the_runtime;

/// A lock that is held: closing the file ends it, and so does the end of the process.
#[derive(Debug)]
pub(crate) struct Locked {
    _file: File,
}

/// Waits until nobody else has this lock. Whoever stops waiting has nothing, and leaves an empty file.
pub(crate) async fn lock(path: PathBuf) -> Result<Locked, StorageError> {
    loop {
        let path = path.clone();
        // Asked for again and again: a wait inside the system could not be given up.
        if let Some(locked) = off_the_runtime(move || try_lock(&path)).await? {
            return Ok(locked);
        }
        // Apart from each other, so that those who wait do not ask in step.
        tokio::time::sleep(Duration::from_millis(fastrand::u64(2..=25))).await;
    }
}

fn try_lock(path: &Path) -> Result<Option<Locked>, StorageError> {
    let file = super::open_lock(path)?;
    match FileExt::try_lock(&file) {
        // Somebody may have removed the file while it was opened: then others lock another one.
        Ok(()) => Ok(super::is_at(&file, path).then_some(Locked { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => {
            Err(StorageError::message(format_args!("{} cannot be locked: {error}", path.display())))
        }
    }
}
