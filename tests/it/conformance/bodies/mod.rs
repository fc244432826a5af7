//! What Miro takes, against the bodies: what is sent is as the specification says, and all that it says can be sent.

mod board;
mod compliance;
mod kinds;
mod organization;
mod scim;

use std::collections::{BTreeMap, BTreeSet};

use miro::http::header::CONTENT_TYPE;
use miro_openapi::Spec;
use serde_json::{Map, Value};

use super::places::{names, places};
use super::samples::Extent;
use super::{deviations, listed, specification};
use crate::requests::{Calls, Recorded};

/// Makes calls with the bodies that the snapshots of requests lack: those with the least and with everything, where a body
/// with both width and height is refused, one with each.
pub(super) async fn make(calls: &Calls) {
    board::make(calls).await;
    kinds::make(calls).await;
    organization::make(calls).await;
    compliance::make(calls).await;
    scim::make(calls).await;
}

#[tokio::test]
async fn every_property_of_a_body_can_be_set() {
    let Some(spec) = specification() else { return };
    let calls = super::calls().await;
    let mut checked = Checked::default();
    for operation in spec.operations() {
        checked.operation(spec, operation, &calls);
    }
    let excused = deviations::excuse(&mut checked.differences, deviations::BODIES);
    println!(
        "{} operations with {} bodies, {} properties set, {excused} deviations",
        checked.operations, checked.bodies, checked.properties,
    );
    assert!(checked.differences.is_empty(), "\n{}", listed(&checked.differences));
}

#[derive(Default)]
pub(super) struct Checked {
    pub(super) differences: BTreeMap<String, String>,
    operations: usize,
    bodies: usize,
    properties: usize,
}

impl Checked {
    /// Compares the bodies of one operation with what the specification says of them.
    pub(super) fn operation(&mut self, spec: &Spec, operation: &miro_openapi::Operation, calls: &[Recorded]) {
        let Some(content) = operation.body() else { return };
        let id = operation.id();
        let mut calls = calls.iter().filter(|call| call.operation.id() == id).peekable();
        if calls.peek().is_none() {
            return;
        }
        let (mut set, mut sizes, mut all, mut least) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for call in calls {
            let Some((schema, body)) = json(spec, content, call) else { continue };
            // What is cleared is sent as `null`, of which the specification says nothing anywhere.
            let body = without_nulls(body);
            self.bodies += 1;
            for wrong in spec.complaints_about(&body, schema) {
                self.differences.insert(format!("{id} sends {body}"), wrong);
            }
            let named: BTreeSet<_> =
                places(spec, id, schema, &body).into_iter().map(|place| place.name).collect();
            sizes.insert(named.len());
            set.extend(named);
            all.extend(names(spec, id, schema, Extent::Everything));
            least.extend(names(spec, id, schema, Extent::Required));
        }
        self.operations += 1;
        self.properties += all.intersection(&set).count();
        if sizes.is_empty() {
            self.differences.insert(format!("{id} sends"), "nothing that can be compared".to_owned());
        } else if all != least && sizes.len() < 2 {
            self.differences.insert(format!("{id} sends"), "the same properties in all calls".to_owned());
        }
        for name in all.difference(&set) {
            self.differences.insert(format!("{id} {name}"), "cannot be set".to_owned());
        }
    }
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let left = object.into_iter().filter(|(_, value)| !value.is_null());
            left.map(|(name, value)| (name, without_nulls(value))).collect()
        }
        other => other,
    }
}

/// The JSON that a call sent, and its schema; of a form the part beside the files.
fn json<'a>(spec: &'a Spec, content: &'a Map<String, Value>, call: &Recorded) -> Option<(&'a Value, Value)> {
    let sent_as = call.sent.headers.get(CONTENT_TYPE)?.to_str().unwrap();
    let text = std::str::from_utf8(&call.sent.body).unwrap();
    let media_type = sent_as.split(';').next().unwrap_or_default();
    let schema = &content.get(media_type)?["schema"];
    let Some((_, boundary)) = sent_as.split_once("; boundary=") else {
        return Some((schema, serde_json::from_str(text).unwrap()));
    };
    let data = &spec.resolved(schema)["properties"]["data"];
    // Of JSON that is a file itself the specification says nothing.
    if data["type"] == "string" {
        return None;
    }
    let part = text.split(&format!("--{boundary}")).find(|part| part.contains("name=\"data\""))?;
    let (_, json) = part.split_once("\r\n\r\n")?;
    Some((data, serde_json::from_str(json).unwrap()))
}
