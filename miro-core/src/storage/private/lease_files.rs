use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::lock::{Locked, last_process, try_lock, under};
use super::note::Note;
use super::{create_directory, failure};
use crate::storage::StorageError;
use crate::storage::digest::name_of;
use crate::storage::leases::{Fence, LeaseBackend, Owner};
use crate::storage::runtime::off_the_runtime;
use crate::token::UserKey;

/// Leases as locked files of a directory: `NAME.lock` for each user.
///
/// The system gives the lock free when a process ends. One that has not ended, and is stopped or does not drive its runtime,
/// does not touch the file any more; a process that has seen that for the time of a lease removes the file, and locks a new one.
/// Clocks do not count: it is seen by the time that passes for the one who waits.
#[derive(Clone)]
pub(crate) struct LeaseFiles(Arc<Inner>);

struct Inner {
    directory: PathBuf,
    /// Called under the lock of writers when nobody has the lease: removes what the lease needed, and says whether the user
    /// is gone, so that the lock file can go as well.
    released: Released,
    /// The leases that this process has.
    ours: Mutex<HashMap<Owner, Arc<Locked>>>,
    /// Since when a file that others have locked was not touched.
    untouched: Mutex<HashMap<UserKey, Untouched>>,
}

type Released = Box<dyn Fn(&UserKey) -> Result<bool, StorageError> + Send + Sync>;

#[derive(Clone, Copy)]
struct Untouched {
    modified: SystemTime,
    since: Instant,
}

/// After this nobody writes any more who had a lease of a user that is gone.
#[cfg(feature = "storage-file")]
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What became of an attempt to lock a file.
enum Look {
    Free,
    /// When the file was touched last.
    Held(SystemTime),
}

impl LeaseFiles {
    pub(crate) fn new(
        directory: PathBuf,
        released: impl Fn(&UserKey) -> Result<bool, StorageError> + Send + Sync + 'static,
    ) -> Self {
        let released = Box::new(released);
        Self(Arc::new(Inner { directory, released, ours: Mutex::default(), untouched: Mutex::default() }))
    }

    pub(crate) fn path(&self, user: &UserKey) -> PathBuf {
        self.0.path(user)
    }

    /// The lock of those who write, of all users.
    pub(crate) fn writers(&self) -> PathBuf {
        self.0.directory.join("write.lock")
    }

    /// Does this work while nobody else writes, and with the directory there.
    pub(crate) async fn writing<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Locked) -> Result<T, StorageError> + Clone + Send + 'static,
    ) -> Result<T, StorageError> {
        under(self.writers(), work).await
    }

    /// Under the lock of writers: the file whose note guards the login of this user; created if need be and wanted.
    #[cfg(feature = "storage-file")]
    pub(crate) fn guard(&self, user: &UserKey, create: bool) -> Result<Option<File>, StorageError> {
        let path = self.path(user);
        if create || path.exists() { super::open_lock(&path).map(Some) } else { Ok(None) }
    }

    /// Under the lock of writers: removes what nobody needs, if nobody has the lease.
    pub(crate) fn tidy(&self, user: &UserKey) -> Result<(), StorageError> {
        self.0.tidy(user)
    }

    /// Under the lock of writers, once a day: removes the lock files of users that are gone, which processes have left that
    /// were killed.
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
            // Of a digest: others are not ours, and `write.lock` is needed.
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

    /// Whether the file has not been touched for this time, by what this process has seen.
    fn is_left(&self, user: &UserKey, modified: SystemTime, time: Duration) -> bool {
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

    /// Under the lock of writers. `left` is when the file was touched last, if it may be taken from its holder.
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
            // With what it says, so that fences go on growing.
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
        lock(&self.ours).insert(*owner, Arc::new(locked));
        Ok(Some(fence))
    }

    fn look(&self, user: &UserKey) -> Result<Look, StorageError> {
        create_directory(&self.directory)?;
        let path = self.path(user);
        if try_lock(&path)?.is_some() {
            return Ok(Look::Free);
        }
        Ok(modified(&path)?.map_or(Look::Free, Look::Held))
    }

    /// Removes what nobody needs, if nobody has the lease.
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

/// Greater than all before, and than those of a file that was removed: the time is in it.
pub(crate) fn next_fence(note: &Note) -> Fence {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_millis();
    let now = Fence::try_from(now).unwrap_or_default();
    note.fence.max(note.written).max(now).saturating_add(1)
}

/// When the file was touched last; none if it is gone.
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
        // Looking first: those who wait do not take the lock that all writers share.
        let (inner, key) = (self.0.clone(), user.clone());
        let left = match off_the_runtime(move || inner.look(&key)).await? {
            Look::Free => None,
            Look::Held(modified) if cfg!(unix) && self.is_left(user, modified, time) => Some(modified),
            Look::Held(_) => return Ok(None),
        };
        let (inner, key, owner) = (self.0.clone(), user.clone(), *owner);
        let fence = self.writing(move |_| inner.take(&key, &owner, left)).await?;
        lock(&self.0.untouched).remove(user);
        Ok(fence)
    }

    async fn extend(&self, user: &UserKey, owner: &Owner, _time: Duration) -> Result<bool, StorageError> {
        let Some(locked) = lock(&self.0.ours).get(owner).cloned() else { return Ok(false) };
        let path = self.path(user);
        off_the_runtime(move || {
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
        lock(&self.0.ours).remove(owner);
        true
    }

    async fn holder(&self, user: &UserKey) -> String {
        let path = self.path(user);
        let process = off_the_runtime({
            let path = path.clone();
            move || Ok(last_process(&path))
        });
        format!("somebody has {}{}", path.display(), process.await.unwrap_or_default())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
