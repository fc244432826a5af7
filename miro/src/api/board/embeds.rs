use super::BoardHandle;
use crate::endpoints;
use crate::model::{Embed, EmbedChanges, ItemId, NewEmbed};

endpoints! {
    pub(super) const OPERATIONS;

    /// What is shown on one board from elsewhere, such as videos.
    pub Embeds of BoardHandle at "/embeds" {
        /// Creates an embed.
        create  POST   ""            (NewEmbed)     -> Embed [boards:write L2 "create-embed-item"];
        /// Fetches an embed.
        get     GET    "/{item_id}"                 -> Embed [boards:read  L1 "get-embed-item"];
        /// Changes what is set of an embed.
        update  PATCH  "/{item_id}"  (EmbedChanges) -> Embed [boards:write L2 "update-embed-item"];
        /// Deletes an embed.
        delete  DELETE "/{item_id}"                 -> ()    [boards:write L3 "delete-embed-item"];
    }
}
