//! The content of a board, kept consistent: nothing refers to something removed.

use std::collections::{HashMap, HashSet};

use super::board::Board;
use crate::groups::Group;
use crate::items::{Item, kinds};
use crate::state::behavior::Behavior;
use crate::state::collection::Collection;

impl Board {
    /// Returns the collection for items of a kind.
    pub(crate) fn items_of(&self, kind: &str) -> &Collection<Item> {
        if is_experimental(kind) { &self.experimental_items } else { &self.items }
    }

    /// Returns an item of any kind.
    pub(crate) fn item(&self, id: &str) -> Option<&Item> {
        self.items.get(id).or_else(|| self.experimental_items.get(id))
    }

    /// Returns a mutable item of any kind.
    pub(crate) fn item_mut(&mut self, id: &str) -> Option<&mut Item> {
        self.items.get_mut(id).or_else(|| self.experimental_items.get_mut(id))
    }

    /// Iterates over the items of all kinds.
    pub(crate) fn all_items(&self) -> impl Iterator<Item = &Item> {
        self.items.values().chain(self.experimental_items.values())
    }

    /// Returns the link to an item: on the routes for items of every kind, unless these do not serve it.
    pub(crate) fn link_to_item(&self, id: &str) -> String {
        let kind = self.experimental_items.get(id).and_then(|item| kinds::by_name(item.kind()));
        let items = kind.map_or_else(|| format!("{}/items", self.address()), |kind| kind.address(self));
        format!("{items}/{id}")
    }

    pub(crate) fn add_item(&mut self, item: Item) {
        let items = if is_experimental(item.kind()) { &mut self.experimental_items } else { &mut self.items };
        items.insert(item.id().to_owned(), item);
    }

    /// Removes items with everything that depends on them: descendants of mind map nodes, connectors attached to
    /// them, and groups that become too small. Children of removed frames stay on the board.
    pub(crate) fn remove_items(&mut self, ids: impl IntoIterator<Item = String>, behavior: Behavior) {
        let mut gone: HashSet<String> = ids.into_iter().collect();
        loop {
            let follows = |item: &&Item| {
                let is_gone = |parent: &str| gone.contains(parent) && !self.is_frame(parent);
                item.parent_id().is_some_and(is_gone) && !gone.contains(item.id())
            };
            let following: Vec<String> =
                self.all_items().filter(follows).map(|item| item.id().into()).collect();
            if following.is_empty() {
                break;
            }
            gone.extend(following);
        }
        self.orphan(&gone, behavior);
        for id in &gone {
            self.items.remove(id);
            self.experimental_items.remove(id);
        }
        self.connectors.retain(|connector| !connector.item_ids().any(|id| gone.contains(id)));
        for group in self.groups.values_mut() {
            group.items.retain(|item| !gone.contains(item));
        }
        self.groups.retain(|group| group.items.len() >= Group::MIN_ITEMS);
    }

    /// Moves the children of the removed frames to the canvas.
    fn orphan(&mut self, gone: &HashSet<String>, behavior: Behavior) {
        let frames = gone.iter().filter_map(|id| self.item(id)).filter(|item| item.kind() == "frame");
        let corner = |frame: &Item| match behavior.orphans_keep_numbers {
            true => (0.0, 0.0),
            false => frame.top_left(),
        };
        let corners: HashMap<String, (f64, f64)> =
            frames.map(|frame| (frame.id().to_owned(), corner(frame))).collect();
        for item in self.items.values_mut().chain(self.experimental_items.values_mut()) {
            if let Some(corner) = item.parent_id().and_then(|id| corners.get(id)) {
                item.leave(*corner);
            }
        }
    }

    fn is_frame(&self, id: &str) -> bool {
        self.item(id).is_some_and(|item| item.kind() == "frame")
    }
}

fn is_experimental(kind: &str) -> bool {
    kinds::by_name(kind).is_some_and(|kind| kind.experimental)
}
