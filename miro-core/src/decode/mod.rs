//! From a decoder's complaint to an error that says where in the answer it is.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod again;
mod answer;
pub mod memory;
mod position;

use crate::error::{Error, ErrorKind};
use crate::response::Response;

pub(crate) use again::from_slice;
#[doc(hidden)]
pub use again::{is_first_reading, is_read_again};
pub(crate) use answer::of_answer;
use position::{Found, find};

/// The error for an answer whose body is not what its operation answers with.
#[cold]
pub(crate) fn failure(response: &Response, error: &serde_json::Error) -> Error {
    let body = response.body();
    let answer = |kind, detail: String| {
        Error::new(kind, detail)
            .with_operation(response.operation())
            .with_status(response.status())
            .with_request_id(response.request_id())
    };
    if !starts_like_json(body) {
        return answer(ErrorKind::UnexpectedAnswer, format!("JSON was due, but {}", response.description()));
    }
    if error.is_eof() {
        return answer(ErrorKind::Decode, format!("the JSON breaks off after {} bytes", body.len()));
    }
    let Found { path, snippet } = find(body, error.into());
    let detail = format!("cannot read the answer at {path}: {}", complaint(error, snippet.as_deref()));
    answer(ErrorKind::Decode, detail).with_json_path(path)
}

/// Reads a response that says nothing but that it was done: its body is empty, or JSON.
pub(crate) fn nothing(response: &Response) -> Result<(), Error> {
    let body = response.body();
    if first_byte(body).is_none() || starts_like_json(body) {
        return Ok(());
    }
    let detail = format!("an empty response was due, but {}", response.description());
    let error = Error::new(ErrorKind::UnexpectedAnswer, detail)
        .with_operation(response.operation())
        .with_status(response.status())
        .with_request_id(response.request_id());
    Err(response.redact(error))
}

fn starts_like_json(body: &[u8]) -> bool {
    matches!(first_byte(body), Some(b'{' | b'[' | b'"' | b'0'..=b'9' | b't' | b'f' | b'n'))
}

/// The error for one element of a list, `prefix` being the path of the element in the response that is being decoded.
#[cold]
pub(crate) fn complaint_about_element(prefix: &str, element: &[u8], error: &serde_json::Error) -> Error {
    let Found { path, snippet } = find(element, error.into());
    let path = format!("{prefix}{}", path.strip_prefix('$').unwrap_or(&path));
    let detail = format!("cannot read the element at {path}: {}", complaint(error, snippet.as_deref()));
    answer::told(Error::new(ErrorKind::Decode, detail).with_json_path(path))
}

/// Reads a page in one pass, which finds no place for what it complains of.
pub(crate) fn fast<T: serde::de::DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    let _within = memory::within(json);
    again::first(json)
}

fn first_byte(body: &[u8]) -> Option<u8> {
    body.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

/// The decoder's own words without its position, which the path says better, and with the value if they lack it.
fn complaint(error: &serde_json::Error, snippet: Option<&str>) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    let text = shortened(text, 200);
    match snippet {
        Some(snippet) if !text.contains(snippet) => format!("{text}, near {snippet}"),
        _ => text,
    }
}

/// Cuts a text and takes out what looks like one of Miro's tokens, which start with `{"miro.origin"` in Base64.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let mut short = match text.find("eyJtaXJv") {
        Some(start) => format!("{}[token]", text.get(..start).unwrap_or_default()),
        None => text.to_owned(),
    };
    if let Some((end, _)) = short.char_indices().nth(longest) {
        short.truncate(end);
        short.push('…');
    }
    short
}
