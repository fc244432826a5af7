use super::BoardHandle;
use crate::endpoints;
use crate::model::{Document, DocumentChanges, DocumentReplacement, DocumentUpload, ItemId, NewDocument};

endpoints! {
    pub(super) const OPERATIONS;

    /// The documents of one board: uploaded files, such as PDFs.
    ///
    /// Documents that were written in Miro are [doc formats](super::DocFormats).
    ///
    /// ```no_run
    /// use miro::prelude::*;
    /// use miro::upload::FileUpload;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let plan = NewDocument::new("https://example.com/plan.pdf").title("Plan").at(0.0, 0.0);
    /// let plan = board.documents().create(plan).await?;
    /// board.documents().reupload(&plan, FileUpload::from_path("plan-2.pdf")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Documents of BoardHandle at "/documents" {
        /// Creates a document from a URL that Miro can reach.
        create    POST   ""            (NewDocument)              -> Document [boards:write L2 "create-document-item-using-url"];
        /// Creates a document from a file of up to 6 MB.
        upload    POST   ""            (multipart DocumentUpload) -> Document [boards:write L2 "create-document-item-using-file-from-device"];
        /// Fetches a document. [`MiroApi::download`](crate::MiroApi::download) fetches its file.
        get       GET    "/{item_id}"                             -> Document [boards:read  L1 "get-document-item"];
        /// Updates a document. Fields that are not set stay unchanged.
        update    PATCH  "/{item_id}"  (DocumentChanges)          -> Document [boards:write L2 "update-document-item-using-url"];
        /// Replaces the file of a document with another one of up to 6 MB.
        reupload  PATCH  "/{item_id}"  (multipart DocumentReplacement) -> Document [boards:write L2 "update-document-item-using-file-from-device"];
        /// Deletes a document.
        delete    DELETE "/{item_id}"                             -> ()       [boards:write L3 "delete-document-item"];
    }
}
