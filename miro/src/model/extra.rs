use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

use serde_json::{Map, Value};

/// Fields of an object that this version of the crate does not know, as Miro sent them.
///
/// Dereferences to a map. Most objects have no unknown fields; an empty `Extra` takes the space of a pointer.
///
/// ```
/// # fn run(user: &miro::model::UserRef) {
/// if let Some(email) = user.extra.get("email") {
///     println!("{email}");
/// }
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Map<String, Value>>>);

static NOTHING: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);

impl Extra {
    /// Creates an empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }
}

impl Deref for Extra {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        match &self.0 {
            Some(fields) => fields,
            None => &NOTHING,
        }
    }
}

impl DerefMut for Extra {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.0.get_or_insert_default()
    }
}

impl From<Map<String, Value>> for Extra {
    fn from(fields: Map<String, Value>) -> Self {
        Self((!fields.is_empty()).then(|| Box::new(fields)))
    }
}

impl From<Extra> for Map<String, Value> {
    fn from(extra: Extra) -> Self {
        extra.0.map(|fields| *fields).unwrap_or_default()
    }
}

impl<'e> IntoIterator for &'e Extra {
    type Item = (&'e String, &'e Value);
    type IntoIter = serde_json::map::Iter<'e>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn it_is_the_map_that_it_stands_for() {
        let mut extra = Extra::new();
        assert!(extra.is_empty() && extra.get("a").is_none());
        assert_eq!(format!("{extra:?}"), "{}");
        assert_eq!(size_of::<Extra>(), size_of::<usize>());
        extra.insert("a".to_owned(), json!(1));
        assert_eq!(extra["a"], 1);
        assert_eq!((&extra).into_iter().count(), 1);
        assert_eq!(Extra::from(Map::from(extra.clone())), extra);
        extra.remove("a");
        assert_eq!(extra, Extra::new(), "what is empty is the same, however it became so");
    }
}
