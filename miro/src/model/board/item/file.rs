//! What images and documents have in common: they are files.

use miro_core::upload::{FileUpload, Form};
use serde::Serialize;

/// A file, and beside it what is said about it.
pub(super) fn form(file: FileUpload, details: Option<&impl Serialize>) -> Form {
    let form = Form::new().file("resource", file);
    match details {
        Some(details) => form.json("data", details),
        None => form,
    }
}
