use super::BoardHandle;
use crate::endpoints;
use crate::model::{BulkItems, BulkUpload, Item, ItemChanges, ItemId, ItemKind, NewItem, TagId, TagsOfItem};

endpoints! {
    pub(super) const OPERATIONS;

    /// The items of one board, of any kind.
    ///
    /// Connectors and tags are not items: they have separate groups. So do mind map nodes and code widgets, which are
    /// experimental.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let notes: Vec<Item> = board.items().list().kind(ItemKind::StickyNote).stream().try_collect().await?;
    ///
    /// let new: Vec<NewItem> = vec![NewStickyNote::new("one").into(), NewShape::new(ShapeKind::Star).into()];
    /// for item in &board.items().create_bulk(new).await?.data.items {
    ///     println!("{} at {:?}", item.id(), item.position());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub Items of BoardHandle at "/items" {
        /// Lists items of one kind or of all kinds. Items just created in Miro's interface may take a while to appear.
        list          GET  "" ?{ type as kind: ItemKind }                            -> Cursor<Item, 10..=50> [boards:read  L2 "get-items"];
        /// Lists the items in a frame.
        list_in_frame GET  "" ?{ parent_item_id!: ItemId, type as kind: ItemKind }   -> Cursor<Item, 10..=50> [boards:read  L2 "get-items-within-frame"];
        /// Lists the items that have a tag. Paged by offset, unlike the other lists of items.
        list_by_tag   GET  "" ?{ tag_id!: TagId }                                    -> Offset<Item, 1..=50>  [boards:read  L1 "get-items-by-tag"];
        /// Creates up to 20 items at once: all of them, or none.
        ///
        /// If Miro rejects one, [`Error::context`](crate::Error::context) contains its index.
        create_bulk   POST "/bulk"                              ([NewItem; 1..=20])  -> BulkItems             [boards:write L2 per item "create-items"];
        /// Creates up to 20 images and documents at once, each from a file: all of them, or none.
        upload_bulk   POST "/bulk"                           (multipart BulkUpload)  -> BulkItems             [boards:write L2 per item "create-items-in-bulk-using-file-from-device"];
    }

    /// One item, of any kind.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let item = board.item("3458764517517819001");
    /// item.update(ItemChanges::new().inside("3458764517517819002").at(120.0, 80.0)).await?;
    /// item.attach_tag("3458764517517819003").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub ItemHandle of BoardHandle at "/items/{item_id}" {
        /// Fetches the item.
        get        GET    ""                                -> Item          [boards:read  L1 "get-specific-item"];
        /// Moves the item on the board, into a frame or out of one.
        ///
        /// Coordinates are relative to the top left corner of the frame, or to the center of the board.
        #[doc(alias = "move")]
        update     PATCH  ""                 (ItemChanges)  -> Item          [boards:write L2 "update-item-position-or-parent"];
        /// Deletes the item. To remove a tag from it, see [`detach_tag`](Self::detach_tag).
        ///
        /// Connectors and mind map nodes are not found here: delete them through their groups.
        delete     DELETE ""                                -> ()            [boards:write L3 "delete-item"];
        /// Lists the tags of the item, at most 8.
        tags       GET    "/tags"                           -> TagsOfItem    [boards:read  L1 "get-tags-from-item"];
        /// Adds a tag to the item: a card or a sticky note, with up to 8 tags. Open boards show it after a reload.
        attach_tag POST   ""  ?{ tag_id!: TagId }           -> ()            [boards:write L1 "attach-tag-to-item"];
        /// Removes a tag from the item. Open boards show the change after a reload.
        detach_tag DELETE ""  ?{ tag_id!: TagId }           -> ()            [boards:write L1 "remove-tag-from-item"];
    }
}
