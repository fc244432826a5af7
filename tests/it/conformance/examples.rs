//! Every example of a response in the specification is read.

use std::collections::BTreeMap;

use miro_openapi::Spec;
use serde_json::{Map, Value, json};

use super::places::places;
use super::responses::calls_for;
use super::samples::{Extent, samples};
use super::{listed, specification};
use crate::requests::Recorded;

#[tokio::test]
async fn reads_every_response_example() {
    let Some(spec) = specification() else { return };
    let calls = super::calls().await;
    let mut checked = Checked::default();
    for operation in spec.operations() {
        checked.operation(spec, operation, &calls);
    }
    println!("{} examples of whole responses and {} of parts of them read", checked.whole, checked.parts);
    assert!(checked.unread.is_empty(), "\n{}", listed(&checked.unread));
}

#[derive(Default)]
pub(super) struct Checked {
    /// The examples that could not be read, and why.
    pub(super) unread: BTreeMap<String, String>,
    whole: usize,
    parts: usize,
}

impl Checked {
    /// Reads the example responses of one operation.
    pub(super) fn operation(&mut self, spec: &Spec, operation: &miro_openapi::Operation, calls: &[Recorded]) {
        let calls: Vec<_> = calls.iter().filter(|call| call.operation.id() == operation.id()).collect();
        for (status, media) in operation.successes() {
            let whole = examples_of(spec, media).into_iter().map(|example| (true, example));
            let parts =
                examples_of_parts(spec, operation.id(), media).into_iter().map(|example| (false, example));
            for (is_whole, example) in whole.chain(parts) {
                for call in calls_for(&calls, &example) {
                    *if is_whole { &mut self.whole } else { &mut self.parts } += 1;
                    if let Some(problem) = problem(call, status, &example) {
                        self.unread.insert(format!("{} {example}", operation.id()), problem);
                    }
                }
            }
        }
    }
}

fn problem(call: &Recorded, status: u16, example: &Value) -> Option<String> {
    match call.respond_with(status, example.to_string()) {
        Ok(seen) => seen.rejected().pop().map(|(_, error)| error),
        Err(error) => Some(error.to_string()),
    }
}

/// Returns the examples of a whole response.
fn examples_of(spec: &Spec, media: &Value) -> Vec<Value> {
    let several =
        media["examples"].as_object().into_iter().flat_map(Map::values).map(|example| &example["value"]);
    let schema = spec.resolved(&media["schema"]);
    let one = [&media["example"], &media["schema"]["example"], &schema["example"]];
    several.chain(one).filter(|example| !example.is_null()).cloned().collect()
}

/// Returns whole responses with the example of one part in each, in place of the sample's value.
fn examples_of_parts(spec: &Spec, operation: &str, media: &Value) -> Vec<Value> {
    let mut responses = Vec::new();
    for body in samples(spec, &media["schema"], Extent::Everything) {
        for place in places(spec, operation, &media["schema"], &body) {
            let mut example = place.schema["example"].clone();
            if example.is_null() {
                continue;
            }
            // Some lists have the example of one element.
            if place.schema["type"] == "array" && !example.is_array() {
                example = json!([example]);
            }
            let mut response = body.clone();
            *response.pointer_mut(&place.pointer).unwrap() = example;
            responses.push(response);
        }
    }
    responses
}
