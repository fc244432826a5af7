//! The secrets of a sent request, so that no error repeats one.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Uri, header};
use serde_json::Value;

use crate::error::{Error, Redaction};
use crate::transport::Body;

/// The last attempt of a call.
#[derive(Default)]
pub(crate) struct LastSent(Mutex<Option<Arc<Sent>>>);

/// The parts of one attempt that may contain secrets.
pub(crate) struct Sent {
    uri: Uri,
    authorization: Option<HeaderValue>,
    /// Other headers whose values are marked as sensitive.
    others: Vec<HeaderValue>,
    /// `None` for a stream.
    body: Option<Bytes>,
    redaction: OnceLock<Redaction>,
}

impl LastSent {
    pub(crate) fn set(&self, request: &http::Request<Body>) {
        let sent = Some(Arc::new(Sent::of(request)));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = sent;
    }

    /// The host and the port of the attempt.
    pub(crate) fn address(&self) -> Option<String> {
        let sent = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        let host = sent.uri.host()?;
        let default = if sent.uri.scheme_str() == Some("http") { 80 } else { 443 };
        Some(format!("{host}:{}", sent.uri.port_u16().unwrap_or(default)))
    }

    /// Returns the attempt; `None` if nothing was sent.
    pub(crate) fn take(&self) -> Option<Arc<Sent>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Sent {
    fn of(request: &http::Request<Body>) -> Self {
        let headers: &HeaderMap = request.headers();
        let is_other = |(name, value): &(&http::HeaderName, &HeaderValue)| {
            value.is_sensitive() && **name != header::AUTHORIZATION
        };
        Self {
            uri: request.uri().clone(),
            authorization: headers.get(header::AUTHORIZATION).cloned(),
            others: headers.iter().filter(is_other).map(|(_, value)| value.clone()).collect(),
            body: request.body().try_clone().and_then(|body| body.into_bytes().ok()),
            redaction: OnceLock::new(),
        }
    }

    /// Removes the secrets of the request from an error.
    pub(crate) fn redact(&self, error: Error) -> Error {
        error.without(self.redaction.get_or_init(|| Redaction::of(self.secrets().iter().map(AsRef::as_ref))))
    }

    fn secrets(&self) -> Vec<Cow<'_, str>> {
        let headers = self.authorization.iter().chain(&self.others).filter_map(|value| value.to_str().ok());
        // The scheme before the credentials is not a secret.
        let credentials = |value| str::split_once(value, ' ').map_or(value, |(_, credentials)| credentials);
        let mut secrets: Vec<Cow<'_, str>> = headers.map(credentials).map(Cow::Borrowed).collect();
        secrets.extend(of_form(self.uri.query().unwrap_or_default().as_bytes()));
        let body = self.body.as_deref().unwrap_or_default();
        match serde_json::from_slice::<Value>(body) {
            Ok(value) => of_json(&value, &mut secrets),
            Err(_) => secrets.extend(of_form(body)),
        }
        secrets
    }
}

/// Whether a field with this name is a secret, by the names of OAuth 2.0 in any spelling.
fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["token", "secret", "password", "assertion", "authorization"].iter().any(|word| name.contains(word))
}

/// Returns the secrets both decoded and as they were sent: a response may encode either again.
fn of_form(form: &[u8]) -> impl Iterator<Item = Cow<'_, str>> {
    let pairs = form.split(|byte| *byte == b'&').flat_map(|pair| {
        let sent =
            pair.splitn(2, |byte| *byte == b'=').nth(1).and_then(|value| std::str::from_utf8(value).ok());
        form_urlencoded::parse(pair).map(move |meant| (meant, sent.unwrap_or_default()))
    });
    // In JSON, `code` is the content of a code widget.
    let secrets = pairs.filter(|((name, _), _)| is_secret(name) || name == "code");
    secrets.flat_map(|((_, meant), sent)| {
        let is_encoded = meant != sent;
        std::iter::once(meant).chain(is_encoded.then_some(Cow::Borrowed(sent)))
    })
}

fn of_json(value: &Value, secrets: &mut Vec<Cow<'_, str>>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| of_json(value, secrets)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if is_secret(name) => secrets.push(Cow::Owned(text.clone())),
                    value => of_json(value, secrets),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn finds_the_secrets_in_each_part_of_a_request() {
        let request = |content: &str| {
            http::Request::post("https://api.miro.com/v1/oauth/revoke?access_token=by%2Furl&user=anna")
                .header("authorization", "Bearer by-header")
                .body(Body::from(Bytes::copy_from_slice(content.as_bytes())))
                .unwrap()
        };
        let json = r#"{"accessToken":"by-json","clientId":"app","nested":[{"clientSecret":"nested"}]}"#;
        let secrets = |content| Sent::of(&request(content)).secrets().join(" ");
        assert_eq!(secrets(json), "by-header by/url by%2Furl by-json nested");
        assert_eq!(secrets("grant_type=x&client_secret=a+b&code=c"), "by-header by/url by%2Furl a b a+b c");
        assert_eq!(secrets(""), "by-header by/url by%2Furl");
        assert_eq!(secrets(r#"{"data":{"code":"let x;","token":1}}"#), "by-header by/url by%2Furl");
        let error = Error::new(ErrorKind::Rejected, "by-header, by%2Furl, by%252Furl, anna");
        let error = Sent::of(&request(json)).redact(error);
        assert_eq!(
            error.to_string(),
            "[redacted], [redacted], [redacted], anna; nothing was done: correct what Miro refuses, then try again"
        );
    }
}
