//! Placeholders `{name.path}` in the requests of a seed, filled from earlier responses.

use std::collections::HashMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// Characters that path segments need not encode (RFC 3986, unreserved).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Saved responses by name, and the number of the repetition.
#[derive(Debug, Default)]
pub(crate) struct Saved {
    responses: HashMap<String, Value>,
    number: u64,
}

impl Saved {
    pub(crate) fn save(&mut self, name: &str, response: Value) {
        self.responses.insert(name.to_owned(), response);
    }

    pub(crate) fn set_number(&mut self, number: u64) {
        self.number = number;
    }

    /// Fills the placeholders of a path and query, percent-encoded.
    pub(crate) fn in_target(&self, target: &str) -> Result<String, String> {
        self.replaced(target, |value| utf8_percent_encode(&value, SEGMENT).to_string())
    }

    /// Fills the placeholders in the texts of a body.
    pub(crate) fn in_body(&self, body: &Value) -> Result<Value, String> {
        Ok(match body {
            Value::String(text) => self.replaced(text, |value| value)?.into(),
            Value::Array(elements) => {
                Value::Array(elements.iter().map(|element| self.in_body(element)).collect::<Result<_, _>>()?)
            }
            Value::Object(members) => {
                let members = members.iter().map(|(name, member)| Ok((name.clone(), self.in_body(member)?)));
                Value::Object(members.collect::<Result<_, String>>()?)
            }
            other => other.clone(),
        })
    }

    fn replaced(&self, text: &str, encode: impl Fn(String) -> String) -> Result<String, String> {
        let mut replaced = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) =
                after.split_once('}').ok_or_else(|| format!("a brace is open in {text:?}"))?;
            replaced.push_str(before);
            replaced.push_str(&encode(self.value(name)?));
            rest = after;
        }
        replaced.push_str(rest);
        Ok(replaced)
    }

    fn value(&self, name: &str) -> Result<String, String> {
        if name == "number" {
            return Ok(self.number.to_string());
        }
        let (response, path) = name.split_once('.').unwrap_or((name, ""));
        let saved =
            self.responses.get(response).ok_or_else(|| format!("nothing was saved as {response:?}"))?;
        let pointer: String = path.split('.').map(|step| format!("/{step}")).collect();
        match saved.pointer(&pointer) {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(value @ (Value::Number(_) | Value::Bool(_))) => Ok(value.to_string()),
            _ => {
                Err(format!("the response saved as {response:?} has no text or number at {path:?}: {saved}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Saved;

    #[test]
    fn placeholders_are_filled_from_responses_and_numbers() {
        let mut saved = Saved::default();
        saved.save("board", json!({"id": "uXjV=", "list": [{"id": 7}]}));
        saved.set_number(3);
        assert_eq!(saved.in_target("/v2/boards/{board.id}?a={number}").unwrap(), "/v2/boards/uXjV%3D?a=3");
        let body =
            saved.in_body(&json!({"a": ["{board.id}", "{board.list.0.id} {number}"], "b": 1})).unwrap();
        assert_eq!(body, json!({"a": ["uXjV=", "7 3"], "b": 1}));
    }

    #[test]
    fn unknown_placeholders_are_named() {
        let mut saved = Saved::default();
        saved.save("board", json!({"id": "1"}));
        for (text, complaint) in
            [("{frame.id}", "\"frame\""), ("{board.name}", "\"name\""), ("{board", "open")]
        {
            let error = saved.in_target(text).unwrap_err();
            assert!(error.contains(complaint), "{error}");
        }
    }
}
