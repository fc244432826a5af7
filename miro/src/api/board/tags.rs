use super::BoardHandle;
use crate::endpoints;
use crate::model::{NewTag, Tag, TagChanges, TagId};

endpoints! {
    pub(super) const OPERATIONS;

    /// The tags of one board, at most 100.
    ///
    /// To add a tag to an item or remove it, see [`ItemHandle`](super::ItemHandle). Open boards show changes after a reload.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let urgent = board.tags().create(NewTag::new("urgent").fill_color(TagColor::Magenta)).await?;
    /// board.item("3458764517517819001").attach_tag(&urgent).await?;
    /// let tagged = board.items().list_by_tag(&urgent).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Tags of BoardHandle at "/tags" {
        /// Lists tags.
        list    GET    ""                        -> Offset<Tag, 1..=50> [boards:read  L1 "get-tags-from-board"];
        /// Creates a tag. Its title must be unique on the board, compared case-sensitively.
        create  POST   ""               (NewTag) -> Tag                 [boards:write L1 "create-tag"];
        /// Fetches a tag. Miro requires the write scope for this call.
        get     GET    "/{tag_id}"               -> Tag                 [boards:write L1 "get-tag"];
        /// Updates a tag on all items that have it. Fields that are not set stay unchanged.
        update  PATCH  "/{tag_id}"  (TagChanges) -> Tag                 [boards:write L1 "update-tag"];
        /// Deletes a tag, and removes it from all items.
        delete  DELETE "/{tag_id}"               -> ()                  [boards:write L1 "delete-tag"];
    }
}
