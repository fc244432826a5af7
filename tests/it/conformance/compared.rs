//! What was sent, and what is left of it once it was decoded and written back.

use miro::wire::Timestamp;
use serde_json::Value;

/// The places, as JSON pointers, where what was decoded is not what was sent. `null` and what is not there are the
/// same, and so are texts and numbers that mean the same.
pub(super) fn lost(sent: &Value, seen: &Value) -> Vec<String> {
    let mut lost = Vec::new();
    compare(sent, seen, &mut String::new(), &mut lost);
    lost
}

fn compare(sent: &Value, seen: &Value, pointer: &mut String, lost: &mut Vec<String>) {
    match (sent, seen) {
        (Value::Object(sent), Value::Object(seen)) => {
            let invented = seen.iter().filter(|(name, _)| !sent.contains_key(*name));
            for (name, value) in sent.iter().chain(invented) {
                let step = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
                let nothing = &Value::Null;
                within(pointer, &step, |pointer| {
                    let sent = sent.get(name).map_or(nothing, |_| value);
                    compare(sent, seen.get(name).unwrap_or(nothing), pointer, lost);
                });
            }
        }
        (Value::Array(sent), Value::Array(seen)) if sent.len() == seen.len() => {
            for (index, (sent, seen)) in sent.iter().zip(seen).enumerate() {
                within(pointer, &format!("/{index}"), |pointer| compare(sent, seen, pointer, lost));
            }
        }
        (Value::Null, Value::Null) => {}
        (Value::Array(sent), Value::Null) if sent.is_empty() => {}
        _ if same(sent, seen) => {}
        _ => lost.push(pointer.clone()),
    }
}

fn within(pointer: &mut String, step: &str, inside: impl FnOnce(&mut String)) {
    let length = pointer.len();
    pointer.push_str(step);
    inside(pointer);
    pointer.truncate(length);
}

fn same(sent: &Value, seen: &Value) -> bool {
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
    fn what_means_the_same_is_not_lost() {
        let sent = json!({"size": "2.0", "id": 3_458_764_517_517_819_001_u64, "at": "2026-02-28T12:00:00+0100",
            "share": "50.0%", "gone": null, "list": []});
        let seen = json!({"size": 2.0, "id": "3458764517517819001", "at": "2026-02-28T11:00:00.000Z", "share": "50%"});
        assert!(lost(&sent, &seen).is_empty(), "{:?}", lost(&sent, &seen));
    }

    #[test]
    fn what_is_dropped_or_changed_or_made_up_is_lost() {
        let sent = json!({"a": 1, "b": [{"c": true}], "d/e": "x", "f": [1], "g": {"h": 1}, "id": "3458764517517819001"});
        let seen = json!({"b": [{"c": false, "i": 0}], "f": [1, 2], "g": 1, "id": "3458764517517819002"});
        assert_eq!(lost(&sent, &seen), ["/a", "/b/0/c", "/b/0/i", "/d~1e", "/f", "/g", "/id"]);
    }
}
