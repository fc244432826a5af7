use serde::Deserialize;
use serde_json::Value;

use crate::{decode, wire};

/// What Miro says in the body of an error, in any of its dialects.
///
/// REST answers carry `code`, `message` and `context`; SCIM answers carry `detail`; the standard of OAuth has `error`
/// and `error_description`, which Miro's token endpoint could start to use.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Envelope {
    #[serde(deserialize_with = "wire::text", alias = "error")]
    pub(crate) code: Option<String>,
    #[serde(deserialize_with = "wire::text", alias = "detail", alias = "error_description")]
    pub(crate) message: Option<String>,
    pub(crate) context: Option<Value>,
}

/// Longer messages are pages, not sentences.
const LONGEST_TEXT: usize = 500;

impl Envelope {
    /// Reads a body; what is no JSON object, or has other shapes under these names, gives nothing.
    pub(crate) fn read(body: &[u8]) -> Self {
        let mut envelope: Self = serde_json::from_slice(body).unwrap_or_default();
        for text in [&mut envelope.code, &mut envelope.message].into_iter().flatten() {
            *text = decode::shortened(text, LONGEST_TEXT);
        }
        if envelope.context.as_ref().is_some_and(Value::is_null) {
            envelope.context = None;
        }
        envelope.context.iter_mut().for_each(without_tokens);
        envelope
    }

    /// What is said of one item of several. The names of Miro's fields start with the number of the item:
    /// `3.data.shape`.
    pub(crate) fn of_bulk_item(&self, place: usize) -> Option<Self> {
        let fields = self.context.as_ref()?.get("fields")?.as_array()?;
        let of_item = |field: &Value| {
            let (number, name) = field.get("field")?.as_str()?.split_once('.')?;
            let mut field = field.clone();
            (number.parse() == Ok(place)).then(|| {
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
        Some(Self { context: Some(serde_json::json!({ "fields": fields })), ..self.clone() })
    }

    /// Takes out every text that repeats one of these secrets.
    #[cfg(feature = "oauth")]
    pub(crate) fn redact<'a>(&mut self, secrets: impl IntoIterator<Item = &'a str>) {
        for secret in secrets.into_iter().filter(|secret| !secret.is_empty()) {
            for text in [&mut self.code, &mut self.message].into_iter().flatten() {
                if text.contains(secret) {
                    "[redacted]".clone_into(text);
                }
            }
            if self.context.as_ref().is_some_and(|context| context.to_string().contains(secret)) {
                self.context = None;
            }
        }
    }
}

/// Programs show the context as well.
fn without_tokens(value: &mut Value) {
    match value {
        Value::String(text) => *text = decode::shortened(text, usize::MAX),
        Value::Array(values) => values.iter_mut().for_each(without_tokens),
        Value::Object(fields) => fields.values_mut().for_each(without_tokens),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_one_item_is_told_apart() {
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
            (r#"{"error":"invalid_grant","error_description":"gone"}"#, Some("invalid_grant"), "gone"),
        ] {
            let envelope = Envelope::read(body.as_bytes());
            assert_eq!(envelope.code.as_deref(), code, "{body}");
            assert_eq!(envelope.message.as_deref(), Some(message), "{body}");
            assert!(envelope.context.is_none());
        }
    }

    #[test]
    fn a_page_is_no_message() {
        let envelope = Envelope::read(b"<html><body>502 Bad Gateway</body></html>");
        assert!(envelope.code.is_none() && envelope.message.is_none());
    }

    #[test]
    fn a_token_that_a_server_repeats_is_taken_out() {
        let envelope =
            Envelope::read(br#"{"message":"The token eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_abc has expired"}"#);
        assert_eq!(envelope.message.as_deref(), Some("The token [token]"));
        let envelope = Envelope::read(
            br#"{"context":{"fields":[{"field":"eyJtaXJv_a","message":"not eyJtaXJv_a"}],"count":1}}"#,
        );
        let expected =
            serde_json::json!({"fields": [{"field": "[token]", "message": "not [token]"}], "count": 1});
        assert_eq!(envelope.context, Some(expected));
        let mut envelope =
            Envelope::read(br#"{"code":"c","message":"not s3cret","context":{"fields":["s3cret"]}}"#);
        envelope.redact(["s3cret", ""]);
        assert_eq!((envelope.code.as_deref(), envelope.message.as_deref()), (Some("c"), Some("[redacted]")));
        assert!(envelope.context.is_none());
    }

    #[test]
    fn a_long_message_is_cut_between_characters() {
        let body = serde_json::json!({ "message": "ü".repeat(2_000) }).to_string();
        let message = Envelope::read(body.as_bytes()).message.unwrap();
        assert_eq!(message.chars().count(), LONGEST_TEXT + 1);
    }
}
