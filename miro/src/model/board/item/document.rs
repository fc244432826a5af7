use miro_core::upload::{FileUpload, Form};

use super::{NewItem, item};
use crate::model::body::body;
use crate::model::object::object;

item! {
    /// A document on a board: a file such as a PDF, shown page by page.
    pub Document {
        /// The title and the address of the file.
        data => "data": DocumentData;
    }
}

object! {
    /// The title of a document and the address of its file.
    #[derive(Default)]
    pub DocumentData {
        /// The title.
        title => "title": text;
        /// The address of the file, for [`MiroApi::download`](crate::MiroApi::download).
        document_url => "documentUrl": text;
    }
}

body! {
    /// A document to create from an address that is accessible to Miro.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let plan = NewDocument::new("https://example.com/plan.pdf").title("Plan").at(0.0, 0.0);
    /// ```
    pub create NewDocument as "document" like Document;

    /// The address of the file.
    url => "data.url": text;
    /// The title.
    title => "data.title": text;
    ..placement;
}

body! {
    /// Changes to a document. Unlike a new document, it can be given a size.
    pub change DocumentChanges;

    /// The address of the file.
    url => "data.url": text;
    /// The title.
    title => "data.title": text;
    ..file_geometry;
    ..placement;
}

body! {
    /// The details of an uploaded document.
    pub change DocumentDetails like Document;

    /// The title.
    title => "title": text;
    ..file_geometry;
    ..placement;
}

impl NewDocument {
    /// Creates a document from the file at this address.
    pub fn new(url: impl Into<String>) -> Self {
        Self::empty().url(url)
    }
}

/// A document to upload: the file and its details.
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
    /// Creates an upload of this file, of up to 6 MB.
    pub fn new(file: FileUpload) -> Self {
        Self { file, details: None }
    }

    /// Sets title, position and size.
    pub fn details(mut self, details: DocumentDetails) -> Self {
        self.details = Some(details);
        self
    }

    /// Returns the file, and its details as an item of a bulk call.
    pub(super) fn into_parts(self) -> (FileUpload, NewItem) {
        (self.file, NewItem::of_kind("document", self.details.unwrap_or_default().0))
    }
}

/// A file that replaces the one of a document, and changes to the document.
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
    /// Creates a replacement with this file, of up to 6 MB.
    pub fn new(file: FileUpload) -> Self {
        DocumentUpload::new(file).into()
    }

    /// Sets title, position and size.
    pub fn details(mut self, details: DocumentDetails) -> Self {
        self.upload.details = Some(details);
        self
    }

    /// Sets the alternative text, for people who cannot see the document.
    ///
    /// Miro accepts it only with a replacement file, not with the file of a new document.
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
