use super::BoardHandle;
use crate::endpoints;
use crate::model::{Item, ItemGroup, ItemGroupId, NewItemGroup};

endpoints! {
    pub(super) const OPERATIONS;

    /// The groups of items on one board.
    pub ItemGroups of BoardHandle at "/groups" {
        /// Lists the groups.
        list    GET    ""                                    -> Cursor<ItemGroup, 10..=50> [boards:read  L2 "get-all-groups"];
        /// Groups items.
        create  POST   ""               (NewItemGroup)       -> ItemGroup                  [boards:write L2 "createGroup"];
        /// Lists the items of a group.
        items   GET    "/items" ?{ group_item_id!: ItemGroupId }
                                                             -> Cursor<Item, 10..=50>      [boards:read  L2 "getItemsByGroupId"];
        /// Fetches a group. It costs credits for each item of the group, which the client cannot know before: it reckons with one.
        get     GET    "/{group_id: ItemGroupId}"            -> ItemGroup                  [boards:read  L2 "getGroupById"];
        /// Replaces the items of a group. The group that this makes has a new id; the old one is gone.
        replace PUT    "/{group_id: ItemGroupId}" (NewItemGroup)
                                                             -> ItemGroup                  [boards:write L2 "updateGroup"];
        /// Dissolves a group. Its items stay on the board.
        ungroup DELETE "/{group_id: ItemGroupId}"            -> ()                         [boards:write L3 "unGroup"];
        /// Deletes a group with its items, locked ones included. To keep the items, see [`ungroup`](Self::ungroup).
        delete  DELETE "/{group_id: ItemGroupId}" ?{ delete_items = true }
                                                             -> ()                         [boards:write L3 "deleteGroup"];
    }
}
