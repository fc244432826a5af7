use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

use crate::storage::StorageError;
use crate::storage::private::{self, failure};

/// Reads the file; `None` if it does not exist.
pub(super) fn read(path: &Path) -> Result<Option<SecretString>, StorageError> {
    let file = match private::open(path, OpenOptions::new().read(true)) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(private::open_failure("read", path, &error)),
    };
    // Of the open file, because there may be another file at the path by now.
    let metadata = file.metadata().map_err(|error| failure("read", path, &error))?;
    if !metadata.is_file() {
        return Err(StorageError::message(format_args!("{} is not a file", path.display())));
    }
    private::check(path, &metadata)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default()));
    (&file).read_to_end(&mut bytes).map_err(|error| failure("read", path, &error))?;
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Some(text.into())),
        Err(_) => Err(StorageError::message(format_args!("{} is not text: it is damaged", path.display()))),
    }
}

/// Creates a new file, so that no other process can have opened it before.
pub(super) fn create(path: &Path) -> io::Result<File> {
    private::open(path, OpenOptions::new().write(true).create_new(true))
}
