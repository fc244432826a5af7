use super::Item;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{ItemGroupId, ItemId, Links};

object! {
    /// Items on a board that belong together: they are moved, and can be deleted, as one.
    ///
    /// Not to be confused with the [user groups](https://developers.miro.com/reference/enterprise-get-groups) of an
    /// organization.
    pub ItemGroup {
        /// Identifies the group.
        id => "id": ItemGroupId, required;
        /// `group`.
        kind => "type": text;
        /// What is in the group.
        data => "data": ItemGroupData;
        /// Addresses of the group in the API. They are informative: requests are built from ids.
        links => "links": Links;
    }

    /// What is in a group.
    #[derive(Default)]
    pub ItemGroupData {
        /// The items, by their ids.
        items => "items": [ItemId];
    }
}

impl From<&ItemGroup> for ItemGroupId {
    fn from(group: &ItemGroup) -> Self {
        group.id.clone()
    }
}

body! {
    /// The items of a group.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let group = NewItemGroup::of(["3458764517517818867", "3458764517517818868"]);
    /// ```
    pub create NewItemGroup;

    /// The items, which are on one board.
    items => "data.items": [ItemId];
}

impl NewItemGroup {
    /// A group of these items.
    pub fn of(items: impl IntoIterator<Item = impl Into<ItemId>>) -> Self {
        Self::empty().items(items)
    }
}

impl ItemGroup {
    /// The same group of other items, to be created on this board or another one.
    ///
    /// `copy` tells which item stands for one of the group; items for which none does are left out.
    pub fn to_new(&self, copy: impl FnMut(&ItemId) -> Option<ItemId>) -> NewItemGroup {
        let items = self.data.as_ref().map(|data| data.items.as_slice()).unwrap_or_default();
        NewItemGroup::of(items.iter().filter_map(copy))
    }
}

impl<'a> FromIterator<&'a Item> for NewItemGroup {
    fn from_iter<I: IntoIterator<Item = &'a Item>>(items: I) -> Self {
        Self::of(items)
    }
}
