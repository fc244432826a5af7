use super::BoardHandle;
use crate::endpoints;
use crate::model::{ItemId, NewText, Text, TextChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The texts of one board.
    pub Texts of BoardHandle at "/texts" {
        /// Creates a text.
        create  POST   ""            (NewText)     -> Text [boards:write L2 "create-text-item"];
        /// Fetches a text.
        get     GET    "/{item_id}"                -> Text [boards:read  L1 "get-text-item"];
        /// Changes what is set of a text.
        update  PATCH  "/{item_id}"  (TextChanges) -> Text [boards:write L2 "update-text-item"];
        /// Deletes a text.
        delete  DELETE "/{item_id}"                -> ()   [boards:write L3 "delete-text-item"];
    }
}
