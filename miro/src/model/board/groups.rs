use std::collections::BTreeSet;

use super::Item;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{ItemGroupId, ItemId, Links};

object! {
    /// Items on a board that are moved, and can be deleted, together.
    ///
    /// Not to be confused with the [user groups](https://developers.miro.com/reference/enterprise-get-groups) of an
    /// organization.
    pub ItemGroup {
        /// Identifies the group.
        id => "id": ItemGroupId, required;
        /// `group`.
        kind => "type": text;
        /// The content of the group.
        data => "data": ItemGroupData;
        /// Addresses of the group in the API, for information only: requests are built from ids.
        links => "links": Links;
    }

    /// The content of a group.
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
    /// Creates a group of these items, two or more.
    pub fn of(items: impl IntoIterator<Item = impl Into<ItemId>>) -> Self {
        Self::empty().items(items)
    }

    /// The items, two or more, all on one board.
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
    /// Creates a group like this one of other items, on this board or another one.
    ///
    /// `copy` maps each item of the group to its copy; items without one are left out. Creating a group with fewer
    /// than two items left fails before anything is sent.
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
