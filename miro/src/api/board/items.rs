use super::BoardHandle;
use crate::endpoints;
use crate::model::{BulkItems, BulkUpload, Item, ItemChanges, ItemId, ItemKind, NewItem, TagId, TagsOfItem};

endpoints! {
    pub(super) const OPERATIONS;

    /// The items of one board, whatever their kind.
    ///
    /// Connectors and tags are no items: they have groups of their own. So have the nodes of mind maps and code widgets,
    /// which are experimental.
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
        /// Lists items, of one kind or of all. What Miro's interface has just made may take a while to appear.
        list          GET  "" ?{ type as kind: ItemKind }                            -> Cursor<Item, 10..=50> [boards:read  L2 "get-items"];
        /// Lists the items in a frame.
        list_in_frame GET  "" ?{ parent_item_id!: ItemId, type as kind: ItemKind }   -> Cursor<Item, 10..=50> [boards:read  L2 "get-items-within-frame"];
        /// Lists the items that carry a tag: by offset, unlike the other lists of items.
        list_by_tag   GET  "" ?{ tag_id!: TagId }                                    -> Offset<Item, 1..=50>  [boards:read  L1 "get-items-by-tag"];
        /// Creates up to 20 items at once: all of them, or none.
        ///
        /// Where Miro refuses one, [`Error::context`](crate::Error::context) names it by its place.
        create_bulk   POST "/bulk"                              ([NewItem; 1..=20])  -> BulkItems             [boards:write L2 per item "create-items"];
        /// Creates up to 20 images and documents at once, each from a file: all of them, or none.
        upload_bulk   POST "/bulk"                           (multipart BulkUpload)  -> BulkItems             [boards:write L2 per item "create-items-in-bulk-using-file-from-device"];
    }

    /// One item, whatever its kind.
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
        /// In a frame, coordinates count from its top left corner; on the board, from its centre.
        #[doc(alias = "move")]
        update     PATCH  ""                 (ItemChanges)  -> Item          [boards:write L2 "update-item-position-or-parent"];
        /// Deletes the item itself. To take a tag off it, see [`detach_tag`](Self::detach_tag).
        ///
        /// Connectors and nodes of mind maps are deleted by their own groups: here Miro does not find them.
        delete     DELETE ""                                -> ()            [boards:write L3 "delete-item"];
        /// Lists the tags of the item, of which it can have 8.
        tags       GET    "/tags"                           -> TagsOfItem    [boards:read  L1 "get-tags-from-item"];
        /// Puts a tag on the item: a card or a sticky note, with up to 8 tags. Open boards show it after a reload.
        attach_tag POST   ""  ?{ tag_id!: TagId }           -> ()            [boards:write L1 "attach-tag-to-item"];
        /// Takes a tag off the item, which stays. Open boards show it after a reload.
        detach_tag DELETE ""  ?{ tag_id!: TagId }           -> ()            [boards:write L1 "remove-tag-from-item"];
    }
}
