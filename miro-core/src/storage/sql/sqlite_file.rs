use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::storage::StorageError;

/// Creates the file if it is missing, for its owner alone. SQLite gives the files next to it the same permissions.
pub(super) fn prepare(path: &Path) -> Result<(), StorageError> {
    let cannot = |error: io::Error| {
        StorageError::message(format_args!("the file of logins {} cannot be opened: {error}", path.display()))
    };
    let file = open(path).map_err(cannot)?;
    refuse_if_others_can_read(&file, path).map_err(cannot)?;
    Ok(())
}

/// More than a write of a login needs in the log and its index.
const ROOM: usize = 256 * 1024;

/// Returns the path of a file next to the database that reserves space for a login on a full disk.
fn room_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-room");
    name.into()
}

/// Ensures that there is space for a login, whatever else fills the disk.
pub(super) fn reserve(path: &Path) -> Result<(), StorageError> {
    let room = room_of(path);
    if std::fs::metadata(&room).is_ok_and(|metadata| metadata.len() == ROOM as u64) {
        return Ok(());
    }
    let reserved = open(&room).and_then(|mut file| {
        // Random, so that no file system compresses it or stores it as a hole.
        let random: Vec<u8> = std::iter::repeat_with(|| fastrand::u8(..)).take(ROOM).collect();
        file.write_all(&random)?;
        file.sync_all()
    });
    reserved.map_err(|error| {
        make_room(path);
        StorageError::message(format_args!(
            "a login could not be written, there is no room for {ROOM} bytes in {}: {error}",
            room.display()
        ))
    })
}

/// Frees the reserved space. Returns whether there was any.
pub(super) fn make_room(path: &Path) -> bool {
    let file = OpenOptions::new().write(true).open(room_of(path));
    file.is_ok_and(|file| file.metadata().is_ok_and(|metadata| metadata.len() > 0) && file.set_len(0).is_ok())
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    match options.clone().create_new(true).open(path) {
        Ok(file) => {
            file.sync_all()?;
            // The folder has the name of the file.
            if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                File::open(folder)?.sync_all()?;
            }
            Ok(file)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => options.open(path),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

#[cfg(unix)]
fn refuse_if_others_can_read(file: &File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata()?.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(io::Error::other(format!(
        "other users can reach it (mode {mode:03o}), and it holds secrets; run `chmod 600 {}`",
        path.display()
    )))
}

#[cfg(not(unix))]
fn refuse_if_others_can_read(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}
