use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

use super::content;
use crate::storage::StorageError;
use crate::storage::private::{self, failure};

/// How much longer than the old text a new one may be, so that a lease promises that it can be written: more than a login
/// has with the longest tokens that are known.
const ROOM: usize = 16 * 1024;

/// Puts this text in place of the file, in one step, and returns when it is on disk. Only one at a time.
pub(super) fn replace(path: &Path, temporary: &Path, text: &SecretString) -> Result<(), StorageError> {
    // Room of the same lease that no write has used yet.
    let _ = temporary.exists() || fs::rename(spare_of(temporary), temporary).is_ok();
    let written =
        write_reserved(temporary, text).or_else(|_| write(temporary, text.expose_secret().as_bytes()));
    written.and_then(|()| fs::rename(temporary, path)).map_err(|error| {
        // What is left of it is worth nothing; it is removed by the next one, too.
        let _ = fs::remove_file(temporary);
        match refuse_mount_point(path) {
            Err(mounted) => mounted,
            Ok(()) => failure("written", path, &error),
        }
    })?;
    sync_directory(path)
}

/// The file beside the temporary one that has room for a second write under the same lease: a refresh notes that it has begun, and
/// then stores the pair.
fn spare_of(temporary: &Path) -> PathBuf {
    temporary.with_extension("spare")
}

/// Makes sure that there is room for two new texts in place of the file, one after the other, and that they could be put there.
pub(super) fn reserve(path: &Path, temporary: &Path) -> Result<(), StorageError> {
    refuse_mount_point(path)?;
    let old = fs::symlink_metadata(path).map_or(0, |metadata| metadata.len());
    let room = usize::try_from(old).unwrap_or(ROOM).saturating_add(ROOM);
    // No file system compresses it, or keeps it as a hole.
    let random: Vec<u8> = std::iter::repeat_with(|| fastrand::u8(..)).take(room).collect();
    let written = write(temporary, &random).and_then(|()| write(&spare_of(temporary), &random));
    written.map_err(|error| {
        let _ = forget(temporary);
        StorageError::message(format_args!(
            "{} could not be written, there is no room for {room} bytes in {}: {error}",
            path.display(),
            temporary.display()
        ))
    })
}

/// Removes what was reserved, and not needed.
pub(super) fn forget(temporary: &Path) -> Result<(), StorageError> {
    for path in [temporary, &spare_of(temporary)] {
        match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(failure("removed", path, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Removes the file, and returns when that is on disk.
pub(super) fn remove(path: &Path) -> Result<(), StorageError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failure("removed", path, &error)),
        _ => sync_directory(path),
    }
}

/// Into the room that was reserved.
fn write_reserved(temporary: &Path, text: &SecretString) -> io::Result<()> {
    let mut file = private::open(temporary, OpenOptions::new().write(true))?;
    let metadata = file.metadata()?;
    if !metadata.is_file() || private::check(temporary, &metadata).is_err() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let bytes = text.expose_secret().as_bytes();
    file.write_all(bytes)?;
    file.set_len(u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
    file.sync_all()
}

/// Into a new file.
fn write(temporary: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(temporary) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = content::create(temporary)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A file that is mounted by itself, as a container's volume is, can be neither renamed nor replaced.
#[cfg(target_os = "linux")]
fn refuse_mount_point(path: &Path) -> Result<(), StorageError> {
    use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
    let mount = |path: &Path| {
        let found = statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::MNT_ID).ok()?;
        (found.stx_mask & StatxFlags::MNT_ID.bits() != 0).then_some(found.stx_mnt_id)
    };
    match (mount(path), path.parent().and_then(mount)) {
        (Some(file), Some(directory)) if file != directory => Err(StorageError::message(format_args!(
            "{} is a mount point, so it cannot be replaced in one step, and processes elsewhere do not see its locks: \
             mount the directory that it is in",
            path.display()
        ))),
        // Older kernels do not say; then the rename fails.
        _ => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn refuse_mount_point(_path: &Path) -> Result<(), StorageError> {
    Ok(())
}

/// A name is on disk when its directory is.
#[cfg(unix)]
fn sync_directory(path: &Path) -> Result<(), StorageError> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let synced = File::open(directory).and_then(|directory| directory.sync_all());
    synced.map_err(|error| failure("synced", directory, &error))
}

#[cfg(not(unix))]
fn sync_directory(_path: &Path) -> Result<(), StorageError> {
    Ok(())
}
