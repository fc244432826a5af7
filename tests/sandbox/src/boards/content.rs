//! What is on a board, kept consistent: nothing refers to what is gone.

use std::collections::HashSet;

use super::board::Board;
use crate::groups::Group;
use crate::items::{Item, kinds};
use crate::state::collection::Collection;

impl Board {
    /// Where the items of a kind are kept.
    pub(crate) fn items_of(&self, kind: &str) -> &Collection<Item> {
        if is_experimental(kind) { &self.experimental_items } else { &self.items }
    }

    /// An item of any kind.
    pub(crate) fn item(&self, id: &str) -> Option<&Item> {
        self.items.get(id).or_else(|| self.experimental_items.get(id))
    }

    /// An item of any kind.
    pub(crate) fn item_mut(&mut self, id: &str) -> Option<&mut Item> {
        self.items.get_mut(id).or_else(|| self.experimental_items.get_mut(id))
    }

    /// The items of all kinds.
    pub(crate) fn all_items(&self) -> impl Iterator<Item = &Item> {
        self.items.values().chain(self.experimental_items.values())
    }

    /// Where a link to an item leads: to the routes for items of every kind, unless they do not know it.
    pub(crate) fn link_to_item(&self, id: &str) -> String {
        let kind = self.experimental_items.get(id).and_then(|item| kinds::by_name(item.kind()));
        let items = kind.map_or_else(|| format!("{}/items", self.address()), |kind| kind.address(self));
        format!("{items}/{id}")
    }

    pub(crate) fn add_item(&mut self, item: Item) {
        let items = if is_experimental(item.kind()) { &mut self.experimental_items } else { &mut self.items };
        items.insert(item.id().to_owned(), item);
    }

    /// Removes items, and what cannot be without them: what lies in a frame or below a mind map node, connectors
    /// with an end at one of them, and groups that become too small.
    pub(crate) fn remove_items(&mut self, ids: impl IntoIterator<Item = String>) {
        let mut gone: HashSet<String> = ids.into_iter().collect();
        loop {
            let follows = |item: &&Item| {
                item.parent_id().is_some_and(|parent| gone.contains(parent)) && !gone.contains(item.id())
            };
            let following: Vec<String> =
                self.all_items().filter(follows).map(|item| item.id().into()).collect();
            if following.is_empty() {
                break;
            }
            gone.extend(following);
        }
        for id in &gone {
            self.items.remove(id);
            self.experimental_items.remove(id);
        }
        self.connectors.retain(|connector| !connector.item_ids().any(|id| gone.contains(id)));
        for group in self.groups.values_mut() {
            group.items.retain(|item| !gone.contains(item));
        }
        self.groups.retain(|group| group.items.len() >= Group::LEAST);
    }
}

fn is_experimental(kind: &str) -> bool {
    kinds::by_name(kind).is_some_and(|kind| kind.experimental)
}
