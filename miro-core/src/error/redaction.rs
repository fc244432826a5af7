//! Removes secrets from errors by their values: a server may repeat a request in any form.

use super::disguised;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::zeroize::Zeroizing;
use serde_json::Value;

/// The replacement of a secret.
const REDACTED: &str = "[redacted]";

/// The minimum bytes of a secret, or of a part of one: shorter strings occur in other words as well, and are not
/// secret.
const MIN_BYTES: usize = 6;

/// The maximum bytes of a text that we have shortened.
const MAX_SHORTENED_BYTES: usize = 4 << 10;

/// Some secrets, in the forms in which they may be repeated.
pub(crate) struct Redaction {
    forms: Vec<Zeroizing<String>>,
    secrets: Vec<Zeroizing<Vec<char>>>,
}

impl Redaction {
    pub(crate) fn of<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let is_word = |secret: &str| secret.len() < MIN_BYTES || REDACTED.contains(secret);
        let secrets: Vec<_> = secrets.into_iter().filter(|secret| !is_word(secret)).collect();
        let mut forms: Vec<_> = secrets.iter().copied().flat_map(forms).map(Zeroizing::new).collect();
        forms.retain(|form| !REDACTED.contains(form.as_str()));
        // Of two forms with the same beginning the longer one comes first, or its end would be left.
        forms.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        forms.dedup();
        Self {
            forms,
            secrets: secrets.into_iter().map(|secret| Zeroizing::new(secret.chars().collect())).collect(),
        }
    }

    pub(crate) fn text(&self, text: &mut String) {
        for form in &self.forms {
            if text.contains(form.as_str()) {
                *text = text.replace(form.as_str(), REDACTED);
            }
            if text.len() <= MAX_SHORTENED_BYTES {
                without_beginning(form, text);
            }
        }
        for place in disguised::places(text, &self.secrets).into_iter().rev() {
            text.replace_range(place, REDACTED);
        }
    }

    /// Redacts every text in a value, including the names of fields.
    pub(crate) fn value(&self, value: &mut Value) {
        match value {
            Value::String(text) => self.text(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.value(value)),
            Value::Object(fields) => {
                for (mut name, mut value) in std::mem::take(fields) {
                    self.text(&mut name);
                    self.value(&mut value);
                    fields.insert(name, value);
                }
            }
            _ => {}
        }
    }
}

/// Removes the beginning of a secret that was cut off when the text was shortened: before a mark, or at the end.
fn without_beginning(form: &str, text: &mut String) {
    let mut from = 0_usize;
    loop {
        let mark = text.get(from..).and_then(|rest| rest.find('…'));
        let end = mark.map_or(text.len(), |place| from.saturating_add(place));
        let before = text.get(..end).unwrap_or_default();
        let places = form.char_indices().map(|(place, _)| place).rev().filter(|place| *place >= MIN_BYTES);
        let part = places.filter_map(|place| form.get(..place)).find(|part| before.ends_with(part));
        let start = end.saturating_sub(part.map_or(0, str::len));
        if part.is_some() {
            text.replace_range(start..end, REDACTED);
        }
        if mark.is_none() {
            return;
        }
        let end = if part.is_some() { start.saturating_add(REDACTED.len()) } else { end };
        from = end.saturating_add('…'.len_utf8());
    }
}

/// Returns the forms of a secret: plain, in JSON, in a URL or a form, and in Base64, alone or within a longer
/// text.
fn forms(secret: &str) -> Vec<String> {
    let json = serde_json::to_string(secret).unwrap_or_default();
    let json = json.trim_matches('"').to_owned();
    let encoded = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
    let form: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let in_lower_case = |text: &str| {
        let mut parts = text.split('%');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| {
            let (digits, rest) = part.split_at_checked(2).unwrap_or((part, ""));
            format!("{all}%{}{rest}", digits.to_ascii_lowercase())
        })
    };
    let mut forms = vec![secret.to_owned(), json.replace('/', "\\/"), json];
    forms.extend([in_lower_case(&encoded), in_lower_case(&form), encoded, form]);
    for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
        forms.extend((0..3).filter_map(|place| in_base64(engine, secret, place)));
    }
    forms
}

/// Returns the Base64 of a secret within any text, if it begins after `place` bytes of a group of three.
fn in_base64(engine: &impl Engine, secret: &str, place: usize) -> Option<String> {
    let mut bytes = vec![0; place];
    bytes.extend_from_slice(secret.as_bytes());
    // A character that shares bits with the text before or after the secret is left out.
    let first = place.saturating_mul(8).div_ceil(6);
    let end = bytes.len().saturating_mul(8) / 6;
    let text = engine.encode(bytes);
    text.get(first..end).filter(|part| part.len() >= MIN_BYTES).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "s3cret/with+\"odd\" signs=ü";

    fn redacted(text: &str) -> String {
        let mut text = text.to_owned();
        Redaction::of([SECRET, ""]).text(&mut text);
        text
    }

    #[test]
    fn redacts_every_form_of_a_secret() {
        let json = serde_json::to_string(SECRET).unwrap();
        for form in [
            SECRET.to_owned(),
            json.trim_matches('"').to_owned(),
            utf8_percent_encode(SECRET, NON_ALPHANUMERIC).to_string(),
            "s3cret%2fwith%2b%22odd%22%20signs%3d%c3%bc".to_owned(),
            form_urlencoded::byte_serialize(SECRET.as_bytes()).collect(),
        ] {
            assert_eq!(redacted(&format!("a {form} b {form}")), "a [redacted] b [redacted]", "{form}");
        }
        for prefix in ["", "a", "id", "id:", "abcd"] {
            for suffix in ["", ":x", "yz"] {
                let text = format!("{prefix}{SECRET}{suffix}");
                for encoded in [STANDARD_NO_PAD.encode(&text), URL_SAFE_NO_PAD.encode(&text)] {
                    let left = redacted(&encoded).replace(REDACTED, "");
                    assert!(left.len() <= (prefix.len() + suffix.len()) * 4 / 3 + 4, "{left}");
                }
            }
        }
    }

    #[test]
    fn redacts_the_beginning_of_a_cut_secret() {
        assert_eq!(redacted("near s3cret/wi…, and more"), "near [redacted]…, and more");
        assert_eq!(redacted("near s3c… and s3cret/with…"), "near s3c… and [redacted]…");
        assert_eq!(redacted("nothing…"), "nothing…");
        assert_eq!(redacted("cut by the server: s3cret/w"), "cut by the server: [redacted]");
        assert_eq!(redacted("s3cret/w"), "[redacted]");
    }

    #[test]
    fn redacts_field_names_and_values() {
        let mut value = serde_json::json!({SECRET: [SECRET, 1, {"a": format!("x{SECRET}")}], "b": null});
        Redaction::of([SECRET]).value(&mut value);
        assert_eq!(value, serde_json::json!({REDACTED: [REDACTED, 1, {"a": "x[redacted]"}], "b": null}));
    }

    #[test]
    fn keeps_other_text_and_handles_many_marks() {
        let mut text = "an access token, redacted".to_owned();
        Redaction::of(["token", "", "redacted"]).text(&mut text);
        assert_eq!(text, "an access token, redacted");
        let mut long = "…".repeat(300_000);
        Redaction::of(["x".repeat(5_000).as_str()]).text(&mut long);
        assert_eq!(long.len(), 900_000);
    }

    #[test]
    fn redacts_the_longer_of_two_overlapping_secrets() {
        let mut text = "abcdefgh abcdef".to_owned();
        Redaction::of(["abcdef", "abcdefgh"]).text(&mut text);
        assert_eq!(text, "[redacted] [redacted]");
    }
}
