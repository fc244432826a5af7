//! The upload form shared by images and documents.

use miro_core::upload::{FileUpload, Form};
use serde::Serialize;

/// Creates a form with a file and its details.
pub(super) fn form(file: FileUpload, details: Option<&impl Serialize>) -> Form {
    let form = Form::new().file("resource", file);
    match details {
        Some(details) => form.json("data", details),
        None => form,
    }
}
