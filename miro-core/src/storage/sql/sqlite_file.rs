use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use crate::storage::StorageError;

/// Creates the file where it is missing, for its owner alone. SQLite gives what it keeps beside it the same permissions.
pub(super) fn prepare(path: &Path) -> Result<(), StorageError> {
    let cannot = |error: io::Error| {
        StorageError::message(format_args!("the file of logins {} cannot be opened: {error}", path.display()))
    };
    let file = open(path).map_err(cannot)?;
    refuse_if_others_can_read(&file, path).map_err(cannot)?;
    Ok(())
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    match options.clone().create_new(true).open(path) {
        Ok(file) => {
            file.sync_all()?;
            // The name is kept by the folder.
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
