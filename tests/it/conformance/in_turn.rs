//! Responses in which one value after the other is missing, `null` or of a wrong type: only that value is lost,
//! unless it is required.

use miro_openapi::Spec;
use serde_json::{Value, json};

use super::mutation::{is_element_of_response, is_required};
use super::places::places;
use super::responses::calls_for;
use super::samples::{Extent, samples};
use super::specification;
use crate::requests::Recorded;

#[tokio::test]
async fn tolerates_each_value_missing_null_or_malformed() {
    let Some(spec) = specification() else { return };
    let calls = super::calls().await;
    let mut checked = Checked::default();
    for operation in spec.operations() {
        let calls: Vec<_> = calls.iter().filter(|call| call.operation.id() == operation.id()).collect();
        for (status, media) in operation.successes() {
            for body in samples(spec, &media["schema"], Extent::Everything) {
                for call in calls_for(&calls, &body) {
                    checked.check(spec, call, status, &media["schema"], &body);
                }
            }
        }
    }
    println!(
        "{} bodies, each value missing, null or malformed in turn: {} decoded of {}; {} more are identities, elements and cursors",
        checked.bodies, checked.decoded, checked.attempted, checked.required
    );
    assert!(checked.attempted > 10_000, "only {} were attempted", checked.attempted);
    assert!(
        checked.problems.is_empty(),
        "{} problems, among them:\n{}",
        checked.problems.len(),
        checked.problems.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("\n")
    );
}

#[derive(Default)]
struct Checked {
    bodies: usize,
    attempted: usize,
    decoded: usize,
    required: usize,
    problems: Vec<String>,
}

impl Checked {
    fn check(&mut self, spec: &Spec, call: &Recorded, status: u16, schema: &Value, body: &Value) {
        self.bodies += 1;
        for place in places(spec, call.operation.id(), schema, body) {
            let pointer = place.pointer.as_str();
            if is_required(pointer) || is_element_of_response(pointer) {
                self.required += 1;
                continue;
            }
            for (what, changed) in changed(body, pointer) {
                self.attempted += 1;
                match call.respond_with(status, changed.to_string()) {
                    Ok(seen) if seen.rejected().is_empty() => self.decoded += 1,
                    Ok(seen) => self.differs(call, pointer, what, &format!("{:?}", seen.rejected())),
                    Err(error) => self.differs(call, pointer, what, &error.to_string()),
                }
            }
        }
    }

    fn differs(&mut self, call: &Recorded, pointer: &str, what: &str, error: &str) {
        self.problems.push(format!("{} {pointer} {what}: {error}", call.operation.id()));
    }
}

/// Returns the body without this value, with `null` in its place, and with a value of a wrong type.
fn changed(body: &Value, pointer: &str) -> Vec<(&'static str, Value)> {
    let with = |value: Value| {
        let mut body = body.clone();
        if let Some(place) = body.pointer_mut(pointer) {
            *place = value;
        }
        body
    };
    let wrong = match body.pointer(pointer) {
        Some(Value::Object(_) | Value::Array(_)) => json!("malformed"),
        _ => json!({"malformed": [true]}),
    };
    let mut changed = vec![("null", with(Value::Null)), ("malformed", with(wrong))];
    let (around, name) = pointer.rsplit_once('/').unwrap_or_default();
    let mut without = body.clone();
    if let Some(Value::Object(around)) = without.pointer_mut(around) {
        around.remove(&name.replace("~1", "/").replace("~0", "~"));
        changed.push(("missing", without));
    }
    changed
}
