//! Collections of plain objects, by address.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::state::collection::Collection;

/// An object in Miro's JSON.
pub(crate) type Object = Map<String, Value>;

/// Returns a text property; empty if it is missing.
pub(crate) fn text<'o>(object: &'o Object, name: &str) -> &'o str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Collections without rules other than those of a [`Resource`](crate::resource::Resource). The address of a
/// collection is its path, such as `/v2/orgs/1/teams`; collections of an entry are below the entry's path.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Store(BTreeMap<String, Collection<Object>>);

impl Store {
    /// Returns the collection at an address, if anything was ever added there.
    pub(crate) fn at(&self, address: &str) -> Option<&Collection<Object>> {
        self.0.get(address)
    }

    /// Iterates over the entries at an address.
    pub(crate) fn values(&self, address: &str) -> impl Iterator<Item = &Object> {
        self.at(address).into_iter().flat_map(Collection::values)
    }

    pub(crate) fn len(&self, address: &str) -> usize {
        self.at(address).map_or(0, Collection::len)
    }

    pub(crate) fn get(&self, address: &str, id: &str) -> Option<&Object> {
        self.at(address)?.get(id)
    }

    pub(crate) fn get_mut(&mut self, address: &str, id: &str) -> Option<&mut Object> {
        self.0.get_mut(address)?.get_mut(id)
    }

    pub(crate) fn insert(&mut self, address: &str, id: &str, object: Object) {
        self.0.entry(address.to_owned()).or_default().insert(id, object);
    }

    /// Removes an entry and everything below it.
    pub(crate) fn remove(&mut self, address: &str, id: &str) -> Option<Object> {
        let removed = self.0.get_mut(address)?.remove(id)?;
        self.clear_below(&format!("{address}/{id}"));
        Some(removed)
    }

    /// Removes everything below an address.
    pub(crate) fn clear_below(&mut self, address: &str) {
        let gone: Vec<String> = self.below(address).map(|(address, _)| address.clone()).collect();
        for address in gone {
            self.0.remove(&address);
        }
    }

    /// Removes this id from the collections with this name below an address.
    pub(crate) fn withdraw(&mut self, address: &str, name: &str, id: &str) {
        for (address, collection) in self.below(address) {
            if address.rsplit('/').next() == Some(name) {
                collection.remove(id);
            }
        }
    }

    fn below(&mut self, address: &str) -> impl Iterator<Item = (&String, &mut Collection<Object>)> {
        let below = format!("{address}/");
        let rest = self.0.range_mut(below.clone()..);
        rest.take_while(move |(address, _)| address.starts_with(&below))
    }

    /// Removes everything below a board, under any address of the board.
    pub(crate) fn remove_all_of_board(&mut self, board_id: &str) {
        let below = format!("/boards/{board_id}/");
        self.0.retain(|address, _| !address.contains(&below));
    }
}

#[cfg(test)]
mod tests {
    use super::{Object, Store};

    #[test]
    fn removal_includes_everything_below() {
        let mut store = Store::default();
        store.insert("/teams", "1", Object::new());
        store.insert("/teams", "11", Object::new());
        store.insert("/teams/1/projects", "5", Object::new());
        store.insert("/teams/1/projects/5/members", "7", Object::new());
        store.insert("/teams/11/projects", "6", Object::new());
        assert!(store.remove("/teams", "1").is_some());
        assert!(store.remove("/teams", "1").is_none());
        assert!(store.get("/teams/1/projects", "5").is_none());
        assert!(store.get("/teams/1/projects/5/members", "7").is_none());
        assert!(store.get("/teams/11/projects", "6").is_some(), "another id that begins alike");
    }

    #[test]
    fn withdrawal_applies_to_collections_of_one_name() {
        let mut store = Store::default();
        let addresses =
            ["/orgs/1/teams/2/groups", "/orgs/1/boards/3/groups", "/orgs/1/teams", "/orgs/11/groups"];
        for address in addresses {
            store.insert(address, "7", Object::new());
        }
        store.withdraw("/orgs/1", "groups", "7");
        assert_eq!(addresses.map(|address| store.len(address)), [0, 0, 1, 1]);
    }

    #[test]
    fn board_is_removed_under_several_addresses() {
        let mut store = Store::default();
        for address in ["/v2/boards/b=/groups", "/v2/orgs/1/boards/b=/groups", "/v2/boards/bb=/groups"] {
            store.insert(address, "1", Object::new());
        }
        store.remove_all_of_board("b=");
        assert!(store.at("/v2/boards/b=/groups").is_none());
        assert!(store.at("/v2/orgs/1/boards/b=/groups").is_none());
        assert!(store.at("/v2/boards/bb=/groups").is_some());
    }
}
