//! The fields around the elements of a page: counts, the place of the next page, and unknown fields.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::json::memory;
use crate::wire;

/// The name of the list in a page, and the properties of its kind of paging.
pub(super) trait ListField {
    const NAMES: &'static [&'static str];

    /// Whether a cursor identifies the next page.
    const HAS_CURSOR: bool = false;

    /// Whether the list may be missing, regardless of the other fields.
    const IS_OPTIONAL: bool = false;
}

/// `data` in the lists of Miro's own API that are paged by offset.
pub(super) enum OffsetData {}

impl ListField for OffsetData {
    const NAMES: &'static [&'static str] = &["data"];
}

/// `data` in the lists that are paged by cursor.
pub(super) enum CursorData {}

impl ListField for CursorData {
    const NAMES: &'static [&'static str] = &["data"];
    const HAS_CURSOR: bool = true;
}

/// `Resources` in SCIM, where a page after the end of its list omits it
/// ([RFC 7644, section 3.4.2](https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2)).
pub(super) enum Resources {}

impl ListField for Resources {
    const NAMES: &'static [&'static str] = &["Resources", "resources"];
    const IS_OPTIONAL: bool = true;
}

/// The wire form of a page.
pub(super) struct Wire<L, F> {
    pub(super) list: L,
    pub(super) cursor: Option<String>,
    pub(super) envelope: Envelope,
    field: PhantomData<F>,
}

impl<'de, L: Deserialize<'de> + Default, F: ListField> Deserialize<'de> for Wire<L, F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(WireVisitor(PhantomData))
    }
}

struct WireVisitor<L, F>(PhantomData<(L, F)>);

impl<'de, L: Deserialize<'de> + Default, F: ListField> Visitor<'de> for WireVisitor<L, F> {
    type Value = Wire<L, F>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a page of a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut list, mut cursor, mut envelope) = (None, None, Envelope::default());
        let mut is_named = false;
        while let Some(name) = map.next_key::<String>()? {
            if F::NAMES.contains(&name.as_str()) {
                // `null` does not replace an earlier list.
                list = map.next_value::<Option<L>>()?.or(list);
                is_named = true;
            } else if F::HAS_CURSOR && name == "cursor" {
                // A list whose next page cannot be requested must not seem to end here.
                cursor = map.next_value::<Text>()?.0.filter(|cursor| !cursor.is_empty());
            } else {
                memory::claim_field(envelope.0.len(), &name).map_err(A::Error::custom)?;
                envelope.0.insert(name, map.next_value::<wire::Limited>()?.0);
            }
        }
        let list = match list {
            Some(list) => list,
            // Without a list, only an explicit count of 0 makes it a page: otherwise a stream would end as if it
            // were complete.
            None if F::IS_OPTIONAL || envelope.has_zero_count() => L::default(),
            // `null` is an empty list, unless a count contradicts it.
            None if is_named && !envelope.has_positive_count() => L::default(),
            None => return Err(A::Error::missing_field(F::NAMES.first().copied().unwrap_or_default())),
        };
        Ok(Wire { list, cursor, envelope, field: PhantomData })
    }
}

struct Text(Option<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer).map(Self)
    }
}

/// A list of elements; `null` is an empty list.
pub(super) struct Elements<T>(pub(super) Vec<T>);

impl<T> Default for Elements<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Elements<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::list(deserializer).map(Self)
    }
}

/// The fields around the elements. Fields with a valid count are removed when they are read, all others remain.
#[derive(Default)]
pub(super) struct Envelope(Map<String, Value>);

impl Envelope {
    /// Removes a count. An invalid count does not fail the page: it remains in the envelope.
    pub(super) fn count(&mut self, name: &str) -> Option<u64> {
        let count = wire::count(self.0.get(name)?).ok()?;
        self.0.remove(name);
        count
    }

    /// The URL of the next page.
    pub(super) fn next(&self) -> Option<String> {
        let next = self.0.get("links")?.get("next")?.as_str()?;
        (!next.is_empty()).then(|| next.to_owned())
    }

    /// Returns the remaining fields.
    pub(super) fn into_extra(self) -> Map<String, Value> {
        self.0
    }

    fn has_zero_count(&self) -> bool {
        self.counts().any(|count| count == 0)
    }

    fn has_positive_count(&self) -> bool {
        self.counts().any(|count| count > 0)
    }

    fn counts(&self) -> impl Iterator<Item = u64> {
        ["size", "total"].into_iter().filter_map(|name| wire::count(self.0.get(name)?).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Wire<Elements<u8>, CursorData>, String> {
        serde_json::from_str(json).map_err(|error: serde_json::Error| error.to_string())
    }

    #[test]
    fn an_invalid_count_does_not_fail_the_page() {
        let mut page = read(r#"{"total":-1,"size":"2","limit":{},"data":[1,2],"type":"list"}"#).unwrap();
        assert_eq!(page.list.0, [1, 2]);
        let counts = ["total", "size", "limit", "offset"].map(|name| page.envelope.count(name));
        assert_eq!(counts, [None, Some(2), None, None]);
        let extra = Value::Object(page.envelope.into_extra());
        assert_eq!(extra, serde_json::json!({"total": -1, "limit": {}, "type": "list"}));
    }

    #[test]
    fn links_stay_in_extra_and_have_the_next_page() {
        for (links, next) in [
            (r#"{"next":"http://a?cursor=b"}"#, Some("http://a?cursor=b")),
            (r#"{"next":""}"#, None),
            (r#"{"next":{}}"#, None),
            ("null", None),
            ("7", None),
        ] {
            let page = read(&format!(r#"{{"data":[],"links":{links}}}"#)).unwrap();
            assert_eq!(page.envelope.next().as_deref(), next, "{links}");
            assert!(page.envelope.into_extra().contains_key("links"));
        }
    }

    #[test]
    fn a_missing_list_needs_a_count_of_zero() {
        for (json, is_page) in [
            (r#"{"size":0}"#, true),
            (r#"{"total":"0"}"#, true),
            (r#"{"data":null,"size":0}"#, true),
            (r#"{"data":null,"total":0}"#, true),
            (r#"{"data":null}"#, true),
            (r#"{"data":null,"total":3}"#, false),
            (r#"{"data":null,"size":3}"#, false),
            ("{}", false),
            (r#"{"size":1}"#, false),
            (r#"{"size":null}"#, false),
            (r#"{"Resources":[1]}"#, false),
            ("[]", false),
        ] {
            assert_eq!(read(json).is_ok(), is_page, "{json}");
        }
    }

    #[test]
    fn a_second_null_list_is_ignored() {
        assert_eq!(read(r#"{"data":[1],"data":null}"#).unwrap().list.0.len(), 1);
    }

    #[test]
    fn a_malformed_cursor_is_an_error() {
        assert!(read(r#"{"data":[],"cursor":{"next":1}}"#).err().unwrap().contains("a string or a number"));
        assert_eq!(read(r#"{"data":[],"cursor":7}"#).unwrap().cursor.as_deref(), Some("7"));
        assert_eq!(read(r#"{"data":[],"cursor":""}"#).unwrap().cursor, None);
        let by_offset: Wire<Elements<u8>, OffsetData> =
            serde_json::from_str(r#"{"data":[],"cursor":{}}"#).unwrap();
        assert!(by_offset.envelope.into_extra().contains_key("cursor"), "offset lists have no cursor");
    }
}
