//! Links to what the sandbox itself serves, such as files: they lead to the host that a request was sent to, under
//! whichever of its names that was. Until then they have an origin that nobody has, so that what is kept, dumped and
//! seeded belongs to no port.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::HOST;
use memchr::memmem;

use crate::server::answer::Answer;

/// Stands for the sandbox's origin. Names under `invalid` belong to nobody (RFC 2606).
pub(crate) const ORIGIN: &str = "https://sandbox.invalid";
/// How a link begins in JSON. Text that somebody wrote has the same words only if all of it is such a link.
const START: &[u8] = b"\"https://sandbox.invalid/";

/// The host that the client sent a request to, with its port.
pub(crate) fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(HOST)?.to_str().ok()
}

/// Another name of the host: a link there leads to another origin, as Miro's links to its storage do.
pub(crate) fn other_name(host: &str) -> Cow<'_, str> {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host, "80"),
    };
    let other = if name.eq_ignore_ascii_case("localhost") { "127.0.0.1" } else { "localhost" };
    format!("{other}:{port}").into()
}

/// Lets the links of a JSON answer lead to this host.
pub(crate) fn lead_to(host: &str, answer: &mut Answer) {
    let finder = memmem::Finder::new(START);
    let mut places = finder.find_iter(&answer.body).peekable();
    // Only what a host consists of: the name goes into JSON.
    let is_host = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte));
    if places.peek().is_none() || !is_host {
        return;
    }
    let mut body = Vec::with_capacity(answer.body.len());
    let mut rest = 0;
    for place in places {
        body.extend_from_slice(answer.body.get(rest..place).unwrap_or_default());
        body.extend_from_slice(format!("\"http://{host}/").as_bytes());
        rest = place + START.len();
    }
    body.extend_from_slice(answer.body.get(rest..).unwrap_or_default());
    answer.body = body.into();
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{ORIGIN, START, lead_to, other_name};
    use crate::server::answer::Answer;

    #[test]
    fn links_lead_to_the_host_and_texts_about_them_stay() {
        assert_eq!(START, format!("\"{ORIGIN}/").as_bytes());
        let text = format!("see {ORIGIN}/a");
        let mut answer =
            Answer::ok(&json!({"a": format!("{ORIGIN}/a"), "b": [format!("{ORIGIN}/b?c=d")], "text": text}));
        lead_to("localhost:1", &mut answer);
        let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(
            body,
            json!({"a": "http://localhost:1/a", "b": ["http://localhost:1/b?c=d"], "text": text})
        );
        let mut other = Answer::ok(&json!({"a": format!("{ORIGIN}/a")}));
        let before = other.body.clone();
        lead_to("\"evil", &mut other);
        assert_eq!(other.body, before);
    }

    #[test]
    fn the_other_name_is_on_the_same_port() {
        assert_eq!(other_name("127.0.0.1:8080"), "localhost:8080");
        assert_eq!(other_name("LOCALHOST:8080"), "127.0.0.1:8080");
        assert_eq!(other_name("[::1]:1"), "localhost:1");
        assert_eq!(other_name("localhost"), "127.0.0.1:80");
    }
}
