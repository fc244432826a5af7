//! Every example of an answer in the specification is read.

use std::collections::BTreeMap;

use miro_spec::Spec;
use serde_json::{Map, Value, json};

use super::answers::takers;
use super::samples::{Extent, places, samples};
use super::{listed, specification};
use crate::requests::Recorded;

#[tokio::test]
async fn every_example_of_an_answer_is_read() {
    let Some(spec) = specification() else { return };
    let calls = super::calls().await;
    let (mut whole, mut parts, mut wrong) = (0, 0, BTreeMap::new());
    for operation in spec.operations() {
        let calls: Vec<_> = calls.iter().filter(|call| call.operation.id() == operation.id()).collect();
        for (status, media) in operation.successes() {
            let examples = examples_of(spec, media);
            let parted = examples_of_parts(spec, operation.id(), media);
            whole += examples.len();
            parts += parted.len();
            for example in examples.iter().chain(&parted) {
                for call in takers(&calls, example) {
                    if let Some(problem) = problem(call, status, example) {
                        wrong.insert(format!("{} {example}", operation.id()), problem);
                    }
                }
            }
        }
    }
    println!("{whole} examples of whole answers and {parts} of parts of them read");
    assert!(wrong.is_empty(), "\n{}", listed(&wrong));
}

fn problem(call: &Recorded, status: u16, example: &Value) -> Option<String> {
    match call.answered(status, example.to_string()) {
        Ok(seen) => seen.rejected().pop().map(|(_, error)| error),
        Err(error) => Some(error.to_string()),
    }
}

/// The examples of a whole answer.
fn examples_of(spec: &Spec, media: &Value) -> Vec<Value> {
    let several =
        media["examples"].as_object().into_iter().flat_map(Map::values).map(|example| &example["value"]);
    let schema = spec.resolved(&media["schema"]);
    let one = [&media["example"], &media["schema"]["example"], &schema["example"]];
    several.chain(one).filter(|example| !example.is_null()).cloned().collect()
}

/// Whole answers with the example of one part in each, in the place of what a sample has there.
fn examples_of_parts(spec: &Spec, operation: &str, media: &Value) -> Vec<Value> {
    let mut answers = Vec::new();
    for body in samples(spec, &media["schema"], Extent::Everything) {
        for place in places(spec, operation, &media["schema"], &body) {
            let mut example = place.schema["example"].clone();
            if example.is_null() {
                continue;
            }
            // Some lists have the example of an element.
            if place.schema["type"] == "array" && !example.is_array() {
                example = json!([example]);
            }
            let mut answer = body.clone();
            *answer.pointer_mut(&place.pointer).unwrap() = example;
            answers.push(answer);
        }
    }
    answers
}
