//! Links to what the sandbox serves, such as files. They lead to the host that the request was sent to, under the
//! name that the client used. In the state they have a placeholder origin, so that state, dumps and seeds do not
//! depend on a port.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::HOST;
use memchr::memmem;

use crate::server::response::Response;

/// Placeholder of the sandbox's origin. Names under `invalid` are reserved (RFC 2606).
pub(crate) const ORIGIN: &str = "https://sandbox.invalid";
/// The start of a link in JSON. Other text contains it only if the whole text is such a link.
const START: &[u8] = b"\"https://sandbox.invalid/";

/// Returns the host that the client sent a request to, with its port.
pub(crate) fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(HOST)?.to_str().ok()
}

/// Returns another name of the host: a link to it has another origin, like Miro's links to its storage.
pub(crate) fn other_name(host: &str) -> Cow<'_, str> {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host, "80"),
    };
    let other = if name.eq_ignore_ascii_case("localhost") { "127.0.0.1" } else { "localhost" };
    format!("{other}:{port}").into()
}

/// Replaces the placeholder origin in a JSON response by this host.
pub(crate) fn lead_to(host: &str, response: &mut Response) {
    let finder = memmem::Finder::new(START);
    let mut places = finder.find_iter(&response.body).peekable();
    // Checks the characters of the host, because it is inserted into JSON.
    let is_host = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte));
    if places.peek().is_none() || !is_host {
        return;
    }
    let mut body = Vec::with_capacity(response.body.len());
    let mut rest = 0;
    for place in places {
        body.extend_from_slice(response.body.get(rest..place).unwrap_or_default());
        body.extend_from_slice(format!("\"http://{host}/").as_bytes());
        rest = place + START.len();
    }
    body.extend_from_slice(response.body.get(rest..).unwrap_or_default());
    response.body = body.into();
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{ORIGIN, START, lead_to, other_name};
    use crate::server::response::Response;

    #[test]
    fn links_get_the_host_and_other_text_is_unchanged() {
        assert_eq!(START, format!("\"{ORIGIN}/").as_bytes());
        let text = format!("see {ORIGIN}/a");
        let mut response = Response::ok(
            &json!({"a": format!("{ORIGIN}/a"), "b": [format!("{ORIGIN}/b?c=d")], "text": text}),
        );
        lead_to("localhost:1", &mut response);
        let body: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
        assert_eq!(
            body,
            json!({"a": "http://localhost:1/a", "b": ["http://localhost:1/b?c=d"], "text": text})
        );
        let mut other = Response::ok(&json!({"a": format!("{ORIGIN}/a")}));
        let before = other.body.clone();
        lead_to("\"evil", &mut other);
        assert_eq!(other.body, before);
    }

    #[test]
    fn other_name_has_the_same_port() {
        assert_eq!(other_name("127.0.0.1:8080"), "localhost:8080");
        assert_eq!(other_name("LOCALHOST:8080"), "127.0.0.1:8080");
        assert_eq!(other_name("[::1]:1"), "localhost:1");
        assert_eq!(other_name("localhost"), "127.0.0.1:80");
    }
}
