use super::BoardHandle;
use crate::endpoints;
use crate::model::{DocFormat, DocFormatContentType, ItemId, NewDocFormat};

endpoints! {
    pub(super) const OPERATIONS;

    /// The documents on one board that were written in Miro.
    ///
    /// To list them, list the items of the kind [`DocFormat`](crate::model::ItemKind::DocFormat). They cannot be updated:
    /// delete the document and create another, which has a new id.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let notes = board.doc_formats().create(NewDocFormat::new("# Notes\n\n- first")).await?;
    /// let html = board.doc_formats().get(&notes).content_type(DocFormatContentType::Html).await?;
    /// println!("{:?}", html.data.and_then(|data| data.content));
    /// # Ok(())
    /// # }
    /// ```
    pub DocFormats of BoardHandle at "/docs" {
        /// Creates a document from Markdown.
        create  POST   ""             (NewDocFormat)  -> DocFormat [boards:write L2 "create-doc-format-item"];
        /// Fetches a document, with its text as Markdown or HTML.
        get     GET    "/{item_id}" ?{ "textContentType" as content_type: DocFormatContentType }
                                                      -> DocFormat [boards:read  L1 "get-doc-format-item"];
        /// Deletes a document.
        delete  DELETE "/{item_id}"                   -> ()        [boards:write L3 "delete-doc-format-item"];
    }
}
