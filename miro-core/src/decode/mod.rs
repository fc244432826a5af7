//! From a decoder's complaint to an error that says where in the answer it is.

mod again;
mod answer;
mod position;

use crate::error::{Error, ErrorKind};
use crate::response::Response;

pub(crate) use again::from_slice;
#[doc(hidden)]
pub use again::is_read_again;
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
    let starts_like_json =
        matches!(first_byte(body), Some(b'{' | b'[' | b'"' | b'0'..=b'9' | b't' | b'f' | b'n'));
    if !starts_like_json {
        return answer(ErrorKind::UnexpectedAnswer, format!("JSON was due, but {}", response.description()));
    }
    if error.is_eof() {
        return answer(ErrorKind::Decode, format!("the JSON breaks off after {} bytes", body.len()));
    }
    let Found { path, snippet } = find(body, error.into());
    let detail = format!("cannot read the answer at {path}: {}", complaint(error, snippet.as_deref()));
    answer(ErrorKind::Decode, detail).with_json_path(path)
}

/// The error for one element of a page, `prefix` being the path of the element in the page.
#[cold]
pub(crate) fn element_failure(
    response: &Response,
    prefix: &str,
    element: &[u8],
    error: &serde_json::Error,
) -> Error {
    complaint_about_element(prefix, element, error)
        .with_operation(response.operation())
        .with_status(response.status())
        .with_request_id(response.request_id())
}

/// The same where serde hands down nothing of the answer around it.
#[cold]
pub(crate) fn complaint_about_element(prefix: &str, element: &[u8], error: &serde_json::Error) -> Error {
    let Found { path, snippet } = find(element, error.into());
    let path = format!("{prefix}{}", path.strip_prefix('$').unwrap_or(&path));
    let detail = format!("cannot read the element at {path}: {}", complaint(error, snippet.as_deref()));
    answer::told(Error::new(ErrorKind::Decode, detail).with_json_path(path))
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
