//! Values of any type, within the memory limit of their response.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::json::memory;

/// Reads any value, like [`Value`] itself, within the memory that the response may take.
///
/// # Errors
/// Fails if there are too many values for the size of the response.
pub fn json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    deserializer.deserialize_any(ValueVisitor)
}

/// A value that was read with this limit.
pub(crate) struct Limited(pub(crate) Value);

impl<'de> Deserialize<'de> for Limited {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json(deserializer).map(Self)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any valid JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        memory::claim(memory::PIECE.saturating_add(text.len())).map_err(E::custom)?;
        Ok(Value::String(text))
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        json(deserializer)
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Limited(element)) = elements.next_element()? {
            memory::push(&mut list, element).map_err(A::Error::custom)?;
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            memory::claim_field(fields.len(), &name).map_err(A::Error::custom)?;
            let Limited(value) = map.next_value()?;
            fields.insert(name, value);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::memory::tests::limited;

    #[test]
    fn reads_every_value_like_serde_json() {
        let text =
            r#"{"a":[1,-2,0.5,1e99,true,null,"x",[],{}],"b":{"c":{"d":"\n"}},"e":18446744073709551615}"#;
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(json(&mut serde_json::Deserializer::from_str(text)).unwrap(), value);
        assert_eq!(json(&value).unwrap(), value);
        assert_eq!(json(&mut serde_json::Deserializer::from_reader(text.as_bytes())).unwrap(), value);
    }

    #[test]
    fn many_small_values_are_refused() {
        for text in [
            format!("[{}]", vec!["[]"; 90_000].join(",")),
            format!("[{}]", vec![r#"{"a":1}"#; 90_000].join(",")),
            format!("[{}]", vec![r#""""#; 90_000].join(",")),
            format!("{{{}}}", (0..90_000).map(|n| format!("\"{n}\":1")).collect::<Vec<_>>().join(",")),
        ] {
            let read = || json(&mut serde_json::Deserializer::from_str(&text));
            assert!(read().is_ok(), "no limit outside of a response");
            let error = limited(text.as_bytes(), read).unwrap_err().to_string();
            assert!(error.starts_with("too many small values"), "{error}");
        }
        let plain =
            format!("[{}]", vec![r#"{"name":"a name of usual length","count":1234}"#; 1_000].join(","));
        assert!(limited(b"", || json(&mut serde_json::Deserializer::from_str(&plain))).is_ok());
    }

    #[test]
    fn nesting_is_limited() {
        let text = "[".repeat(100_000);
        assert!(json(&mut serde_json::Deserializer::from_str(&text)).is_err());
    }
}
