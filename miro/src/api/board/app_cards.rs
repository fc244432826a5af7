use super::BoardHandle;
use crate::endpoints;
use crate::model::{ItemId, NewAppCard, AppCard, AppCardChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The app cards of one board. Each is displayed by the app that created it.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let card = NewAppCard::new("BUG-7").status(AppCardStatus::Connected).fields(["In progress"]);
    /// let card = board.app_cards().create(card).await?;
    /// board.app_cards().update(&card, AppCardChanges::new().fields(["Done"])).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub AppCards of BoardHandle at "/app_cards" {
        /// Creates an app card.
        create  POST   ""            (NewAppCard)     -> AppCard [boards:write L2 "create-app-card-item"];
        /// Fetches an app card.
        get     GET    "/{item_id}"                   -> AppCard [boards:read  L1 "get-app-card-item"];
        /// Updates an app card. Fields that are not set stay unchanged.
        update  PATCH  "/{item_id}"  (AppCardChanges) -> AppCard [boards:write L2 "update-app-card-item"];
        /// Deletes an app card.
        delete  DELETE "/{item_id}"                   -> ()      [boards:write L3 "delete-app-card-item"];
    }
}
