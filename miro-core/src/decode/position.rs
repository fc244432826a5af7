//! Converts a line and a column to a JSON path.

use std::fmt::Write;

use super::first_byte;
use crate::error::shortened;

/// The value that a decoder rejected.
pub(super) struct Found {
    /// Its JSON path.
    pub(super) path: String,
    /// The value itself, if it is a scalar.
    pub(super) snippet: Option<String>,
}

enum Step {
    Key { name: String, complete: bool },
    Index(usize),
}

/// The path into a value, as deep as decoders go: skipped values may be nested as deep as the response is long.
#[derive(Default)]
struct Steps {
    steps: Vec<Step>,
    /// The number of open brackets below, which have no step.
    deeper: usize,
}

/// Decoders give up at 128 themselves.
const MAX_DEPTH: usize = 130;

impl Steps {
    fn enter(&mut self, step: Step) {
        if self.steps.len() < MAX_DEPTH {
            self.steps.push(step);
        } else {
            self.deeper = self.deeper.saturating_add(1);
        }
    }

    fn leave(&mut self) {
        match self.deeper.checked_sub(1) {
            Some(deeper) => self.deeper = deeper,
            None => drop(self.steps.pop()),
        }
    }

    fn last(&mut self) -> Option<&mut Step> {
        self.steps.last_mut().filter(|_| self.deeper == 0)
    }
}

/// The position at which a decoder stopped, and the subject of its error: the whole value that it has read there
/// (not the last value in it), a list, or an object.
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
        let message = error.to_string();
        let of_whole = ["missing field", "invalid length"].iter().any(|start| message.starts_with(start));
        Self {
            line: error.line(),
            column: error.column(),
            of_whole,
            of_list: message.starts_with("invalid type: sequence"),
            of_object: message.starts_with("invalid type: map"),
        }
    }
}

impl Stop {
    /// Whether the error is about the value that begins here: of lists and objects a decoder has read only the
    /// bracket.
    fn is_before_value(self, json: &[u8], position: usize) -> bool {
        match json.get(position..).and_then(first_byte) {
            Some(b'[') => self.of_list,
            Some(b'{') => self.of_object,
            _ => false,
        }
    }
}

/// Returns the path of the value that ends or lies at a position in the JSON, and that value if it is a scalar.
pub(super) fn find(json: &[u8], stop: Stop) -> Found {
    let end = offset(json, stop.line, stop.column);
    let mut steps = Steps::default();
    let mut scalar = None;
    let mut previous = None;
    let mut position = 0;
    while let Some(byte) = json.get(position).filter(|_| position <= end) {
        let start = position;
        position = position.saturating_add(1);
        match byte {
            b'{' => {
                steps.enter(Step::Key { name: String::new(), complete: false });
                scalar = None;
            }
            // The decoder has read the bracket of a list where it expects another type.
            b'[' if start == end && stop.of_list && !stop.is_before_value(json, position) => {
                scalar = None;
                break;
            }
            b'[' => {
                steps.enter(Step::Index(0));
                scalar = None;
            }
            // The decoder has read the character after a value before it reports that value.
            b',' if start == end && !stop.is_before_value(json, position) => break,
            b'}' | b']' if start == end && !stop.of_whole => {
                // If no value comes before the bracket, the error is about the list itself.
                if previous == Some(b'[') {
                    steps.leave();
                }
                break;
            }
            b'}' | b']' => {
                steps.leave();
                scalar = None;
            }
            b',' => match steps.last() {
                Some(Step::Index(index)) => *index = index.saturating_add(1),
                Some(Step::Key { complete, .. }) => *complete = false,
                None => {}
            },
            b'"' => {
                position = string_end(json, position);
                let text = json.get(start..position).unwrap_or_default();
                match steps.last() {
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
                    position = position.saturating_add(1);
                }
                scalar = json.get(start..position);
            }
        }
        previous = Some(*byte);
    }
    Found { path: path(&steps.steps), snippet: scalar.map(|text| shown(&String::from_utf8_lossy(text))) }
}

/// Escapes a value for an error, which terminals and logs show as well.
fn shown(text: &str) -> String {
    let escape = |character: char| match character.is_control() {
        true => character.escape_default().collect(),
        false => character.to_string(),
    };
    shortened(text, 60).chars().map(escape).collect()
}

/// Returns the index after the closing quote of the string that continues at `position`.
fn string_end(json: &[u8], mut position: usize) -> usize {
    while let Some(byte) = json.get(position) {
        position = position.saturating_add(match byte {
            b'"' => return position.saturating_add(1),
            b'\\' => 2,
            _ => 1,
        });
    }
    json.len()
}

fn offset(json: &[u8], line: usize, column: usize) -> usize {
    let lines = json.split_inclusive(|byte| *byte == b'\n').take(line.saturating_sub(1));
    lines.map(<[u8]>::len).sum::<usize>().saturating_add(column.saturating_sub(1))
}

/// The maximum number of characters of a field's name in a path.
const MAX_NAME_CHARS: usize = 60;

fn path(steps: &[Step]) -> String {
    let mut path = "$".to_owned();
    for step in steps {
        let _ = match step {
            Step::Key { name, complete: false } if name.is_empty() => Ok(()),
            Step::Key { name, .. } if is_plain(name) => write!(path, ".{name}"),
            // A name may be as long as the response.
            Step::Key { name, .. } => write!(path, "[{:?}]", shortened(name, MAX_NAME_CHARS)),
            Step::Index(index) => write!(path, "[{index}]"),
        };
    }
    path
}

fn is_plain(name: &str) -> bool {
    (1..=MAX_NAME_CHARS).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests;
