use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

/// A JSON object as the values at its dotted paths: `style.fillColor` is a field of an object.
///
/// A body is made for one call: maps of maps, with a string for each name, would be made and dropped for nothing.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Paths {
    /// In order, so that what is in an object stands together, and what is equal is written equally, whatever was set first.
    ///
    /// No path leads through another one. A value is an object only if it has no fields, or names with dots.
    values: Vec<(Cow<'static, str>, Value)>,
    /// Fields of the outermost object whose names have dots: SCIM's extensions.
    #[cfg(feature = "scim")]
    extensions: Map<String, Value>,
}

impl Paths {
    /// Writes the value at this path, in place of what it holds, and of what it leads through.
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

    /// Takes away what is at this path.
    pub(super) fn remove(&mut self, path: &str) {
        self.values.retain(|(other, _)| other != path && !is_inside(other, path));
    }

    /// The value at this path; an object that has fields is none.
    pub(super) fn get(&self, path: &str) -> Option<&Value> {
        self.values.iter().find(|(other, _)| other == path).map(|(_, value)| value)
    }

    /// Whether anything but `null` is at this path.
    pub(super) fn has(&self, path: &str) -> bool {
        let mut values = self.values.iter();
        values.any(|(other, value)| (other == path && !value.is_null()) || is_inside(other, path))
    }

    /// Writes a field of the outermost object whose name has dots.
    #[cfg(feature = "scim")]
    pub(super) fn set_extension(&mut self, name: String, value: Value) {
        self.extensions.insert(name, value);
    }

    pub(super) fn to_map(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            // It is an object, and JSON can hold each of its values.
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

/// Objects as paths: whether each name can be a part of one.
fn can_be_paths(object: &Map<String, Value>) -> bool {
    !object.is_empty() && !object.keys().any(|name| name.contains('.'))
}

/// Whether a path leads through another one. Most do not, as one byte says.
fn is_inside(path: &str, other: &str) -> bool {
    path.as_bytes().get(other.len()) == Some(&b'.') && path.starts_with(other)
}

/// The values in one object, whose own path is this many bytes long, with the dot behind it.
struct Level<'p> {
    values: &'p [(Cow<'static, str>, Value)],
    depth: usize,
}

impl Level<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let mut values = self.values;
        while let Some((path, value)) = values.first() {
            let rest = path.get(self.depth..).unwrap_or_default();
            // The names are short, and so is this loop: searching costs more to set up than it finds.
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
