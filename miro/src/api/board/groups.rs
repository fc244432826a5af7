use super::BoardHandle;
use crate::endpoints;
use crate::model::{Item, ItemGroup, ItemGroupId, NewItemGroup};

endpoints! {
    pub(super) const OPERATIONS;

    /// The groups of items on one board: items that move together. For user groups, see organizations.
    ///
    /// ```no_run
    /// use miro::prelude::*;
    ///
    /// # async fn run(board: miro::api::BoardHandle) -> Result<(), miro::Error> {
    /// let group = NewItemGroup::of(["3458764517517819001", "3458764517517819002"]);
    /// let group = board.item_groups().create(group).await?;
    /// board.item_groups().ungroup(&group).await?; // its items stay; `delete` deletes them, too
    /// # Ok(())
    /// # }
    /// ```
    pub ItemGroups of BoardHandle at "/groups" {
        /// Lists the groups, each with the ids of its items.
        list    GET    ""                                    -> Cursor<ItemGroup, 10..=50> [boards:read  L2 "get-all-groups"];
        /// Groups items.
        create  POST   ""               (NewItemGroup)       -> ItemGroup                  [boards:write L2 "createGroup"];
        /// Lists the items of a group.
        items   GET    "/items" ?{ group_item_id!: ItemGroupId }
                                                             -> Cursor<Item, 10..=50>      [boards:read  L2 "getItemsByGroupId"];
        /// Fetches a group.
        ///
        /// Miro charges credits for each item of the group. The client does not know their number, and estimates one.
        get     GET    "/{group_id: ItemGroupId}"            -> ItemGroup                  [boards:read  L2 "getGroupById"];
        /// Replaces the items of a group. The resulting group has a new id; the old id no longer exists.
        replace PUT    "/{group_id: ItemGroupId}" (NewItemGroup)
                                                             -> ItemGroup                  [boards:write L2 "updateGroup"];
        /// Dissolves a group. Its items stay on the board.
        ungroup DELETE "/{group_id: ItemGroupId}"            -> ()                         [boards:write L3 "unGroup"];
        /// Deletes a group with its items, including locked ones. To keep the items, see [`ungroup`](Self::ungroup).
        delete  DELETE "/{group_id: ItemGroupId}" ?{ delete_items = true }
                                                             -> ()                         [boards:write L3 "deleteGroup"];
    }
}
