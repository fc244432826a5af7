//! Collections of values with ids, in insertion order.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

/// An ordered collection with stable places: no place is used twice, so a cursor stays correct when entries before
/// or after it are removed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "Entries<T>", into = "Entries<T>", bound(serialize = "T: Clone + Serialize"))]
pub(crate) struct Collection<T> {
    next_place: u64,
    entries: BTreeMap<u64, T>,
    places: HashMap<String, u64>,
}

/// The serialized form: each entry with its id, in order. Places are renumbered.
type Entries<T> = Vec<(String, T)>;

impl<T> From<Entries<T>> for Collection<T> {
    fn from(entries: Entries<T>) -> Self {
        let mut collection = Self::default();
        for (id, value) in entries {
            collection.insert(id, value);
        }
        collection
    }
}

impl<T: Clone> From<Collection<T>> for Entries<T> {
    fn from(collection: Collection<T>) -> Self {
        let ids: HashMap<u64, String> =
            collection.places.into_iter().map(|(id, place)| (place, id)).collect();
        let entries = collection.entries.into_iter();
        entries.map(|(place, value)| (ids.get(&place).cloned().unwrap_or_default(), value)).collect()
    }
}

impl<T> Default for Collection<T> {
    fn default() -> Self {
        Self { next_place: 1, entries: BTreeMap::new(), places: HashMap::new() }
    }
}

impl<T> Collection<T> {
    pub(crate) fn insert(&mut self, id: impl Into<String>, value: T) {
        let place = *self.places.entry(id.into()).or_insert(self.next_place);
        self.next_place = self.next_place.max(place + 1);
        self.entries.insert(place, value);
    }

    pub(crate) fn get(&self, id: &str) -> Option<&T> {
        self.entries.get(self.places.get(id)?)
    }

    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.entries.get_mut(self.places.get(id)?)
    }

    pub(crate) fn remove(&mut self, id: &str) -> Option<T> {
        let place = self.places.remove(id)?;
        self.entries.remove(&place)
    }

    /// Returns the place of an entry.
    pub(crate) fn place(&self, id: &str) -> Option<u64> {
        self.places.get(id).copied()
    }

    /// Removes the entries that do not meet the condition.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        let before = self.entries.len();
        self.entries.retain(|_, value| keep(value));
        if self.entries.len() < before {
            self.places.retain(|_, place| self.entries.contains_key(place));
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn values(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.entries.values()
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.values_mut()
    }

    /// Iterates over the entries after a place, with their places.
    pub(crate) fn after(&self, place: u64) -> impl Iterator<Item = (u64, &T)> {
        self.entries.range(place + 1..).map(|(place, value)| (*place, value))
    }
}

#[cfg(test)]
mod tests {
    use super::Collection;

    #[test]
    fn places_are_stable_when_entries_are_removed() {
        let mut letters = Collection::default();
        for letter in ["a", "b", "c", "d"] {
            letters.insert(letter, letter);
        }
        let (second, _) = letters.after(0).nth(1).unwrap();
        letters.remove("a");
        letters.remove("b");
        letters.insert("e", "e");
        let rest: Vec<&str> = letters.after(second).map(|(_, letter)| *letter).collect();
        assert_eq!(rest, ["c", "d", "e"]);
    }

    #[test]
    fn removed_entries_are_unknown() {
        let mut letters = Collection::default();
        for letter in ["a", "b", "c"] {
            letters.insert(letter, letter);
        }
        letters.retain(|letter| *letter != "b");
        assert_eq!((letters.get("a"), letters.get("b"), letters.len()), (Some(&"a"), None, 2));
        letters.insert("b", "d");
        assert_eq!(letters.values().copied().collect::<Vec<_>>(), ["a", "c", "d"]);
    }

    #[test]
    fn collection_is_serialized_in_order() {
        let mut letters = Collection::default();
        for letter in ["b", "c", "a"] {
            letters.insert(letter, letter.to_owned());
        }
        letters.remove("c");
        let text = serde_json::to_string(&letters).unwrap();
        assert_eq!(text, r#"[["b","b"],["a","a"]]"#);
        let read: Collection<String> = serde_json::from_str(&text).unwrap();
        assert_eq!(read.get("a").map(String::as_str), Some("a"));
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }

    #[test]
    fn known_id_is_replaced_in_place() {
        let mut numbers = Collection::default();
        numbers.insert("one", 1);
        numbers.insert("two", 2);
        numbers.insert("one", 11);
        assert_eq!(numbers.values().copied().collect::<Vec<_>>(), [11, 2]);
    }
}
