//! Request bodies against the specification: what is sent matches it, and everything in it can be sent.

mod board;
mod compliance;
mod files;
mod kinds;
pub(super) mod limits;
mod organization;
mod scim;

use std::collections::{BTreeMap, BTreeSet};

use miro::http::header::CONTENT_TYPE;
use miro_openapi::Spec;
use miro_openapi::errata::{self, Check};
use serde_json::{Map, Value};

use super::places::{names, places};
use super::samples::Extent;
use super::{listed, specification};
use crate::requests::{Calls, Recorded};

/// Makes calls with the bodies that the snapshots of requests lack: those with the least and with everything, and, if
/// a body with both width and height is rejected, one with each.
pub(super) async fn make(calls: &Calls) {
    board::make(calls).await;
    kinds::make(calls).await;
    files::make(calls).await;
    organization::make(calls).await;
    compliance::make(calls).await;
    scim::make(calls).await;
}

#[tokio::test]
async fn every_body_property_can_be_set() {
    let Some(spec) = specification() else { return };
    let calls = super::calls().await;
    let mut checked = Checked::default();
    for operation in spec.operations() {
        checked.operation(spec, operation, &calls);
    }
    let excused = errata::excuse(&mut checked.differences, Check::Bodies);
    println!(
        "{} operations with {} bodies, {} properties set, {excused} errata",
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
    /// Compares the bodies of one operation with the specification.
    pub(super) fn operation(&mut self, spec: &Spec, operation: &miro_openapi::Operation, calls: &[Recorded]) {
        let Some(content) = operation.body() else { return };
        let id = operation.id();
        let mut calls = calls.iter().filter(|call| call.operation.id() == id).peekable();
        if calls.peek().is_none() {
            return;
        }
        let (mut set, mut sizes, mut all, mut least) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        // An empty change is rejected, and some changes have only one value.
        let mut has_least_change = false;
        for call in calls {
            for (schema, body) in json(spec, content, call) {
                // Cleared values are sent as `null`, which the specification never mentions.
                let body = without_nulls(body);
                self.bodies += 1;
                has_least_change |= values(&body) == 1;
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
        }
        self.operations += 1;
        self.properties += all.intersection(&set).count();
        if sizes.is_empty() {
            self.differences.insert(format!("{id} sends"), "nothing that can be compared".to_owned());
        } else if all != least && sizes.len() < 2 && !(operation.method() == "PATCH" && has_least_change) {
            self.differences.insert(format!("{id} sends"), "the same properties in all calls".to_owned());
        }
        for name in all.difference(&set) {
            self.differences.insert(format!("{id} {name}"), "cannot be set".to_owned());
        }
    }
}

/// Returns the number of values of a body, without the objects that contain them.
fn values(body: &Value) -> usize {
    match body {
        Value::Object(object) => object.values().map(values).sum(),
        _ => 1,
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

/// Returns the JSON that a call sent, each with its schema: the body, or of a form the part beside the files, or of a
/// file about other files its entry for each.
fn json<'a>(spec: &'a Spec, content: &'a Map<String, Value>, call: &Recorded) -> Vec<(&'a Value, Value)> {
    let text = std::str::from_utf8(&call.sent.body).unwrap();
    let Some(media) = content.get(content_type(call)) else { return Vec::new() };
    let schema = &media["schema"];
    let sent_as = call.sent.headers[CONTENT_TYPE].to_str().unwrap();
    let Some((_, boundary)) = sent_as.split_once("; boundary=") else {
        return vec![(schema, serde_json::from_str(text).unwrap())];
    };
    let part = text.split(&format!("--{boundary}")).find(|part| part.contains("name=\"data\""));
    let Some((_, json)) = part.and_then(|part| part.split_once("\r\n\r\n")) else { return Vec::new() };
    let json = serde_json::from_str(json).unwrap();
    let data = data_of(spec, schema);
    if data["type"] == "string" { each_file(spec, json) } else { vec![(data, json)] }
}

/// Returns the media type of the body of a call.
fn content_type(call: &Recorded) -> &str {
    let sent_as = call.sent.headers.get(CONTENT_TYPE).map_or("", |sent_as| sent_as.to_str().unwrap());
    sent_as.split(';').next().unwrap_or_default()
}

/// Returns the schema of the form part that accompanies the files.
fn data_of<'a>(spec: &'a Spec, form: &'a Value) -> &'a Value {
    &spec.resolved(form)["properties"]["data"]
}

/// Returns the entries of a JSON file about the files beside it. The specification does not describe such a file;
/// Miro's example has the properties of a single uploaded file, with its kind.
fn each_file(spec: &Spec, described: Value) -> Vec<(&Value, Value)> {
    let Value::Array(items) = described else { panic!("{described} is no list") };
    let schema_of = |kind: &Value| {
        let operation = match kind.as_str() {
            Some("image") => "create-image-item-using-local-file",
            Some("document") => "create-document-item-using-file-from-device",
            _ => panic!("no kind of file: {kind}"),
        };
        let content = spec.operation(operation).unwrap().body().unwrap();
        data_of(spec, &content["multipart/form-data"]["schema"])
    };
    let each = items.into_iter().map(|mut item| {
        let kind = item.as_object_mut().unwrap().remove("type").unwrap();
        (schema_of(&kind), item)
    });
    each.collect()
}
