use std::collections::BTreeSet;

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
}

impl NewItemGroup {
    /// A group of these items, two or more.
    pub fn of(items: impl IntoIterator<Item = impl Into<ItemId>>) -> Self {
        Self::empty().items(items)
    }

    /// The items, which are on one board: two or more.
    pub fn items(mut self, items: impl IntoIterator<Item = impl Into<ItemId>>) -> Self {
        let items: Vec<ItemId> = items.into_iter().map(Into::into).collect();
        let count = items.iter().collect::<BTreeSet<_>>().len();
        if count < 2 {
            self.0.refuse(
                "data.items",
                &format_args!("a group has two items or more, and this one has {count}"),
            );
        }
        self.0.set_list("data.items", &items, None);
        self
    }
}

impl ItemGroup {
    /// The same group of other items, to be created on this board or another one.
    ///
    /// `copy` tells which item stands for one of the group; items for which none does are left out. Creating a group of which
    /// fewer than two are left fails before anything is sent.
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn live_row_06_a_group_has_two_items_or_more() {
        let two = serde_json::to_value(NewItemGroup::of(["1", "2"])).unwrap();
        assert_eq!(two, json!({"data": {"items": ["1", "2"]}}));
        for (items, count) in [(vec![], 0), (vec!["1"], 1), (vec!["1", "1"], 1)] {
            let error = serde_json::to_value(NewItemGroup::of(items)).unwrap_err().to_string();
            let expected = format!("`data.items`: a group has two items or more, and this one has {count}");
            assert_eq!(error, expected);
        }
    }
}
