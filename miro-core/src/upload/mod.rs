//! File uploads, from memory, from disk or from any reader.
//!
//! Uploads are sent piece by piece, as `multipart/form-data`. A file that is too large for Miro is refused before
//! anything is sent.

mod file;
mod form;
mod media_type;

pub use file::FileUpload;
pub use form::Form;

/// The maximum size of the files of one call, one or several together:
/// [6 MB](https://developers.miro.com/reference/create-image-item-using-local-file), in bytes.
pub const LARGEST_FILE: u64 = 6 * 1024 * 1024;
