use super::BoardHandle;
use crate::endpoints;
use crate::model::{BulkItems, BulkUpload, Item, ItemChanges, ItemId, ItemKind, NewItem, TagId, TagsOfItem};

endpoints! {
    pub(super) const OPERATIONS;

    /// The items of one board, whatever their kind.
    ///
    /// Connectors and tags are no items: they have groups of their own.
    pub Items of BoardHandle at "/items" {
        /// Lists items, of one kind or of all.
        list          GET  "" ?{ type as kind: ItemKind }                            -> Cursor<Item, 10..=50> [boards:read  L2 "get-items"];
        /// Lists the items in a frame.
        list_in_frame GET  "" ?{ parent_item_id!: ItemId, type as kind: ItemKind }   -> Cursor<Item, 10..=50> [boards:read  L2 "get-items-within-frame"];
        /// Lists the items that carry a tag: by offset, unlike the other lists of items.
        list_by_tag   GET  "" ?{ tag_id!: TagId }                                    -> Offset<Item, 1..=50>  [boards:read  L1 "get-items-by-tag"];
        /// Creates up to 20 items at once: all of them, or none.
        create_bulk   POST "/bulk"                              ([NewItem; 1..=20])  -> BulkItems             [boards:write L2 per item "create-items"];
        /// Creates up to 20 images and documents at once, each from a file: all of them, or none.
        upload_bulk   POST "/bulk"                           (multipart BulkUpload)  -> BulkItems             [boards:write L2 per item "create-items-in-bulk-using-file-from-device"];
    }

    /// One item, whatever its kind.
    pub ItemHandle of BoardHandle at "/items/{item_id}" {
        /// Fetches the item.
        get        GET    ""                                -> Item          [boards:read  L1 "get-specific-item"];
        /// Moves the item on the board, into a frame or out of one.
        #[doc(alias = "move")]
        update     PATCH  ""                 (ItemChanges)  -> Item          [boards:write L2 "update-item-position-or-parent"];
        /// Deletes the item itself. To take a tag off it, see [`detach_tag`](Self::detach_tag).
        delete     DELETE ""                                -> ()            [boards:write L3 "delete-item"];
        /// Lists the tags of the item, of which it can have 8.
        tags       GET    "/tags"                           -> TagsOfItem    [boards:read  L1 "get-tags-from-item"];
        /// Puts a tag on the item: a card or a sticky note, with up to 8 tags. Open boards show it after a reload.
        attach_tag POST   ""  ?{ tag_id!: TagId }           -> ()            [boards:write L1 "attach-tag-to-item"];
        /// Takes a tag off the item, which stays. Open boards show it after a reload.
        detach_tag DELETE ""  ?{ tag_id!: TagId }           -> ()            [boards:write L1 "remove-tag-from-item"];
    }
}
