use serde::Deserialize;
use serde_json::Value;

use super::shortened;
use crate::{json, wire};

/// The error that Miro reports in the body, in any of its dialects.
///
/// REST responses have `code`, `message` and `context`; SCIM responses have `detail` and `scimType`; the OAuth
/// standard has `error` and `error_description`, which Miro's token endpoint could start to use.
#[derive(Clone, Default)]
pub(crate) struct Envelope {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) context: Option<Value>,
}

/// A longer message is a page, not a sentence.
const MAX_TEXT_CHARS: usize = 500;

/// Larger bodies are not errors of the API. Each error keeps its context.
const MAX_BODY_BYTES: usize = 1 << 20;

impl Envelope {
    /// Reads a body. Fields of unexpected types are ignored, and so is a body that is not JSON.
    pub(crate) fn read(body: &[u8]) -> Self {
        if body.len() > MAX_BODY_BYTES {
            return Self::default();
        }
        let mut body: Body = json::fast(body).unwrap_or_default();
        // In order of preference: a proxy may use the words of several dialects in one body.
        let text = |names: [&str; 3]| names.into_iter().find_map(|name| body.text(name));
        let (mut code, mut message) =
            (text(["code", "scimType", "error"]), text(["message", "detail", "error_description"]));
        if message.is_none()
            && let Some(inner) = body.inner()
        {
            code = code.or_else(|| inner.text("code"));
            message = inner.text("message").or_else(|| inner.own_text());
        }
        message = message.or_else(|| body.own_text());
        let context = body.0.get_mut("context").map(Value::take).filter(|context| !context.is_null());
        let mut envelope = Self { code, message, context };
        envelope.context.iter_mut().for_each(without_tokens);
        envelope
    }

    /// Returns the part of the error about one item of several. The names of Miro's fields start with the number
    /// of the item: `3.data.shape`.
    pub(crate) fn of_bulk_item(&self, place: usize) -> Option<Self> {
        let fields = self.context.as_ref()?.get("fields")?.as_array()?;
        let of_item = |field: &Value| {
            let (number, name) = field.get("field")?.as_str()?.split_once('.')?;
            (number.parse() == Ok(place)).then(|| {
                let mut field = field.clone();
                if let Some(slot) = field.get_mut("field") {
                    *slot = name.into();
                }
                field
            })
        };
        let fields: Vec<Value> = fields.iter().filter_map(of_item).collect();
        if fields.is_empty() {
            return None;
        }
        let context = Some(serde_json::json!({ "fields": fields }));
        Some(Self { code: self.code.clone(), message: self.message.clone(), context })
    }
}

/// A body of any type, so that one field of an unexpected type does not fail the others.
#[derive(Default, Deserialize)]
struct Body(#[serde(deserialize_with = "wire::json")] Value);

impl Body {
    fn text(&self, name: &str) -> Option<String> {
        text(self.0.get(name)?)
    }

    fn own_text(&self) -> Option<String> {
        text(&self.0)
    }

    /// Returns the error inside the wrappers of gateways: `{"error": {..}}`, `{"errors": [..]}`, `{"message":
    /// {..}}`.
    fn inner(&self) -> Option<Self> {
        let first = self.0.get("errors").and_then(|errors| errors.get(0));
        let objects = ["error", "message"].into_iter().filter_map(|name| self.0.get(name));
        first.into_iter().chain(objects.filter(|value| value.is_object())).next().cloned().map(Self)
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(shortened(text, MAX_TEXT_CHARS)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Removes tokens from the context, because programs show it as well.
fn without_tokens(value: &mut Value) {
    match value {
        Value::String(text) => *text = shortened(text, usize::MAX),
        Value::Array(values) => values.iter_mut().for_each(without_tokens),
        Value::Object(fields) => fields.values_mut().for_each(without_tokens),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extracts_the_fields_of_one_bulk_item() {
        let body = br#"{"message":"no","context":{"fields":[{"field":"1.parent.id","message":"a"},
            {"field":"12.data.shape","message":"b"},{"field":"1.data","message":"c"},{"field":"other"}]}}"#;
        let envelope = Envelope::read(body);
        let fields = |place| {
            let context = envelope.of_bulk_item(place)?.context?;
            let fields = context["fields"].as_array()?.clone();
            Some(fields.iter().map(|field| field["field"].as_str().unwrap().to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(fields(1), Some(vec!["parent.id".to_owned(), "data".to_owned()]));
        assert_eq!(fields(12), Some(vec!["data.shape".to_owned()]));
        assert_eq!(fields(0), None);
        assert!(Envelope::read(b"{}").of_bulk_item(0).is_none());
    }

    #[test]
    fn reads_every_dialect() {
        for (body, code, message) in [
            (r#"{"status":404,"code":"2.0703","message":"gone","type":"error"}"#, Some("2.0703"), "gone"),
            (r#"{"status":404,"code":2.074,"message":"gone","context":null}"#, Some("2.074"), "gone"),
            (r#"{"schemas":["urn:..:Error"],"detail":"gone","status":"404"}"#, None, "gone"),
            (r#"{"detail":"gone","scimType":"invalidValue","status":"400"}"#, Some("invalidValue"), "gone"),
            (r#"{"error":"invalid_grant","error_description":"gone"}"#, Some("invalid_grant"), "gone"),
            (r#"{"error":"Not Found","code":"1","message":"gone","detail":"?"}"#, Some("1"), "gone"),
            (r#"{"error":{"code":403,"message":"gone"}}"#, Some("403"), "gone"),
            (r#"{"errors":[{"code":"blocked","message":"gone"}]}"#, Some("blocked"), "gone"),
            (r#"{"code":"7","errors":["gone"]}"#, Some("7"), "gone"),
            (r#"{"message":{"message":"gone"}}"#, None, "gone"),
            (r#""gone""#, None, "gone"),
            (r#"{"code":{"a":1},"message":["?"],"detail":"gone","error":""}"#, None, "gone"),
        ] {
            let envelope = Envelope::read(body.as_bytes());
            assert_eq!(envelope.code.as_deref(), code, "{body}");
            assert_eq!(envelope.message.as_deref(), Some(message), "{body}");
            assert!(envelope.context.is_none());
        }
    }

    #[test]
    fn an_html_page_has_no_code_or_message() {
        let envelope = Envelope::read(b"<html><body>502 Bad Gateway</body></html>");
        assert!(envelope.code.is_none() && envelope.message.is_none());
    }

    #[test]
    fn removes_tokens_that_a_server_repeats() {
        let envelope =
            Envelope::read(br#"{"message":"The token eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_abc has expired"}"#);
        assert_eq!(envelope.message.as_deref(), Some("The token [token] has expired"));
        let envelope = Envelope::read(
            br#"{"context":{"fields":[{"field":"eyJtaXJv_a","message":"not eyJtaXJv_a"}],"count":1}}"#,
        );
        let expected =
            serde_json::json!({"fields": [{"field": "[token]", "message": "not [token]"}], "count": 1});
        assert_eq!(envelope.context, Some(expected));
    }

    #[test]
    fn a_long_message_is_cut_between_characters() {
        let body = serde_json::json!({ "message": "ü".repeat(2_000) }).to_string();
        let message = Envelope::read(body.as_bytes()).message.unwrap();
        assert_eq!(message.chars().count(), MAX_TEXT_CHARS + 1);
    }
}
