use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

use super::content;
use crate::storage::StorageError;
use crate::storage::private::{self, failure};

/// The room for a longer login that a lease reserves: more than a login with the longest known tokens needs.
const ROOM: usize = 16 * 1024;

/// Replaces the file with this text atomically, and returns when it is on disk. Must not run concurrently.
pub(super) fn replace(path: &Path, temporary: &Path, text: &SecretString) -> Result<(), StorageError> {
    // If the same lease has written before, its second reserved file is used.
    let _ = temporary.exists() || fs::rename(spare_of(temporary), temporary).is_ok();
    let written =
        write_reserved(temporary, text).or_else(|_| write(temporary, text.expose_secret().as_bytes()));
    written.and_then(|()| fs::rename(temporary, path)).map_err(|error| {
        // The rest is useless. The next write would remove it, too.
        let _ = fs::remove_file(temporary);
        match refuse_mount_point(path) {
            Err(mounted) => mounted,
            Ok(()) => failure("written", path, &error),
        }
    })?;
    sync_directory(path)
}

/// Returns the path of the second reserved file. Under one lease, a refresh first notes that it has begun, and
/// then stores the pair.
fn spare_of(temporary: &Path) -> PathBuf {
    temporary.with_extension("spare")
}

/// Ensures that the file can be replaced twice, one after the other, and that there is room for both texts.
pub(super) fn reserve(path: &Path, temporary: &Path) -> Result<(), StorageError> {
    refuse_mount_point(path)?;
    let old = fs::symlink_metadata(path).map_or(0, |metadata| metadata.len());
    let room = usize::try_from(old).unwrap_or(ROOM).saturating_add(ROOM);
    // Random, so that no file system compresses it or stores it as a hole.
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

/// Removes reserved files that were not needed.
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

/// Removes the file, and returns when the removal is on disk.
pub(super) fn remove(path: &Path) -> Result<(), StorageError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failure("removed", path, &error)),
        _ => sync_directory(path),
    }
}

/// Writes to the reserved file.
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

/// Writes to a new file.
fn write(temporary: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(temporary) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = content::create(temporary)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Refuses a file that is itself a mount point, like a container's volume, because it cannot be renamed or
/// replaced.
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
        // Older kernels do not report it; then the rename fails.
        _ => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn refuse_mount_point(_path: &Path) -> Result<(), StorageError> {
    Ok(())
}

/// Syncs the directory, because a new name is on disk only when its directory is.
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
