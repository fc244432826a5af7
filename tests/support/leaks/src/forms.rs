//! The forms in which a secret is written.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns the forms of a secret, each with its name; equal texts occur once.
pub(crate) fn forms(secret: &str) -> Vec<(&'static str, String)> {
    let mut forms = vec![("plain", secret.to_owned())];
    let mut add = |name, form: String| {
        if !forms.iter().any(|(_, known)| *known == form) {
            forms.push((name, form));
        }
    };
    let percent_encoded = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
    add("percent-encoded", percent_encoded.to_lowercase_escapes());
    add("percent-encoded", percent_encoded);
    let in_a_url = utf8_percent_encode(secret, RESERVED).to_string();
    add("percent-encoded", in_a_url.to_lowercase_escapes());
    add("form-encoded", in_a_url.replace("%20", "+"));
    add("percent-encoded", in_a_url);
    add("JSON-escaped", serde_json::json!(secret).to_string().trim_matches('"').to_owned());
    add("shown by Debug", format!("{secret:?}").trim_matches('"').to_owned());
    add("hexadecimal", secret.bytes().map(|byte| format!("{byte:02x}")).collect());
    for offset in 0..3 {
        for (name, engine) in [("base64", &STANDARD_NO_PAD), ("base64url", &URL_SAFE_NO_PAD)] {
            add(name, within(offset, secret, engine));
        }
    }
    forms
}

/// Returns the characters that depend on the secret alone, in the base64 of a text that has it after this many bytes.
fn within(offset: usize, secret: &str, engine: &base64::engine::GeneralPurpose) -> String {
    let encoded = engine.encode([&vec![0; offset], secret.as_bytes()].concat());
    let first = (offset * 8).div_ceil(6);
    let last = (offset + secret.len()) * 8 / 6;
    encoded[first..last].to_owned()
}

trait Escapes {
    /// With `%2f` in place of `%2F`.
    fn to_lowercase_escapes(&self) -> String;
}

impl Escapes for String {
    fn to_lowercase_escapes(&self) -> String {
        let mut parts = self.split('%');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (escape, rest) = part.split_at(2);
            text.push('%');
            text.push_str(&escape.to_ascii_lowercase());
            text.push_str(rest);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreserved_secret_is_unchanged_in_urls() {
        let names: Vec<_> = forms("0123456789abcdef").into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["plain", "hexadecimal", "base64", "base64", "base64"]);
    }

    #[test]
    fn detects_base64_at_any_offset() {
        for before in ["", "a", "ab", "abc", "client:"] {
            let text = STANDARD_NO_PAD.encode(format!("{before}se/cret~of?0123:behind"));
            let found = forms("se/cret~of?0123").iter().any(|(_, form)| text.contains(form.as_str()));
            assert!(found, "{before}: {text}");
        }
    }
}
