//! The intended request.

use std::collections::BTreeMap;

use miro::Operation;
use miro::operation::Host;

use super::server::Received;

/// The intended parts of a request.
#[derive(Clone, Debug, Default)]
pub(super) struct Expected {
    pub(super) method: String,
    pub(super) segments: Vec<String>,
    pub(super) query: Vec<(String, String)>,
    pub(super) token: Option<String>,
    pub(super) accept: &'static str,
    pub(super) body: Option<Sent>,
}

/// An intended body.
#[derive(Clone, Debug)]
pub(super) enum Sent {
    Json(serde_json::Value),
    /// A form with a file of this name, followed by JSON.
    Form(String, serde_json::Value),
}

impl Expected {
    /// A call of this operation, with these values at the placeholders of its path, by name.
    pub(super) fn of(operation: &Operation, values: &[(&str, String)], token: &str) -> Self {
        let base = if operation.host() == Host::Scim { "/api/v1/scim" } else { "" };
        let path = format!("{base}{}", operation.path());
        let value = |segment: &str| {
            let name = segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}'));
            let Some(name) = name else { return segment.to_owned() };
            values.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone()).unwrap()
        };
        Self {
            method: operation.method().to_string(),
            segments: path.split('/').skip(1).map(value).collect(),
            query: Vec::new(),
            token: (!operation.is_anonymous()).then(|| token.to_owned()),
            accept: match operation.host() {
                Host::Scim => "application/scim+json, application/json",
                _ => "application/json",
            },
            body: None,
        }
    }

    /// Whether this cannot be sent at all.
    pub(super) fn must_be_refused(&self) -> bool {
        let is_bad_token =
            |token: &str| token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic());
        self.segments.iter().any(|segment| ["", ".", ".."].contains(&segment.as_str()))
            || self.token.as_deref().is_some_and(is_bad_token)
    }

    /// # Errors
    /// Names the first difference.
    pub(super) fn check(&self, received: &Received) -> Result<(), String> {
        let differs = |what: &str| Err(format!("another {what}: {received:?} for {self:?}"));
        if received.method != self.method {
            return differs("method");
        }
        if received.segments != self.segments {
            return differs("path");
        }
        if received.query != self.query {
            return differs("query");
        }
        let mut headers = BTreeMap::from([("accept", self.accept.to_owned())]);
        if let Some(token) = &self.token {
            headers.insert("authorization", format!("Bearer {token}"));
        }
        let content_type = |name: &str| {
            let values = received.headers.get(name).map(Vec::as_slice);
            values.and_then(<[_]>::first).cloned().unwrap_or_default()
        };
        match &self.body {
            None if received.body.is_empty() => {}
            None => return differs("body"),
            Some(Sent::Json(json)) => {
                headers.insert("content-type", "application/json".to_owned());
                if serde_json::from_slice::<serde_json::Value>(&received.body).ok().as_ref() != Some(json) {
                    return differs("body");
                }
            }
            Some(Sent::Form(name, json)) => {
                headers.insert("content-type", content_type("content-type"));
                if form(&content_type("content-type"), &received.body) != Some((name.clone(), json.clone())) {
                    return differs("form");
                }
            }
        }
        // Of the other headers, these are the transport's, or have values that are known elsewhere.
        let others = ["user-agent", "content-length", "host", "accept-encoding"];
        for (name, values) in &received.headers {
            let is_known = headers.remove(name.as_str()).is_some_and(|value| *values == [value]);
            let is_other = others.contains(&name.as_str()) && values.len() == 1;
            if !is_known && !is_other {
                return differs(&format!("header {name:?}"));
            }
        }
        if headers.is_empty() { Ok(()) } else { differs("set of headers") }
    }
}

/// Returns the file's name and the JSON of a form that has exactly these two parts.
fn form(content_type: &str, body: &[u8]) -> Option<(String, serde_json::Value)> {
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=")?;
    let text = std::str::from_utf8(body).ok()?;
    let text =
        text.strip_prefix(&format!("--{boundary}\r\n"))?.strip_suffix(&format!("\r\n--{boundary}--\r\n"))?;
    let (file, json) = text.split_once(&format!("\r\n--{boundary}\r\n"))?;
    let (file_head, content) = file.split_once("\r\n\r\n")?;
    let (json_head, json) = json.split_once("\r\n\r\n")?;
    let file_head: Vec<_> = file_head.split("\r\n").collect();
    let [disposition, media_type] = file_head[..] else { return None };
    let name = disposition.strip_prefix("Content-Disposition: form-data; name=\"resource\"; filename=\"")?;
    let name = name.strip_suffix('"').filter(|name| !name.contains(['"', '\r', '\n']))?;
    let is_rest = media_type.starts_with("Content-Type: ") && content == "PNG";
    let is_json =
        json_head == "Content-Disposition: form-data; name=\"data\"\r\nContent-Type: application/json";
    (is_rest && is_json).then_some((name.to_owned(), serde_json::from_str(json).ok()?))
}

/// Returns the name of a file as the HTML standard writes it.
pub(super) fn file_name(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
