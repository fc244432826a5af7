mod content;
mod logins;
mod replace;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use logins::Logins;

use super::blocking::off_the_runtime;
use super::digest::name_of;
use super::private::{self, lock};
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
/// A file is replaced in one step, and `set` returns when it is on disk: after a crash there is the login from before or
/// the new one, never a part of one. What is not a file of this storage is an error that names it, never "no login".
///
/// # Who may read
///
/// Logins are in plain text; [`Encrypted`](super::Encrypted) changes that. Files are created with mode 0600 and
/// directories with 0700. A file or directory that others can read or write, that belongs to somebody else, or a file
/// that is a symbolic link is refused. On Windows they have the permissions of the directory above: take one in the
/// user's profile.
///
/// # The lease
///
/// An advisory lock (`flock`, `LockFileEx`) on a file of its own, which the system gives free when a process ends, however
/// it ends; one that is stopped, and has not ended, keeps others waiting. Lock files are empty and stay. They need a local
/// file system, or a network one on which locks hold.
#[derive(Clone)]
pub struct FileStorage(Arc<Inner>);

struct Inner {
    layout: Layout,
    /// Writers of this process queue here, and only the first looks for the lock that other processes may have.
    writers: tokio::sync::Mutex<()>,
}

enum Layout {
    /// `NAME.json` for each user, with the locks beside them.
    Directory(PathBuf),
    /// The file, and `FILE.locks` with the locks.
    Single { file: PathBuf, locks: PathBuf },
}

impl FileStorage {
    /// A file for each user in this directory, which is created when the first login is kept.
    ///
    /// The names of the files are digests of the users' keys, so any text can be a key.
    #[must_use]
    pub fn directory(path: impl Into<PathBuf>) -> Self {
        Self::with(Layout::Directory(absolute(path.into())))
    }

    /// All users in this file, which is created when the first login is kept, and its directory with it.
    ///
    /// It is written anew with every change: for a handful of users. The locks are in a directory beside it, whose name
    /// ends with `.locks`. The directory that it is in must not be writable by others.
    #[must_use]
    pub fn single(path: impl Into<PathBuf>) -> Self {
        let file = absolute(path.into());
        let mut locks = file.clone().into_os_string();
        locks.push(".locks");
        Self::with(Layout::Single { file, locks: locks.into() })
    }

    fn with(layout: Layout) -> Self {
        Self(Arc::new(Inner { layout, writers: tokio::sync::Mutex::default() }))
    }

    /// The directory with the locks, which is there afterwards.
    async fn locks(&self) -> Result<PathBuf, StorageError> {
        let directory = match &self.0.layout {
            Layout::Directory(directory) => directory.clone(),
            Layout::Single { locks, .. } => locks.clone(),
        };
        off_the_runtime(move || private::create_directory(&directory).map(|()| directory)).await
    }
}

impl Layout {
    fn path(&self) -> &Path {
        match self {
            Self::Directory(directory) => directory,
            Self::Single { file, .. } => file,
        }
    }

    /// The file with the login of this user.
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

    /// Only one at a time, of all processes.
    fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let file = self.file_of(user);
        let found = content::read(&file)?;
        let logins = match self {
            // Whatever is there is of this user and no other.
            Self::Directory(_) => Logins::default(),
            Self::Single { .. } => match &found {
                Some(text) => Logins::from_text(text).map_err(|error| error.in_file(&file))?,
                None => Logins::default(),
            },
        };
        let logins = logins.with(user, state);
        if !logins.is_empty() {
            return replace::replace(&file, &logins.to_text());
        }
        if found.is_some() { replace::remove(&file) } else { Ok(()) }
    }
}

/// The same file after the program has changed its working directory.
fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

impl Storage for FileStorage {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        let (inner, user) = (self.0.clone(), user.clone());
        off_the_runtime(move || inner.layout.get(&user)).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let locks = self.locks().await?;
        let _turn = self.0.writers.lock().await;
        let writing = lock(locks.join("write.lock")).await?;
        let (inner, user, state) = (self.0.clone(), user.clone(), state.cloned());
        off_the_runtime(move || {
            // Moved here, so that a caller who goes does not let others in before it is done.
            let _writing = writing;
            inner.layout.set(&user, state.as_ref())
        })
        .await
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        let locks = self.locks().await?;
        Ok(Lease::guarded(lock(locks.join(format!("{}.lock", name_of(user)))).await?))
    }
}

impl fmt::Debug for FileStorage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("FileStorage").field(&self.0.layout.path()).finish()
    }
}
