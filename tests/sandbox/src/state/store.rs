//! Collections of plain objects, each at the address that requests reach it under.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::state::collection::Collection;

/// An object in Miro's own JSON.
pub(crate) type Object = Map<String, Value>;

/// What has no rules of its own beyond those of a [`Resource`](crate::resource::Resource): a collection is
/// found under its path, such as `/v2/orgs/1/teams`, and what belongs to an entry lies below the entry's path.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Store(BTreeMap<String, Collection<Object>>);

impl Store {
    /// The collection at this address, if anything was ever put there.
    pub(crate) fn at(&self, address: &str) -> Option<&Collection<Object>> {
        self.0.get(address)
    }

    /// All entries at this address.
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

    /// Removes an entry, and everything that lies below it.
    pub(crate) fn remove(&mut self, address: &str, id: &str) -> Option<Object> {
        let removed = self.0.get_mut(address)?.remove(id)?;
        let below = format!("{address}/{id}/");
        let gone: Vec<String> = self
            .0
            .range(below.clone()..)
            .map(|(address, _)| address.clone())
            .take_while(|address| address.starts_with(&below))
            .collect();
        for address in gone {
            self.0.remove(&address);
        }
        Some(removed)
    }

    /// Removes somebody from every list of members below an address.
    pub(crate) fn remove_member(&mut self, address: &str, id: &str) {
        let below = format!("{address}/");
        let lists = self.0.range_mut(below.clone()..).take_while(|(address, _)| address.starts_with(&below));
        for (_, members) in lists.filter(|(address, _)| address.ends_with("/members")) {
            members.remove(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Object, Store};

    #[test]
    fn what_lies_below_an_entry_goes_with_it() {
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
    fn somebody_leaves_everything_below() {
        let mut store = Store::default();
        for address in
            ["/teams/1/members", "/teams/1/projects/5/members", "/teams/1/projects", "/teams/11/members"]
        {
            store.insert(address, "7", Object::new());
        }
        store.remove_member("/teams/1", "7");
        assert!(store.get("/teams/1/members", "7").is_none());
        assert!(store.get("/teams/1/projects/5/members", "7").is_none());
        assert!(store.get("/teams/1/projects", "7").is_some(), "no member");
        assert!(store.get("/teams/11/members", "7").is_some(), "another team");
    }
}
