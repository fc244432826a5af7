use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

use super::content;
use crate::storage::StorageError;
use crate::storage::private::failure;

/// Puts this text in place of the file, in one step, and returns when it is on disk. Only one at a time.
pub(super) fn replace(path: &Path, text: &SecretString) -> Result<(), StorageError> {
    let temporary = temporary(path);
    write(&temporary, text).and_then(|()| fs::rename(&temporary, path)).map_err(|error| {
        // What is left of it is worth nothing; it is removed by the next one, too.
        let _ = fs::remove_file(&temporary);
        failure("written", path, &error)
    })?;
    sync_directory(path)
}

/// Removes the file, and returns when that is on disk.
pub(super) fn remove(path: &Path) -> Result<(), StorageError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failure("removed", path, &error)),
        _ => sync_directory(path),
    }
}

/// In the same directory, since a file can be renamed in one step within one file system only. Always the same, so that
/// what a crash has left is not left for good.
pub(super) fn temporary(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    path.with_file_name(name)
}

fn write(temporary: &Path, text: &SecretString) -> io::Result<()> {
    match fs::remove_file(temporary) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = content::create(temporary)?;
    file.write_all(text.expose_secret().as_bytes())?;
    file.sync_all()
}

/// A name is on disk when its directory is.
#[cfg(unix)]
fn sync_directory(path: &Path) -> Result<(), StorageError> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let synced = fs::File::open(directory).and_then(|directory| directory.sync_all());
    synced.map_err(|error| failure("synced", directory, &error))
}

#[cfg(not(unix))]
fn sync_directory(_path: &Path) -> Result<(), StorageError> {
    Ok(())
}
