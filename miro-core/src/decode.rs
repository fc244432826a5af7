//! From a decoder's complaint to an error that says where in the answer it is.

use std::fmt::Write;

use crate::error::{Error, ErrorKind};
use crate::response::Response;

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

/// The same where nothing is known of the answer around it.
#[cold]
pub(crate) fn complaint_about_element(prefix: &str, element: &[u8], error: &serde_json::Error) -> Error {
    let Found { path, snippet } = find(element, error.into());
    let path = format!("{prefix}{}", path.strip_prefix('$').unwrap_or(&path));
    let detail = format!("cannot read the element at {path}: {}", complaint(error, snippet.as_deref()));
    Error::new(ErrorKind::Decode, detail).with_json_path(path)
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

struct Found {
    path: String,
    snippet: Option<String>,
}

enum Step {
    Key { name: String, complete: bool },
    Index(usize),
}

/// Where a decoder stopped, and whether it complains of all that it has read there and not of the last value in it, of a
/// list, or of an object.
#[derive(Clone, Copy)]
struct Stop {
    line: usize,
    column: usize,
    of_whole: bool,
    of_list: bool,
    of_object: bool,
}

impl From<&serde_json::Error> for Stop {
    fn from(error: &serde_json::Error) -> Self {
        let complaint = error.to_string();
        let of_whole = ["missing field", "invalid length"].iter().any(|start| complaint.starts_with(start));
        Self {
            line: error.line(),
            column: error.column(),
            of_whole,
            of_list: complaint.starts_with("invalid type: sequence"),
            of_object: complaint.starts_with("invalid type: map"),
        }
    }
}

impl Stop {
    /// Whether it complains of the value that begins here: of lists and objects a decoder sees the bracket, and no more.
    fn is_before_value(self, json: &[u8], position: usize) -> bool {
        match json.get(position..).and_then(first_byte) {
            Some(b'[') => self.of_list,
            Some(b'{') => self.of_object,
            _ => false,
        }
    }
}

/// Where in the JSON a position is: the path of the value that ends or lies there, and that value if it is a scalar.
fn find(json: &[u8], stop: Stop) -> Found {
    let end = offset(json, stop.line, stop.column);
    let mut steps: Vec<Step> = Vec::new();
    let mut scalar = None;
    let mut previous = None;
    let mut position = 0;
    while let Some(byte) = json.get(position).filter(|_| position <= end) {
        let start = position;
        position += 1;
        match byte {
            b'{' => {
                steps.push(Step::Key { name: String::new(), complete: false });
                scalar = None;
            }
            // The decoder has read the bracket of a list that it does not want.
            b'[' if start == end && stop.of_list && !stop.is_before_value(json, position) => {
                scalar = None;
                break;
            }
            b'[' => {
                steps.push(Step::Index(0));
                scalar = None;
            }
            // The decoder has read what is behind a value before it told what is wrong with that value.
            b',' if start == end && !stop.is_before_value(json, position) => break,
            b'}' | b']' if start == end && !stop.of_whole => {
                // Without a value before it, it is the list itself.
                if previous == Some(b'[') {
                    steps.pop();
                }
                break;
            }
            b'}' | b']' => {
                steps.pop();
                scalar = None;
            }
            b',' => match steps.last_mut() {
                Some(Step::Index(index)) => *index += 1,
                Some(Step::Key { complete, .. }) => *complete = false,
                None => {}
            },
            b'"' => {
                position = string_end(json, position);
                let text = json.get(start..position).unwrap_or_default();
                match steps.last_mut() {
                    Some(Step::Key { name, complete }) if !*complete => {
                        *name = serde_json::from_slice(text).unwrap_or_default();
                        *complete = true;
                        scalar = None;
                    }
                    _ => scalar = Some(text),
                }
            }
            b' ' | b'\n' | b'\r' | b'\t' => continue,
            b':' => {}
            _ => {
                while json
                    .get(position)
                    .is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte))
                {
                    position += 1;
                }
                scalar = json.get(start..position);
            }
        }
        previous = Some(*byte);
    }
    Found { path: path(&steps), snippet: scalar.map(|text| shortened(&String::from_utf8_lossy(text), 60)) }
}

/// The index behind the closing quote of the string that goes on at `position`.
fn string_end(json: &[u8], mut position: usize) -> usize {
    while let Some(byte) = json.get(position) {
        position += match byte {
            b'"' => return position + 1,
            b'\\' => 2,
            _ => 1,
        };
    }
    json.len()
}

fn offset(json: &[u8], line: usize, column: usize) -> usize {
    let lines = json.split_inclusive(|byte| *byte == b'\n').take(line.saturating_sub(1));
    lines.map(<[u8]>::len).sum::<usize>() + column.saturating_sub(1)
}

fn path(steps: &[Step]) -> String {
    let mut path = "$".to_owned();
    for step in steps {
        let _ = match step {
            Step::Key { name, complete: false } if name.is_empty() => Ok(()),
            Step::Key { name, .. } if is_plain(name) => write!(path, ".{name}"),
            Step::Key { name, .. } => write!(path, "[{name:?}]"),
            Step::Index(index) => write!(path, "[{index}]"),
        };
    }
    path
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Page {
        data: Vec<Element>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Element {
        id: String,
        #[serde(default)]
        style: Option<Style>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Style {
        width: Option<u8>,
        #[serde(default, deserialize_with = "crate::wire::number")]
        size: Option<f64>,
        #[serde(default)]
        times: Vec<crate::wire::Timestamp>,
    }

    #[test]
    fn the_path_leads_to_the_element() {
        for (json, path) in [
            ("[[1],{\"width\":2}]", "$[0]"),
            ("[{\"width\":2},[1],{}]", "$[1]"),
            ("[{\"width\":2}, [],{}]", "$[1]"),
            ("[{\"width\":2},{}, 7 ,{}]", "$[2]"),
            ("[{\"width\":2},null,{}]", "$[1]"),
        ] {
            let error = serde_json::from_str::<Vec<Object>>(json).expect_err(json);
            assert_eq!(find(json.as_bytes(), (&error).into()).path, path, "{json}: {error}");
        }
        for (json, path) in [("[{},\"a\"]", "$[0]"), ("[\"a\",{}]", "$[1]"), ("[null,\"a\"]", "$[0]")] {
            let error = serde_json::from_str::<Vec<String>>(json).expect_err(json);
            assert_eq!(find(json.as_bytes(), (&error).into()).path, path, "{json}: {error}");
        }
    }

    /// An object that is read as models are: from no list, and its complaint of `null` does not say where that is.
    #[derive(Debug)]
    struct Object;

    impl<'de> Deserialize<'de> for Object {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let object = Option::<std::collections::HashMap<String, u8>>::deserialize(deserializer)?;
            object.map(|_| Self).ok_or_else(|| serde::de::Error::custom("null is no object"))
        }
    }

    fn path_of(json: &str) -> (String, Option<String>) {
        let error = serde_json::from_str::<Page>(json).expect_err(json);
        let found = find(json.as_bytes(), (&error).into());
        (found.path, found.snippet)
    }

    #[test]
    fn the_path_leads_to_the_value() {
        for (json, path) in [
            (r#"{"data":[{"id":"a"},{"id":"b","style":{"width":"wide"}}]}"#, "$.data[1].style.width"),
            (r#"{"data":[{"id":"a"},{"id":"b","style":{"width":300}}]}"#, "$.data[1].style.width"),
            (r#"{"data":[{"id":"a","style":7}]}"#, "$.data[0].style"),
            (r#"{"data":[{"id":"a"},{"style":{"width":1}}]}"#, "$.data[1]"),
            (r#"{"data":{}}"#, "$.data"),
            (r#"{"data":[{"id":"b","style":{"size":"wide"}}]}"#, "$.data[0].style.size"),
            (r#"{"data":[{"id":"b","style":{"size":"wide"  },"x":1}]}"#, "$.data[0].style.size"),
            (r#"{"data":[{"id":"b","style":{"size":"wide","width":1}}]}"#, "$.data[0].style.size"),
            (r#"{"data":[{"id":"b","style":{"size":{}}}]}"#, "$.data[0].style.size"),
            (r#"{"data":[{"id":"b","style":{"size":[]}}]}"#, "$.data[0].style.size"),
            (r#"{"data":[{"id":"b","style":{"size":[1,2]}}]}"#, "$.data[0].style.size"),
            (r#"{"data":[{"id":"b","style":{"size":[ ]},"x":1}]}"#, "$.data[0].style.size"),
            (r#"{"data":[{"id":"b","style":{"times":[{}]}}]}"#, "$.data[0].style.times[0]"),
            (r#"{"data":[{"id":"b","style":{"times":[[1]]}}]}"#, "$.data[0].style.times[0]"),
            (r#"{"data":[7]}"#, "$.data[0]"),
            (
                r#"{"data":[{"id":"b","style":{"times":["2026-11-23T05:00:00Z","noon"]}}]}"#,
                "$.data[0].style.times[1]",
            ),
            (r#"{"size":1}"#, "$"),
            (
                "{\n  \"data\": [\n    {\n      \"id\": \"a\\\"}\",\n      \"style\": []\n}]}",
                "$.data[0].style",
            ),
        ] {
            assert_eq!(path_of(json).0, path, "{json}");
        }
    }

    #[test]
    fn the_snippet_is_the_value() {
        let (_, snippet) = path_of(r#"{"data":[{"id":"b","style":{"width":"wide"}}]}"#);
        assert_eq!(snippet.as_deref(), Some(r#""wide""#));
        let (_, snippet) = path_of(r#"{"data":[{"id":"b","style":{"width":300}}]}"#);
        assert_eq!(snippet.as_deref(), Some("300"));
        let (_, snippet) = path_of(r#"{"data":[{"id":"b","style":{"size":"wide"}}]}"#);
        assert_eq!(snippet.as_deref(), Some(r#""wide""#));
        let (_, snippet) = path_of(r#"{"data":[{"id":"b","style":[]}]}"#);
        assert_eq!(snippet, None, "not the value before it");
    }

    #[test]
    fn a_token_is_not_quoted() {
        let token = "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_abcdef";
        let (_, snippet) = path_of(&format!(r#"{{"data":[{{"id":"b","style":{{"width":"{token}"}}}}]}}"#));
        assert_eq!(snippet.as_deref(), Some(r#""[token]"#));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_have_some_path(
            json: Vec<u8>, line in 0_usize..9, column in 0_usize..99, of_whole: bool, of_list: bool,
            of_object: bool,
        ) {
            let stop = Stop { line, column, of_whole, of_list, of_object };
            proptest::prop_assert!(find(&json, stop).path.starts_with('$'));
        }
    }
}
