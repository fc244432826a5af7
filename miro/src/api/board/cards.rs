use super::BoardHandle;
use crate::endpoints;
use crate::model::{ItemId, NewCard, Card, CardChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The cards of one board, which can have tags, an assignee and a due date.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let card = NewCard::new("Write the report").assignee_id("3074457362577955300");
    /// let card = board.cards().create(card).await?;
    /// board.cards().update(&card, CardChanges::new().clear_assignee_id()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Cards of BoardHandle at "/cards" {
        /// Creates a card.
        create  POST   ""            (NewCard)     -> Card [boards:write L2 "create-card-item"];
        /// Fetches a card.
        get     GET    "/{item_id}"                -> Card [boards:read  L1 "get-card-item"];
        /// Updates a card. Fields that are not set stay unchanged.
        update  PATCH  "/{item_id}"  (CardChanges) -> Card [boards:write L2 "update-card-item"];
        /// Deletes a card.
        delete  DELETE "/{item_id}"                -> ()   [boards:write L3 "delete-card-item"];
    }
}
