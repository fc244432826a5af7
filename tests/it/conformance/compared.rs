//! Compares what was sent with what is left after decoding it and writing it back.

use miro::wire::Timestamp;
use serde_json::Value;

/// Returns the places, as JSON pointers, where the decoded value differs from the sent one. `null`, an empty text and
/// a missing value are equal, and so are texts and numbers of the same meaning.
pub(super) fn lost(sent: &Value, seen: &Value) -> Vec<String> {
    let mut lost = Vec::new();
    compare(sent, seen, &Path::Root, &mut lost);
    lost
}

/// The path of a value, written down only if it is lost.
enum Path<'a> {
    Root,
    Field(&'a Path<'a>, &'a str),
    Element(&'a Path<'a>, usize),
}

impl Path<'_> {
    fn pointer(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Field(path, name) => {
                format!("{}/{}", path.pointer(), name.replace('~', "~0").replace('/', "~1"))
            }
            Self::Element(path, index) => format!("{}/{index}", path.pointer()),
        }
    }
}

fn compare(sent: &Value, seen: &Value, path: &Path<'_>, lost: &mut Vec<String>) {
    match (sent, seen) {
        (Value::Object(sent), Value::Object(seen)) => {
            for (name, value) in sent {
                compare(value, seen.get(name).unwrap_or(&Value::Null), &Path::Field(path, name), lost);
            }
            for (name, value) in seen.iter().filter(|(name, _)| !sent.contains_key(*name)) {
                compare(&Value::Null, value, &Path::Field(path, name), lost);
            }
        }
        (Value::Array(sent), Value::Array(seen)) if sent.len() == seen.len() => {
            for (index, (sent, seen)) in sent.iter().zip(seen).enumerate() {
                compare(sent, seen, &Path::Element(path, index), lost);
            }
        }
        (Value::Null, Value::Null) => {}
        (Value::String(sent), Value::Null) if sent.is_empty() => {}
        (Value::Array(list), Value::Null) | (Value::Null, Value::Array(list)) if list.is_empty() => {}
        _ if same(sent, seen) => {}
        _ => lost.push(path.pointer()),
    }
}

fn same(sent: &Value, seen: &Value) -> bool {
    if sent == seen {
        return true;
    }
    let (Some(sent), Some(seen)) = (text(sent), text(seen)) else { return false };
    let number =
        |text: &str| text.trim_end_matches('%').trim().parse::<f64>().ok().filter(|it| it.abs() < 1e15);
    let moment = |text: &str| text.parse::<Timestamp>().ok();
    sent == seen
        || number(&sent).is_some_and(|sent| Some(sent) == number(&seen))
        || moment(&sent).is_some_and(|sent| Some(sent) == moment(&seen))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::lost;

    #[test]
    fn equivalent_values_are_not_lost() {
        let sent = json!({"size": "2.0", "id": 3_458_764_517_517_819_001_u64, "at": "2026-02-28T12:00:00+0100",
            "share": "50.0%", "gone": null, "list": [], "text": ""});
        let seen = json!({"size": 2.0, "id": "3458764517517819001", "at": "2026-02-28T11:00:00.000Z", "share": "50%"});
        assert!(lost(&sent, &seen).is_empty(), "{:?}", lost(&sent, &seen));
    }

    #[test]
    fn dropped_changed_and_invented_values_are_lost() {
        let sent = json!({"a": 1, "b": [{"c": true}], "d/e": "x", "f": [1], "g": {"h": 1}, "id": "3458764517517819001"});
        let seen = json!({"b": [{"c": false, "i": 0}], "f": [1, 2], "g": 1, "id": "3458764517517819002"});
        assert_eq!(lost(&sent, &seen), ["/a", "/b/0/c", "/b/0/i", "/d~1e", "/f", "/g", "/id"]);
    }
}
