use super::BoardHandle;
use crate::endpoints;
use crate::model::{NewTag, Tag, TagChanges, TagId};

endpoints! {
    pub(super) const OPERATIONS;

    /// The tags of one board, of which it can have 100.
    ///
    /// [`ItemHandle`](super::ItemHandle) puts them on items and takes them off. Open boards show changes after a reload.
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
        /// Creates a tag; its title must be new on the board, upper and lower case being different.
        create  POST   ""               (NewTag) -> Tag                 [boards:write L1 "create-tag"];
        /// Fetches a tag. Miro asks for the scope to write here.
        get     GET    "/{tag_id}"               -> Tag                 [boards:write L1 "get-tag"];
        /// Changes what is set of a tag, wherever it is used.
        update  PATCH  "/{tag_id}"  (TagChanges) -> Tag                 [boards:write L1 "update-tag"];
        /// Deletes a tag, and takes it off all items.
        delete  DELETE "/{tag_id}"               -> ()                  [boards:write L1 "delete-tag"];
    }
}
