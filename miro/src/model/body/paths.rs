use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

/// A JSON object as the values at its dotted paths: `style.fillColor` is a field of a nested object.
///
/// A body is used for one call. Nested maps with a string for each name would be allocated and dropped for no
/// benefit.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Paths {
    /// Sorted, so that the fields of an object are adjacent and equal bodies are serialized equally, whatever order
    /// they were set in.
    ///
    /// No path is a prefix of another one. A value is an object only if it has no fields, or names with dots.
    values: Vec<(Cow<'static, str>, Value)>,
    /// Top-level fields whose names contain dots: SCIM extensions.
    #[cfg(feature = "scim")]
    extensions: Map<String, Value>,
}

impl Paths {
    /// Sets the value at this path. Replaces the values below it, and a value at a prefix of it.
    pub(super) fn set(&mut self, path: Cow<'static, str>, value: Value) {
        self.values.retain(|(other, _)| !is_inside(other, &path) && !is_inside(&path, other));
        match value {
            Value::Object(object) if can_be_paths(&object) => {
                self.remove(&path);
                for (name, value) in object {
                    self.set(format!("{path}.{name}").into(), value);
                }
            }
            value => match self.values.binary_search_by(|(other, _)| other.cmp(&path)) {
                Ok(at) => {
                    if let Some((_, there)) = self.values.get_mut(at) {
                        *there = value;
                    }
                }
                Err(at) => self.values.insert(at, (path, value)),
            },
        }
    }

    /// Removes the value at this path and everything below it.
    pub(super) fn remove(&mut self, path: &str) {
        self.values.retain(|(other, _)| other != path && !is_inside(other, path));
    }

    /// Returns the value at this path, or `None` if it was not set or is an object with fields.
    pub(super) fn get(&self, path: &str) -> Option<&Value> {
        self.values.iter().find(|(other, _)| other == path).map(|(_, value)| value)
    }

    /// Whether the path holds anything but `null`.
    pub(super) fn has(&self, path: &str) -> bool {
        let mut values = self.values.iter();
        values.any(|(other, value)| (other == path && !value.is_null()) || is_inside(other, path))
    }

    /// Sets a top-level field whose name contains dots.
    #[cfg(feature = "scim")]
    pub(super) fn set_extension(&mut self, name: String, value: Value) {
        self.extensions.insert(name, value);
    }

    pub(super) fn to_map(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            // Unreachable: it is an object, and JSON can represent each of its values.
            _ => Map::new(),
        }
    }
}

#[cfg(feature = "scim")]
impl From<Map<String, Value>> for Paths {
    fn from(object: Map<String, Value>) -> Self {
        let mut paths = Self::default();
        for (name, value) in object {
            match name.contains('.') {
                true => paths.set_extension(name, value),
                false => paths.set(name.into(), value),
            }
        }
        paths
    }
}

impl Serialize for Paths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        Level { values: &self.values, depth: 0 }.write(&mut map)?;
        #[cfg(feature = "scim")]
        for (name, value) in &self.extensions {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// Whether an object can be stored as paths: each name can be a segment.
fn can_be_paths(object: &Map<String, Value>) -> bool {
    !object.is_empty() && !object.keys().any(|name| name.contains('.'))
}

/// Whether `path` lies below `other`. Checking a single byte first rules out most paths.
fn is_inside(path: &str, other: &str) -> bool {
    path.as_bytes().get(other.len()) == Some(&b'.') && path.starts_with(other)
}

/// The values of one object. Its own path, with the dot after it, has `depth` bytes.
struct Level<'p> {
    values: &'p [(Cow<'static, str>, Value)],
    depth: usize,
}

impl Level<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let mut values = self.values;
        while let Some((path, value)) = values.first() {
            let rest = path.get(self.depth..).unwrap_or_default();
            // Names are short, so a plain loop is faster than setting up a substring search.
            let Some(dot) = rest.bytes().position(|byte| byte == b'.') else {
                map.serialize_entry(rest, value)?;
                values = values.get(1..).unwrap_or_default();
                continue;
            };
            let object = self.depth + dot;
            let count = values
                .iter()
                .take_while(|(other, _)| is_inside(other, path.get(..object).unwrap_or_default()));
            let (inner, others) = values.split_at(count.count());
            let inner = Level { values: inner, depth: object + 1 };
            map.serialize_entry(rest.get(..dot).unwrap_or_default(), &inner)?;
            values = others;
        }
        Ok(())
    }
}

impl Serialize for Level<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write(&mut map)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn paths(values: &[(&'static str, Value)]) -> Paths {
        let mut paths = Paths::default();
        for (path, value) in values {
            paths.set((*path).into(), value.clone());
        }
        paths
    }

    fn told(values: &[(&'static str, Value)]) -> Value {
        serde_json::to_value(paths(values)).unwrap()
    }

    #[test]
    fn the_order_of_setting_does_not_matter() {
        let values = [
            ("b.y", json!(1)),
            ("b-c", json!(2)),
            ("b.x.z", json!("3")),
            ("a", json!([4])),
            ("b.x.a", json!(5)),
        ];
        let text = r#"{"a":[4],"b-c":2,"b":{"x":{"a":5,"z":"3"},"y":1}}"#;
        let one = paths(&values);
        let other = paths(&values.iter().rev().cloned().collect::<Vec<_>>());
        assert!(one == other);
        assert_eq!(serde_json::to_string(&one).unwrap(), text);
        assert_eq!(Value::Object(one.to_map()), serde_json::from_str::<Value>(text).unwrap());
        assert_eq!(serde_json::to_string(&Paths::default()).unwrap(), "{}");
    }

    #[test]
    fn the_last_of_what_excludes_each_other_counts() {
        assert_eq!(told(&[("a", json!(1)), ("a", json!(2))]), json!({"a": 2}));
        assert_eq!(told(&[("a", json!(1)), ("a.b.c", json!(2))]), json!({"a": {"b": {"c": 2}}}));
        assert_eq!(told(&[("a.b", json!(1)), ("a.b.c", json!(2))]), json!({"a": {"b": {"c": 2}}}));
        assert_eq!(
            told(&[("a.b", json!(1)), ("ab", json!(2)), ("a", json!(null))]),
            json!({"a": null, "ab": 2})
        );
        assert_eq!(told(&[("a.b.c", json!(1)), ("a", json!({"c": 2}))]), json!({"a": {"c": 2}}));
    }

    #[test]
    fn fields_can_be_set_in_an_object_that_came_as_a_value() {
        let object = ("a", json!({"b": {"c": 1}, "d": {}}));
        assert_eq!(
            told(&[object.clone(), ("a.b.e", json!(2))]),
            json!({"a": {"b": {"c": 1, "e": 2}, "d": {}}})
        );
        assert_eq!(told(&[object, ("a.d.e", json!(2))]), json!({"a": {"b": {"c": 1}, "d": {"e": 2}}}));
        let dotted = json!({"a": {"b.c": 1, "d": {"e": 2}}});
        assert_eq!(told(&[("a", dotted["a"].clone())]), dotted);
    }

    #[test]
    fn what_is_there_is_found_and_taken_away() {
        let mut paths =
            paths(&[("a", json!(1)), ("b.c", json!(2)), ("b.d.e", json!(3)), ("bc", json!(null))]);
        assert_eq!(paths.get("b.c"), Some(&json!(2)));
        assert!(paths.has("a") && paths.has("b") && paths.has("b.d"));
        assert!(!paths.has("bc"), "null is nothing");
        for nothing in ["b", "c", "a.b", "b.d", "b.c.d", ""] {
            assert_eq!(paths.get(nothing), None, "{nothing}");
        }
        paths.remove("b");
        assert_eq!(Value::Object(paths.to_map()), json!({"a": 1, "bc": null}));
    }

    #[cfg(feature = "scim")]
    #[test]
    fn names_with_dots_are_names() {
        let object = json!({"urn:2.0:User": {"a": 1}, "name": {"given": "b"}});
        let Value::Object(map) = object.clone() else { panic!("it is one") };
        assert_eq!(serde_json::to_value(Paths::from(map)).unwrap(), object);
    }
}
