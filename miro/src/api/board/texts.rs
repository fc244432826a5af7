use super::BoardHandle;
use crate::endpoints;
use crate::model::{ItemId, NewText, Text, TextChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The texts of one board. The width can be set; the height follows from the content.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let heading = NewText::new("What went well?").font_size(36.0).at(0.0, -300.0);
    /// let heading = board.texts().create(heading).await?;
    /// board.texts().update(&heading, TextChanges::new().color("#2d9bf0")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Texts of BoardHandle at "/texts" {
        /// Creates a text.
        create  POST   ""            (NewText)     -> Text [boards:write L2 "create-text-item"];
        /// Fetches a text.
        get     GET    "/{item_id}"                -> Text [boards:read  L1 "get-text-item"];
        /// Updates a text. Fields that are not set stay unchanged.
        update  PATCH  "/{item_id}"  (TextChanges) -> Text [boards:write L2 "update-text-item"];
        /// Deletes a text.
        delete  DELETE "/{item_id}"                -> ()   [boards:write L3 "delete-text-item"];
    }
}
