//! Files and directories that other users can neither read nor write.

mod lease_files;
mod lock;
mod note;

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

pub(super) use lease_files::LeaseFiles;
#[cfg(feature = "storage-file")]
pub(super) use lease_files::next_fence;
#[cfg(feature = "storage-keyring")]
pub(super) use lock::with_lock;
#[cfg(feature = "storage-file")]
pub(super) use lock::{Locked, limited};
#[cfg(feature = "storage-file")]
pub(super) use note::Note;

use super::StorageError;

/// The error of a file operation.
pub(super) fn failure(what: &str, path: &Path, error: &io::Error) -> StorageError {
    StorageError::message(format_args!("{} cannot be {what}: {error}", path.display()))
}

/// Creates the directory and its parents if necessary, and checks that it is private.
pub(super) fn create_directory(path: &Path) -> Result<(), StorageError> {
    if check_directory(path)? {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| failure("created", path, &error))?;
    check_directory(path).map(drop)
}

/// Whether the directory exists. Fails if it is not private.
pub(super) fn check_directory(path: &Path) -> Result<bool, StorageError> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => check(path, &metadata).map(|()| true),
        Ok(_) => Err(StorageError::message(format_args!("{} is not a directory", path.display()))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failure("read", path, &error)),
    }
}

/// Opens the file to lock, and creates it if necessary.
fn open_lock(path: &Path) -> Result<File, StorageError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    let file = open(path, &mut options).map_err(|error| open_failure("opened", path, &error))?;
    let metadata = file.metadata().map_err(|error| failure("read", path, &error))?;
    check(path, &metadata)?;
    Ok(file)
}

/// Opens a file, or creates it for the owner alone.
pub(super) fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // A link would lead to a file that another user has chosen, and a pipe would wait for a writer.
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.mode(0o600).custom_flags(flags.bits().cast_signed());
    }
    options.open(path)
}

/// The error of a file that could not be opened, with a special text for symbolic links.
pub(super) fn open_failure(what: &str, path: &Path, error: &io::Error) -> StorageError {
    if fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink()) {
        return StorageError::message(format_args!(
            "{} is a symbolic link: name the file itself",
            path.display()
        ));
    }
    failure(what, path, error)
}

/// Refuses files and directories that other users can read or write.
#[cfg(unix)]
pub(super) fn check(path: &Path, metadata: &Metadata) -> Result<(), StorageError> {
    use std::os::unix::fs::MetadataExt;
    let (path, mode, right) =
        (path.display(), metadata.mode() & 0o777, if metadata.is_dir() { 700 } else { 600 });
    let own = rustix::process::geteuid().as_raw();
    if metadata.uid() != own {
        return Err(StorageError::message(format_args!(
            "{path} belongs to user {}, and this process runs as user {own}: run it as the owner, or change the owner",
            metadata.uid()
        )));
    }
    if mode & 0o077 != 0 {
        return Err(StorageError::message(format_args!(
            "{path} is open to others (mode {mode:03o}): `chmod {right}` closes it; treat its logins as known to others"
        )));
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn check(_path: &Path, _metadata: &Metadata) -> Result<(), StorageError> {
    Ok(())
}

/// Whether this is the file that others find at this path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |one: &Metadata, other: &Metadata| (one.dev(), one.ino()) == (other.dev(), other.ino());
    matches!((file.metadata(), fs::symlink_metadata(path)), (Ok(one), Ok(other)) if same(&one, &other))
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    // An open file cannot be removed on these systems.
    true
}
