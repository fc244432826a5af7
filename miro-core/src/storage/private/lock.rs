use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fs4::{FileExt, TryLockError};
use tokio::time::{sleep, timeout};

use super::note::Note;
use crate::storage::StorageError;
use crate::storage::runtime::{self, run_blocking};

/// The longest wait for a lock that is held for single steps only, and for these steps. A longer step is stopped,
/// or waits for a disk or a network.
const MAX_WAIT: Duration = Duration::from_secs(7);

/// A held lock. It ends when the file is closed or the process ends.
#[derive(Debug)]
pub(crate) struct Locked {
    file: File,
}

impl Locked {
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Whether this is still the file that others lock.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        super::is_at(&self.file, path)
    }
}

/// Runs this work under the lock, one at a time among all processes. Creates the directory of the lock if
/// necessary.
///
/// Each attempt locks, works and unlocks in one go off the runtime, so that no future holds the lock, not even one
/// that is never polled again. A caller that gives up does not interrupt work that has begun.
pub(crate) async fn with_lock<T: Send + 'static>(
    path: PathBuf,
    work: impl FnOnce(&Locked) -> Result<T, StorageError> + Clone + Send + 'static,
) -> Result<T, StorageError> {
    runtime::current()?;
    let again = path.clone();
    let attempts = async {
        loop {
            let (path, work) = (again.clone(), work.clone());
            let attempt = run_blocking(move || {
                if let Some(directory) = path.parent() {
                    super::create_directory(directory)?;
                }
                let Some(locked) = try_lock(&path)? else { return Ok(None) };
                let note = Note::read(locked.file());
                Note { process: std::process::id(), ..note }.write(locked.file());
                work(&locked).map(Some)
            });
            if let Some(done) = attempt.await? {
                return Ok(done);
            }
            // A random pause, so that waiting processes do not retry in step.
            sleep(Duration::from_millis(fastrand::u64(2..=25))).await;
        }
    };
    if let Ok(done) = timeout(MAX_WAIT, attempts).await {
        return done;
    }
    let shown = path.display().to_string();
    // With a short timeout, because the disk may be what does not respond.
    let process = timeout(Duration::from_secs(1), run_blocking(move || Ok(last_process(&path)))).await;
    Err(StorageError::message(format_args!(
        "waited {} seconds for the lock {shown}{}: it is held for single steps only, so its holder is stopped, or its \
         disk does not respond",
        MAX_WAIT.as_secs(),
        process.unwrap_or(Ok(String::new()))?
    )))
}

/// Reads this file, with an error if its disk does not respond in time.
#[cfg(feature = "storage-file")]
pub(crate) async fn limited<T>(
    path: &Path,
    read: impl Future<Output = Result<T, StorageError>>,
) -> Result<T, StorageError> {
    runtime::current()?;
    timeout(MAX_WAIT, read).await.unwrap_or_else(|_| {
        let (path, seconds) = (path.display(), MAX_WAIT.as_secs());
        Err(StorageError::message(format_args!(
            "waited {seconds} seconds for {path}: its disk does not respond"
        )))
    })
}

/// Names the last process that locked this file, for an error.
pub(super) fn last_process(path: &Path) -> String {
    match File::open(path).map(|file| Note::read(&file).process) {
        Ok(process @ 1..) => format!(", which process {process} locked last"),
        _ => String::new(),
    }
}

pub(crate) fn try_lock(path: &Path) -> Result<Option<Locked>, StorageError> {
    let file = super::open_lock(path)?;
    match FileExt::try_lock(&file) {
        // The file may have been removed after it was opened; then others lock a new one.
        Ok(()) => Ok(super::is_at(&file, path).then_some(Locked { file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => {
            Err(StorageError::message(format_args!("{} cannot be locked: {error}", path.display())))
        }
    }
}
