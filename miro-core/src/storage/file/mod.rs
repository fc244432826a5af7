mod content;
mod logins;
mod replace;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use logins::Logins;

use super::digest::{name_of, name_of_text};
use super::leases::Leases;
use super::private::{self, LeaseFiles, Locked, Note, next_fence};
use super::runtime::run_blocking;
use super::{Lease, Storage, StorageError};
use crate::token::{State, UserKey};

/// Keeps logins in files of one machine, for any number of its processes.
///
/// ```no_run
/// use miro_core::storage::FileStorage;
///
/// // A file for each user:
/// let many = FileStorage::directory("/var/lib/boards/logins");
/// // All users in one file:
/// let few = FileStorage::single("/home/anna/.local/share/boards/logins.json");
/// ```
///
/// A file is replaced atomically, and `set` returns when it is on disk: after a crash the file has the previous
/// login or the new one, never a part of one. If a file is not one of this storage, the result is an error that
/// names it, never "no login".
///
/// # Permissions
///
/// Logins are in plain text; [`Encrypted`](super::Encrypted) encrypts them. Files are created with mode 0600 and
/// directories with 0700. A file or directory that other users own, can read or can write is refused, and so is a
/// file that is a symbolic link. On Windows they have the permissions of the parent directory: choose one in the
/// user's profile.
///
/// # The lease
///
/// An advisory lock (`flock`, `LockFileEx`) on a separate file, which the system releases when a process ends,
/// however it ends. While the lease is held, the file is touched every third of the
/// [`lease_time`](Self::lease_time). On Unix, a waiting process takes the lease from a holder that is stopped, or
/// whose runtime is not driven, if it has seen no touch for that time. Every lease has a greater number than the
/// previous one: if the former holder then continues, and writes after another has written under a newer lease,
/// its write is refused with [`StorageError::superseded`].
///
/// A lease promises that `set` will work: it creates the file that will replace the one with the logins, fills it
/// to 16 KiB more than the old one, and syncs it. A full disk, a quota, a directory that cannot be written to, or
/// a file that is itself a mount point (which cannot be replaced: mount its directory instead) are errors of the
/// lease, before Miro has used up a refresh token.
///
/// The lock of a removed user is removed. Locks need a local file system, or a network file system that supports
/// them. Waiting for the lease ends after 60 seconds, and waiting to write after 7, with an error that names the
/// file and the process that locked it last.
#[derive(Clone)]
pub struct FileStorage {
    layout: Arc<Layout>,
    leases: Leases<LeaseFiles>,
}

enum Layout {
    /// `NAME.json` for each user, with the locks in the same directory.
    Directory(PathBuf),
    /// The file, and `FILE.locks` with the locks.
    Single { file: PathBuf, locks: PathBuf },
}

impl FileStorage {
    /// Keeps a file for each user in this directory, which is created when the first login is stored.
    ///
    /// The names of the files are digests of the users' keys, so any text can be a key.
    #[must_use]
    pub fn directory(path: impl Into<PathBuf>) -> Self {
        Self::with(Layout::Directory(absolute(path.into())))
    }

    /// Keeps all users in this file, which is created with its directory when the first login is stored.
    ///
    /// The file is rewritten with every change, so it is for few users. The locks are in a directory with the same
    /// path and `.locks` appended. Other users must not be able to write to the parent directory.
    #[must_use]
    pub fn single(path: impl Into<PathBuf>) -> Self {
        let file = absolute(path.into());
        let mut locks = file.clone().into_os_string();
        locks.push(".locks");
        Self::with(Layout::Single { file, locks: locks.into() })
    }

    /// Sets how long others wait for a process that is stopped while it has a lease. The default is 10 seconds,
    /// the range 100 milliseconds to an hour. It must be the same in all processes.
    #[must_use]
    pub fn lease_time(self, time: Duration) -> Self {
        Self { leases: self.leases.with_time(time), ..self }
    }

    fn with(layout: Layout) -> Self {
        let directory = match &layout {
            Layout::Directory(directory) => directory.clone(),
            Layout::Single { locks, .. } => locks.clone(),
        };
        let layout = Arc::new(layout);
        let released = {
            let layout = layout.clone();
            move |user: &UserKey| {
                replace::forget(&layout.temporary_of(user))?;
                layout.is_gone(&name_of(user))
            }
        };
        Self { layout, leases: Leases::new(LeaseFiles::new(directory, released)) }
    }

    /// Ensures that the login of this user can be written.
    async fn reserve(&self, user: &UserKey) -> Result<(), StorageError> {
        let (layout, user) = (self.layout.clone(), user.clone());
        let reserved = move |_: &Locked| {
            layout.replaced(&user)?;
            replace::reserve(&layout.file_of(&user), &layout.temporary_of(&user))
        };
        self.leases.backend().writing(reserved).await
    }
}

impl Layout {
    fn path(&self) -> &Path {
        match self {
            Self::Directory(directory) => directory,
            Self::Single { file, .. } => file,
        }
    }

    /// Returns the file with the login of this user.
    fn file_of(&self, user: &UserKey) -> PathBuf {
        match self {
            Self::Directory(directory) => directory.join(format!("{}.json", name_of(user))),
            Self::Single { file, .. } => file.clone(),
        }
    }

    fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        if let Self::Directory(directory) = self
            && !private::check_directory(directory)?
        {
            return Ok(None);
        }
        let file = self.file_of(user);
        let Some(text) = content::read(&file)? else { return Ok(None) };
        let logins = Logins::from_text(&text).map_err(|error| error.in_file(&file))?;
        match (logins.get(user).map_err(|error| error.in_file(&file))?, self) {
            (None, Self::Directory(_)) => Err(StorageError::message(format_args!(
                "{} has the login of another user: it was copied or renamed",
                file.display()
            ))),
            (state, _) => Ok(state),
        }
    }

    /// Returns the file that replaces it, in the same directory, because a rename is atomic only within one file
    /// system. The name is constant for a user, so that the next write removes what a crash has left.
    fn temporary_of(&self, user: &UserKey) -> PathBuf {
        let mut name = OsString::from(".");
        let file = self.file_of(user);
        name.push(file.file_name().unwrap_or_default());
        if let Self::Single { .. } = self {
            name.push(format!(".{}", name_of(user)));
        }
        name.push(".new");
        file.with_file_name(name)
    }

    /// Whether there is no login of the user with this name.
    fn is_gone(&self, name: &str) -> Result<bool, StorageError> {
        match self {
            Self::Directory(directory) => Ok(!directory.join(format!("{name}.json")).exists()),
            Self::Single { file, .. } => {
                let Some(text) = content::read(file)? else { return Ok(true) };
                let logins = Logins::from_text(&text).map_err(|error| error.in_file(file))?;
                Ok(!logins.users().any(|user| name_of_text(user) == name))
            }
        }
    }

    /// Returns the logins that are to be changed, and whether there is a file. Fails if the file must not be
    /// replaced, for example because others can read it.
    fn replaced(&self, user: &UserKey) -> Result<(Logins, bool), StorageError> {
        let file = self.file_of(user);
        let found = content::read(&file)?;
        let logins = match (self, &found) {
            (Self::Single { .. }, Some(text)) => {
                Logins::from_text(text).map_err(|error| error.in_file(&file))?
            }
            // The file in a directory belongs to this user alone.
            _ => Logins::default(),
        };
        Ok((logins, found.is_some()))
    }

    /// Must not run concurrently in any process.
    fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let file = self.file_of(user);
        let (logins, is_there) = self.replaced(user)?;
        let logins = logins.with(user, state);
        if !logins.is_empty() {
            return replace::replace(&file, &self.temporary_of(user), &logins.to_text());
        }
        if is_there { replace::remove(&file) } else { Ok(()) }
    }
}

/// Makes the path independent of later changes of the working directory.
fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

impl Layout {
    /// Refuses an empty path, for example of an unset variable: some functions would take it as the working
    /// directory, others as no path.
    fn check(&self) -> Result<(), StorageError> {
        if !self.path().as_os_str().is_empty() {
            return Ok(());
        }
        Err(StorageError::message(
            "the path of the logins is empty: name a directory or a file, `.` for the working directory",
        ))
    }
}

impl Storage for FileStorage {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.layout.check()?;
        let (layout, user) = (self.layout.clone(), user.clone());
        let path = layout.file_of(&user);
        private::limited(&path, run_blocking(move || layout.get(&user))).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        self.layout.check()?;
        let (layout, leases, fence) =
            (self.layout.clone(), self.leases.backend().clone(), self.leases.fence(user));
        let (user, state) = (user.clone(), state.cloned());
        let write = move |writers: &Locked| {
            // The holder of a lease has its file, unless another process has taken the lease.
            let guard = leases.guard(&user, fence.is_none() && state.is_some())?;
            let note = guard.as_ref().map(Note::read);
            let is_superseded = match (fence, note) {
                (Some(fence), Some(note)) => note.written > fence,
                // Another process has removed the login, and the file with it.
                (Some(_), None) => layout.is_gone(&name_of(&user))?,
                (None, _) => false,
            };
            if is_superseded {
                return Err(StorageError::superseded());
            }
            layout.set(&user, state.as_ref())?;
            if let (Some(guard), Some(note)) = (guard, note) {
                // A write without a lease counts as newest, so that an earlier lease cannot overwrite it.
                let written = fence.unwrap_or_else(|| next_fence(&note));
                Note { written, fence: note.fence.max(written), ..note }.write(&guard);
            }
            if state.is_none() {
                leases.tidy(&user)?;
            }
            leases.sweep(writers, |name| layout.is_gone(name).unwrap_or(false));
            Ok(())
        };
        self.leases.backend().writing(write).await
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.layout.check()?;
        let lease = self.leases.lease(user).await?;
        match self.reserve(user).await {
            Ok(()) => Ok(lease),
            Err(error) => {
                lease.release().await;
                Err(error)
            }
        }
    }
}

impl fmt::Debug for FileStorage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("FileStorage").field(&self.layout.path()).finish()
    }
}
