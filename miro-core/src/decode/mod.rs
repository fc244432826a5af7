//! Turns an error of the decoder into one that locates the fault in the response.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod origin;
mod position;

use crate::error::{Error, ErrorKind, shortened};

pub(crate) use origin::Origin;
use position::{Found, find};

/// Returns the error for a response whose body does not match its operation.
#[cold]
pub(crate) fn failure(origin: &Origin<'_>, error: &serde_json::Error) -> Error {
    let body = origin.body;
    if !starts_like_json(body) {
        return origin
            .error(ErrorKind::UnexpectedResponse, format!("expected JSON, got {}", origin.description()));
    }
    if error.is_eof() {
        return origin.error(ErrorKind::Decode, format!("the JSON breaks off after {} bytes", body.len()));
    }
    let Found { path, snippet } = find(body, error.into());
    let detail = format!("cannot decode the response at {path}: {}", message(error, snippet.as_deref()));
    origin.error(ErrorKind::Decode, detail).with_json_path(path)
}

/// Decodes a response without content: its body is empty, or JSON.
pub(crate) fn empty(origin: &Origin<'_>) -> Result<(), Error> {
    if first_byte(origin.body).is_none() || starts_like_json(origin.body) {
        return Ok(());
    }
    let detail = format!("expected an empty response, got {}", origin.description());
    Err(origin.redact(origin.error(ErrorKind::UnexpectedResponse, detail)))
}

fn starts_like_json(body: &[u8]) -> bool {
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    matches!(first_byte(body), Some(b'{' | b'[' | b'"' | b'0'..=b'9' | b't' | b'f' | b'n'))
}

/// Returns the error for one element of a list; `prefix` is the path of the element in the response.
#[cold]
pub(crate) fn element_error(prefix: &str, element: &[u8], error: &serde_json::Error) -> Error {
    let Found { path, snippet } = find(element, error.into());
    let path = format!("{prefix}{}", path.strip_prefix('$').unwrap_or(&path));
    let detail = format!("cannot decode the element at {path}: {}", message(error, snippet.as_deref()));
    origin::with_origin(Error::new(ErrorKind::Decode, detail).with_json_path(path))
}

fn first_byte(body: &[u8]) -> Option<u8> {
    body.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

/// Returns the decoder's message without its position, which the path shows better, and with the value if it lacks
/// that.
fn message(error: &serde_json::Error, snippet: Option<&str>) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    let text = shortened(text, 200);
    match snippet {
        Some(snippet) if !text.contains(snippet) => format!("{text}, near {snippet}"),
        _ => text,
    }
}
