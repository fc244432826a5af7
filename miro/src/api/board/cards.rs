use super::BoardHandle;
use crate::endpoints;
use crate::model::{ItemId, NewCard, Card, CardChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The cards of one board.
    pub Cards of BoardHandle at "/cards" {
        /// Creates a card.
        create  POST   ""            (NewCard)     -> Card [boards:write L2 "create-card-item"];
        /// Fetches a card.
        get     GET    "/{item_id}"                -> Card [boards:read  L1 "get-card-item"];
        /// Changes what is set of a card.
        update  PATCH  "/{item_id}"  (CardChanges) -> Card [boards:write L2 "update-card-item"];
        /// Deletes a card.
        delete  DELETE "/{item_id}"                -> ()   [boards:write L3 "delete-card-item"];
    }
}
