use miro_core::upload::{FileUpload, Form};

use super::{NewItem, item};
use crate::model::body::body;
use crate::model::object::object;

item! {
    /// A document on a board: a file such as a PDF, shown by its pages.
    pub Document {
        /// Its title, and where the file is.
        data => "data": DocumentData;
    }
}

object! {
    /// The title of a document, and where the file is.
    #[derive(Default)]
    pub DocumentData {
        /// What the document is called.
        title => "title": text;
        /// Where the file can be had: [`MiroApi::download`](crate::MiroApi::download) gets it.
        document_url => "documentUrl": text;
    }
}

body! {
    /// A document to create from an address that Miro can reach.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let plan = NewDocument::new("https://example.com/plan.pdf").title("Plan").at(0.0, 0.0);
    /// ```
    pub create NewDocument as "document" like Document;

    /// The address of the file.
    url => "data.url": text;
    /// What the document is called.
    title => "data.title": text;
    ..placement;
}

body! {
    /// What to change on a document. Unlike a new one, it can be given a size.
    pub change DocumentChanges;

    /// The address of the file.
    url => "data.url": text;
    /// What the document is called.
    title => "data.title": text;
    ..file_geometry;
    ..placement;
}

body! {
    /// What is said about a document that is uploaded.
    pub change DocumentDetails like Document;

    /// What the document is called.
    title => "title": text;
    ..file_geometry;
    ..placement;
}

impl NewDocument {
    /// A document of what is at this address.
    pub fn new(url: impl Into<String>) -> Self {
        Self::empty().url(url)
    }
}

/// A document to upload: the file, and what is said about it.
///
/// ```
/// use miro::model::{DocumentDetails, DocumentUpload};
/// use miro::upload::FileUpload;
///
/// let upload = DocumentUpload::new(FileUpload::from_path("plan.pdf")).details(DocumentDetails::new().title("Plan"));
/// ```
#[derive(Clone, Debug)]
#[must_use = "an upload does nothing until it is given to a call"]
pub struct DocumentUpload {
    file: FileUpload,
    details: Option<DocumentDetails>,
}

impl DocumentUpload {
    /// This file, of up to 6 MB.
    pub fn new(file: FileUpload) -> Self {
        Self { file, details: None }
    }

    /// With title, place and size.
    pub fn details(mut self, details: DocumentDetails) -> Self {
        self.details = Some(details);
        self
    }

    /// The file, and what is said about it among others.
    pub(super) fn into_parts(self) -> (FileUpload, NewItem) {
        (self.file, NewItem::of_kind("document", self.details.unwrap_or_default().0))
    }
}

/// A file to put in place of that of a document, and what to change on the document beside it.
///
/// ```
/// use miro::model::{DocumentDetails, DocumentReplacement};
/// use miro::upload::FileUpload;
///
/// let replacement = DocumentReplacement::new(FileUpload::from_path("plan-2.pdf"))
///     .details(DocumentDetails::new().title("Plan 2"))
///     .alt_text("Boxes and arrows");
/// ```
#[derive(Clone, Debug)]
#[must_use = "an upload does nothing until it is given to a call"]
pub struct DocumentReplacement {
    upload: DocumentUpload,
    alt_text: Option<String>,
}

impl DocumentReplacement {
    /// This file, of up to 6 MB.
    pub fn new(file: FileUpload) -> Self {
        DocumentUpload::new(file).into()
    }

    /// With title, place and size.
    pub fn details(mut self, details: DocumentDetails) -> Self {
        self.upload.details = Some(details);
        self
    }

    /// What the document shows, in words, for those who cannot see it.
    ///
    /// Miro takes it with a file that replaces another one only, not with that of a new document.
    pub fn alt_text(mut self, alt_text: impl Into<String>) -> Self {
        self.alt_text = Some(alt_text.into());
        self
    }
}

impl From<DocumentUpload> for DocumentReplacement {
    fn from(upload: DocumentUpload) -> Self {
        Self { upload, alt_text: None }
    }
}

impl From<FileUpload> for DocumentReplacement {
    fn from(file: FileUpload) -> Self {
        Self::new(file)
    }
}

impl From<DocumentReplacement> for Form {
    fn from(replacement: DocumentReplacement) -> Self {
        let DocumentReplacement { mut upload, alt_text } = replacement;
        if let Some(alt_text) = alt_text {
            upload.details.get_or_insert_default().0.set_text("altText", alt_text, None);
        }
        upload.into()
    }
}

impl From<FileUpload> for DocumentUpload {
    fn from(file: FileUpload) -> Self {
        Self::new(file)
    }
}

impl From<DocumentUpload> for Form {
    fn from(upload: DocumentUpload) -> Self {
        super::file::form(upload.file, upload.details.as_ref())
    }
}
