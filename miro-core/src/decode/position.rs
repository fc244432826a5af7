//! From a line and a column to a JSON path.

use std::fmt::Write;

use super::{first_byte, shortened};

/// The value that a decoder complains of.
pub(super) struct Found {
    /// Where it is, as JSON path.
    pub(super) path: String,
    /// The value itself, if it is a scalar.
    pub(super) snippet: Option<String>,
}

enum Step {
    Key { name: String, complete: bool },
    Index(usize),
}

/// Where a decoder stopped, and whether it complains of all that it has read there and not of the last value in it, of a
/// list, or of an object.
#[derive(Clone, Copy)]
pub(super) struct Stop {
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
pub(super) fn find(json: &[u8], stop: Stop) -> Found {
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
mod tests;
