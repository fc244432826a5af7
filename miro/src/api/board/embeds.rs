use super::BoardHandle;
use crate::endpoints;
use crate::model::{Embed, EmbedChanges, ItemId, NewEmbed};

endpoints! {
    pub(super) const OPERATIONS;

    /// The embeds of one board: content from other sites, such as videos.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let video = NewEmbed::new("https://www.youtube.com/watch?v=dQw4w9WgXcQ").mode(EmbedMode::Modal).width(640.0);
    /// let video = board.embeds().create(video).await?;
    /// println!("from {:?}", video.data.and_then(|data| data.provider_name));
    /// # Ok(())
    /// # }
    /// ```
    pub Embeds of BoardHandle at "/embeds" {
        /// Creates an embed. Miro's provider, Embedly, determines which sites are supported.
        create  POST   ""            (NewEmbed)     -> Embed [boards:write L2 "create-embed-item"];
        /// Fetches an embed.
        get     GET    "/{item_id}"                 -> Embed [boards:read  L1 "get-embed-item"];
        /// Updates an embed. Fields that are not set stay unchanged.
        update  PATCH  "/{item_id}"  (EmbedChanges) -> Embed [boards:write L2 "update-embed-item"];
        /// Deletes an embed.
        delete  DELETE "/{item_id}"                 -> ()    [boards:write L3 "delete-embed-item"];
    }
}
