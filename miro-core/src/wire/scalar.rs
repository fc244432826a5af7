use std::fmt;

use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::ser::Serializer;

/// A JSON scalar, before it is converted to the expected type.
enum Scalar {
    Null,
    Boolean(bool),
    Integer(i128),
    Number(f64),
    Text(String),
}

struct ScalarVisitor(&'static str);

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }

    fn visit_unit<E: Error>(self) -> Result<Scalar, E> {
        Ok(Scalar::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar::Integer(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar::Integer(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar::Number(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Scalar, E> {
        Ok(Scalar::Text(value))
    }
}

fn scalar<'de, D: Deserializer<'de>>(deserializer: D, expected: &'static str) -> Result<Scalar, D::Error> {
    deserializer.deserialize_any(ScalarVisitor(expected))
}

/// Reads a number that Miro may send as a number or as a string (`14`, `"14"`, `"2.0"`); `null` means that it is
/// missing.
///
/// For `#[serde(default, deserialize_with = "..")]` on an `Option<f64>`.
///
/// # Errors
/// Fails on anything that is not a number in one of these forms.
pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    const EXPECTED: &str = "a number, or a string that holds one";
    match scalar(deserializer, EXPECTED)? {
        Scalar::Null => Ok(None),
        // Coordinates and sizes stay far below 2^53, where this conversion starts to round.
        #[allow(clippy::cast_precision_loss)]
        Scalar::Integer(value) => Ok(Some(value as f64)),
        Scalar::Number(value) => Ok(Some(value)),
        // `NaN` and `inf` are numbers for Rust, not for JSON.
        Scalar::Text(text) => match text.trim().parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Some(value)),
            _ => Err(D::Error::invalid_value(Unexpected::Str(&text), &EXPECTED)),
        },
        Scalar::Boolean(value) => Err(D::Error::invalid_type(Unexpected::Bool(value), &EXPECTED)),
    }
}

/// Reads a count that Miro may send as a number or as a string; `null` means that it is missing.
///
/// For `#[serde(default, deserialize_with = "..")]` on an `Option<u64>`.
///
/// # Errors
/// Fails on anything that is not a whole number from 0 in one of these forms.
pub fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    const EXPECTED: &str = "a whole number from 0, or a string that holds one";
    match scalar(deserializer, EXPECTED)? {
        Scalar::Null => Ok(None),
        Scalar::Integer(value) => u64::try_from(value)
            .map(Some)
            .map_err(|_| D::Error::custom(format_args!("invalid value: {value}, expected {EXPECTED}"))),
        // Some serializers write 40 as `40.0`.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Scalar::Number(value) if value >= 0.0 && value.fract() == 0.0 => Ok(Some(value as u64)),
        Scalar::Number(value) => Err(D::Error::invalid_value(Unexpected::Float(value), &EXPECTED)),
        Scalar::Text(text) => match text.trim().parse() {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(D::Error::invalid_value(Unexpected::Str(&text), &EXPECTED)),
        },
        Scalar::Boolean(value) => Err(D::Error::invalid_type(Unexpected::Bool(value), &EXPECTED)),
    }
}

/// Reads a truth value that Miro may send as a boolean or as a string; `null` means that it is missing.
///
/// For `#[serde(default, deserialize_with = "..")]` on an `Option<bool>`.
///
/// # Errors
/// Fails on anything that is not `true` or `false` in one of these forms.
pub fn boolean<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    const EXPECTED: &str = "true or false";
    match scalar(deserializer, EXPECTED)? {
        Scalar::Null => Ok(None),
        Scalar::Boolean(value) => Ok(Some(value)),
        Scalar::Text(text) => match text.as_str() {
            "true" => Ok(Some(true)),
            "false" => Ok(Some(false)),
            _ => Err(D::Error::invalid_value(Unexpected::Str(&text), &EXPECTED)),
        },
        Scalar::Integer(_) | Scalar::Number(_) => {
            Err(D::Error::custom("invalid type: a number, expected true or false"))
        }
    }
}

/// Reads a text that Miro may send as a string, a number or a boolean; `null` means that it is missing.
///
/// For `#[serde(default, deserialize_with = "..")]` on an `Option<String>`.
///
/// # Errors
/// Fails on objects and arrays.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match scalar(deserializer, "a string or a number")? {
        Scalar::Null => None,
        Scalar::Boolean(value) => Some(value.to_string()),
        Scalar::Integer(value) => Some(value.to_string()),
        Scalar::Number(value) => Some(value.to_string()),
        Scalar::Text(text) => Some(text),
    })
}

/// Reads the text of an identifier or an open enum.
#[doc(hidden)]
pub fn deserialize_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    text(deserializer)?.ok_or_else(|| D::Error::invalid_type(Unexpected::Unit, &"a string or a number"))
}

/// Writes the text of an identifier or an open enum.
#[doc(hidden)]
pub fn serialize_text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

#[cfg(test)]
mod tests {
    use super::super::list;
    use super::*;

    #[derive(serde::Deserialize, Debug, PartialEq, Default)]
    #[serde(default)]
    struct Everything {
        #[serde(deserialize_with = "number")]
        number: Option<f64>,
        #[serde(deserialize_with = "count")]
        count: Option<u64>,
        #[serde(deserialize_with = "boolean")]
        boolean: Option<bool>,
        #[serde(deserialize_with = "text")]
        text: Option<String>,
        #[serde(deserialize_with = "list")]
        list: Vec<u8>,
    }

    fn read(json: &str) -> Result<Everything, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn strings_and_numbers_are_equivalent() {
        let plain = read(r#"{"number":2.0,"count":40,"boolean":true,"text":"7"}"#).unwrap();
        let quoted = read(r#"{"number":"2.0","count":"40","boolean":"true","text":7}"#).unwrap();
        assert_eq!(plain, quoted);
        assert_eq!(quoted.number, Some(2.0));
        assert_eq!(quoted.count, Some(40));
    }

    #[test]
    fn null_and_missing_are_equivalent() {
        let null = r#"{"number":null,"count":null,"boolean":null,"text":null,"list":null}"#;
        assert_eq!(read(null).unwrap(), Everything::default());
        assert_eq!(read("{}").unwrap(), Everything::default());
    }

    #[test]
    fn invalid_scalars_are_errors() {
        for json in [
            r#"{"number":"wide"}"#,
            r#"{"number":"NaN"}"#,
            r#"{"number":"-inf"}"#,
            r#"{"number":"1e999"}"#,
            r#"{"number":""}"#,
            r#"{"number":true}"#,
            r#"{"count":-1}"#,
            r#"{"count":1.5}"#,
            r#"{"boolean":1}"#,
            r#"{"text":{}}"#,
        ] {
            let error = read(json).unwrap_err().to_string();
            assert!(error.contains("expected"), "{json}: {error}");
        }
    }
}
