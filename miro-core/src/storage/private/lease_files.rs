use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::lock::{Locked, last_process, try_lock, with_lock};
use super::note::Note;
use super::{create_directory, failure};
use crate::storage::StorageError;
use crate::storage::digest::name_of;
use crate::storage::leases::{Fence, LeaseBackend, Owner};
use crate::storage::runtime::run_blocking;
use crate::token::UserKey;

/// Leases as locked files of a directory: `NAME.lock` for each user.
///
/// The system releases the lock when a process ends. A process that is stopped, or whose runtime is not driven, no
/// longer touches the file. A waiting process that has observed this for the time of a lease removes the file, and
/// locks a new one. The time is measured by the waiting process, so the clocks of the machines do not matter.
#[derive(Clone)]
pub(crate) struct LeaseFiles(Arc<Inner>);

struct Inner {
    directory: PathBuf,
    /// Called under the lock of writers if the lease is free. Removes what the lease needed. Returns whether the
    /// user is gone, so that the lock file can be removed as well.
    released: Released,
    /// The leases that this process holds.
    held: Mutex<HashMap<Owner, Arc<Locked>>>,
    /// The last observed touch of files that others have locked, and since when.
    untouched: Mutex<HashMap<UserKey, Untouched>>,
}

type Released = Box<dyn Fn(&UserKey) -> Result<bool, StorageError> + Send + Sync>;

#[derive(Clone, Copy)]
struct Untouched {
    modified: SystemTime,
    since: Instant,
}

/// After this time, no former holder of a lease of a removed user still writes.
#[cfg(feature = "storage-file")]
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The result of a check whether a file is locked.
enum LockState {
    Free,
    /// The last time the file was touched.
    Held(SystemTime),
}

impl LeaseFiles {
    pub(crate) fn new(
        directory: PathBuf,
        released: impl Fn(&UserKey) -> Result<bool, StorageError> + Send + Sync + 'static,
    ) -> Self {
        let released = Box::new(released);
        Self(Arc::new(Inner { directory, released, held: Mutex::default(), untouched: Mutex::default() }))
    }

    pub(crate) fn path(&self, user: &UserKey) -> PathBuf {
        self.0.path(user)
    }

    /// Returns the path of the writers' lock, for all users.
    pub(crate) fn writers(&self) -> PathBuf {
        self.0.directory.join("write.lock")
    }

    /// Runs this work under the writers' lock. The directory exists then.
    pub(crate) async fn writing<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Locked) -> Result<T, StorageError> + Clone + Send + 'static,
    ) -> Result<T, StorageError> {
        with_lock(self.writers(), work).await
    }

    /// Returns the file whose note guards the login of this user, and creates it if `create` is set. The caller
    /// holds the lock of writers.
    #[cfg(feature = "storage-file")]
    pub(crate) fn guard(&self, user: &UserKey, create: bool) -> Result<Option<File>, StorageError> {
        let path = self.path(user);
        if create || path.exists() { super::open_lock(&path).map(Some) } else { Ok(None) }
    }

    /// Removes what is no longer needed, if the lease is free. The caller holds the lock of writers.
    pub(crate) fn tidy(&self, user: &UserKey) -> Result<(), StorageError> {
        self.0.tidy(user)
    }

    /// Removes, once a day, lock files of removed users that killed processes have left. The caller holds the lock
    /// of writers.
    #[cfg(feature = "storage-file")]
    pub(crate) fn sweep(&self, writers: &Locked, is_gone: impl Fn(&str) -> bool) {
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        let note = Note::read(writers.file());
        let today = i64::try_from(now.as_secs()).unwrap_or_default();
        if note.swept.abs_diff(today) < DAY.as_secs() {
            return;
        }
        Note { swept: today, ..note }.write(writers.file());
        for entry in fs::read_dir(&self.0.directory).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_lock = path.extension().is_some_and(|extension| extension == "lock");
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            // Only names that are digests: other files are not ours, and `write.lock` is needed.
            let is_old = || {
                modified(&path)
                    .is_ok_and(|time| time.is_some_and(|time| time.elapsed().is_ok_and(|age| age > DAY)))
            };
            if is_lock
                && name.len() == 64
                && is_old()
                && is_gone(name)
                && try_lock(&path).is_ok_and(|locked| locked.is_some())
            {
                let _ = fs::remove_file(&path);
            }
        }
    }

    /// Whether this process has seen no touch of the file for this time.
    fn is_abandoned(&self, user: &UserKey, modified: SystemTime, time: Duration) -> bool {
        let now = Instant::now();
        let mut untouched = lock(&self.0.untouched);
        let seen = untouched.entry(user.clone()).or_insert(Untouched { modified, since: now });
        if seen.modified != modified {
            *seen = Untouched { modified, since: now };
        }
        now.saturating_duration_since(seen.since) > time
    }
}

impl Inner {
    fn path(&self, user: &UserKey) -> PathBuf {
        self.directory.join(format!("{}.lock", name_of(user)))
    }

    /// Takes the lease. `left` is the last touch of the file, if the lease may be taken from its holder. The
    /// caller holds the lock of writers.
    fn take(
        &self,
        user: &UserKey,
        owner: &Owner,
        left: Option<SystemTime>,
    ) -> Result<Option<Fence>, StorageError> {
        let path = self.path(user);
        let mut note = None;
        let mut locked = try_lock(&path)?;
        if locked.is_none() && cfg!(unix) && left.is_some() && left == modified(&path)? {
            // The note is kept, so that fences continue to grow.
            note = File::open(&path).ok().map(|file| Note::read(&file));
            fs::remove_file(&path).map_err(|error| failure("removed", &path, &error))?;
            locked = try_lock(&path)?;
            tracing::warn!(file = %path.display(), "the holder of a lease does not extend it, and loses it");
        }
        let Some(locked) = locked else { return Ok(None) };
        let note = note.unwrap_or_else(|| Note::read(locked.file()));
        let fence = next_fence(&note);
        let written = Note { fence, process: std::process::id(), ..note }.try_write(locked.file());
        written.map_err(|error| failure("written", &path, &error))?;
        lock(&self.held).insert(*owner, Arc::new(locked));
        Ok(Some(fence))
    }

    fn look(&self, user: &UserKey) -> Result<LockState, StorageError> {
        create_directory(&self.directory)?;
        let path = self.path(user);
        if try_lock(&path)?.is_some() {
            return Ok(LockState::Free);
        }
        Ok(modified(&path)?.map_or(LockState::Free, LockState::Held))
    }

    /// Removes what is no longer needed, if the lease is free.
    fn tidy(&self, user: &UserKey) -> Result<(), StorageError> {
        let path = self.path(user);
        if !path.exists() {
            return Ok(());
        }
        let Some(_locked) = try_lock(&path)? else { return Ok(()) };
        if (self.released)(user)? {
            fs::remove_file(&path).map_err(|error| failure("removed", &path, &error))?;
        }
        Ok(())
    }
}

/// Returns a fence greater than all before, including those of a removed file, because it is at least the current
/// time.
pub(crate) fn next_fence(note: &Note) -> Fence {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_millis();
    let now = Fence::try_from(now).unwrap_or_default();
    note.fence.max(note.written).max(now).saturating_add(1)
}

/// Returns when the file was last touched; `None` if it is gone.
fn modified(path: &Path) -> Result<Option<SystemTime>, StorageError> {
    match fs::symlink_metadata(path).and_then(|metadata| metadata.modified()) {
        Ok(modified) => Ok(Some(modified)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failure("read", path, &error)),
    }
}

impl LeaseBackend for LeaseFiles {
    async fn acquire(
        &self,
        user: &UserKey,
        owner: &Owner,
        time: Duration,
    ) -> Result<Option<Fence>, StorageError> {
        // Checks first, so that waiting callers do not take the lock that all writers share.
        let (inner, key) = (self.0.clone(), user.clone());
        let left = match run_blocking(move || inner.look(&key)).await? {
            LockState::Free => None,
            LockState::Held(modified) if cfg!(unix) && self.is_abandoned(user, modified, time) => {
                Some(modified)
            }
            LockState::Held(_) => return Ok(None),
        };
        let (inner, key, owner) = (self.0.clone(), user.clone(), *owner);
        let fence = self.writing(move |_| inner.take(&key, &owner, left)).await?;
        lock(&self.0.untouched).remove(user);
        Ok(fence)
    }

    async fn extend(&self, user: &UserKey, owner: &Owner, _time: Duration) -> Result<bool, StorageError> {
        let Some(locked) = lock(&self.0.held).get(owner).cloned() else { return Ok(false) };
        let path = self.path(user);
        run_blocking(move || {
            if !locked.is_at(&path) {
                return Ok(false);
            }
            let touched = locked.file().set_modified(SystemTime::now());
            touched.map(|()| true).map_err(|error| failure("touched", &path, &error))
        })
        .await
    }

    async fn release(&self, user: &UserKey, owner: &Owner) -> Result<(), StorageError> {
        self.release_now(user, owner);
        let (inner, user) = (self.0.clone(), user.clone());
        self.writing(move |_| inner.tidy(&user)).await
    }

    fn release_now(&self, _user: &UserKey, owner: &Owner) -> bool {
        lock(&self.0.held).remove(owner);
        true
    }

    async fn holder(&self, user: &UserKey) -> String {
        let path = self.path(user);
        let process = run_blocking({
            let path = path.clone();
            move || Ok(last_process(&path))
        });
        format!("another process or task has {}{}", path.display(), process.await.unwrap_or_default())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
