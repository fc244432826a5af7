//! Miro's responses against the models: each body that the specification allows is read without loss.

use std::collections::{BTreeMap, BTreeSet};

use miro_openapi::Spec;
use miro_openapi::errata::{self, Check};
use serde_json::Value;

use super::compared::lost;
use super::places::{Place, places};
use super::samples::{Extent, FREE_FORM, samples};
use super::{listed, specification};
use crate::requests::{Recorded, Seen};

#[tokio::test]
async fn every_response_property_is_in_its_model() {
    let Some(spec) = specification() else { return };
    let mut checked = Checked::default();
    let calls = super::calls().await;
    for operation in spec.operations() {
        checked.operation(spec, operation, &calls);
    }
    let excused = errata::excuse(&mut checked.differences, Check::Responses);
    println!(
        "{} operations with {} bodies decoded, {} properties compared, {} values of enums known, {excused} errata",
        checked.operations,
        checked.bodies,
        checked.properties.len(),
        checked.values.len(),
    );
    assert!(checked.differences.is_empty(), "\n{}", listed(&checked.differences));
}

#[derive(Default)]
pub(super) struct Checked {
    pub(super) differences: BTreeMap<String, String>,
    operations: usize,
    bodies: usize,
    /// By the Rust type that they belong to, and by name.
    properties: BTreeSet<(&'static str, String)>,
    /// Those of enums, by their property.
    values: BTreeSet<(&'static str, String, String)>,
}

impl Checked {
    /// Compares the responses of one operation with what its calls decode.
    pub(super) fn operation(&mut self, spec: &Spec, operation: &miro_openapi::Operation, calls: &[Recorded]) {
        let calls: Vec<_> = calls.iter().filter(|call| call.operation.id() == operation.id()).collect();
        self.operations += usize::from(!calls.is_empty());
        for (status, media) in operation.successes() {
            for extent in [Extent::Everything, Extent::Required] {
                for body in samples(spec, &media["schema"], extent) {
                    let wrong = spec.complaints_about(&body, &media["schema"]);
                    assert!(
                        wrong.is_empty(),
                        "the sample for {} is wrong: {wrong:?}\n{body}",
                        operation.id()
                    );
                    let places = places(spec, operation.id(), &media["schema"], &body);
                    let sample = Sample { operation: operation.id(), status, body, places };
                    for call in calls_for(&calls, &sample.body) {
                        self.check(&sample, call);
                    }
                }
            }
        }
        for status in operation.empty_successes() {
            for call in calls_for(&calls, &Value::Null) {
                if let Err(error) = call.respond_with(status, "") {
                    self.differs(format!("{} {status}", operation.id()), error.to_string());
                }
            }
        }
    }

    fn check(&mut self, sample: &Sample<'_>, call: &Recorded) {
        let Some(seen) = self.decoded(sample, &sample.body, call) else { return };
        self.properties.extend(sample.places.iter().map(|place| (call.returned_type, place.name.clone())));
        for pointer in lost(&expected(&sample.body), &seen.json) {
            let what = format!("of {} became {}", shown(&sample.body, &pointer), shown(&seen.json, &pointer));
            self.differs(sample.name(&pointer), what);
        }
        let debug = seen.debug();
        for name in names_after(&debug, "extra: {") {
            self.differs(
                format!("{} extra.{name}", sample.operation),
                "has no field, and stays in `extra`".to_owned(),
            );
        }
        for name in names_after(&debug, "Object {").filter(|name| *name != FREE_FORM) {
            self.differs(format!("{} raw.{name}", sample.operation), "is kept as JSON".to_owned());
        }
        self.enums(sample, call);
    }

    /// Checks that every documented value of an enum has a name.
    fn enums(&mut self, sample: &Sample<'_>, call: &Recorded) {
        for place in &sample.places {
            for value in place.schema["enum"].as_array().into_iter().flatten() {
                let key = (call.returned_type, place.name.clone(), value.to_string());
                // `unknown` maps to `Unknown`.
                if *value == "unknown" || !self.values.insert(key) {
                    continue;
                }
                let mut body = sample.body.clone();
                *body.pointer_mut(&place.pointer).unwrap() = value.clone();
                let Some(seen) = self.decoded(sample, &body, call) else { continue };
                if seen.debug().contains(&format!("Unknown({value})")) {
                    self.differs(
                        format!("{}={}", place.name, value.as_str().unwrap()),
                        "is not known".to_owned(),
                    );
                }
            }
        }
    }

    fn decoded(&mut self, sample: &Sample<'_>, body: &Value, call: &Recorded) -> Option<Seen> {
        self.bodies += 1;
        match call.respond_with(sample.status, body.to_string()) {
            Ok(seen) => {
                for (index, error) in seen.rejected() {
                    self.differs(format!("{} [{index}]", sample.operation), format!("{error}: {body}"));
                }
                Some(seen)
            }
            Err(error) => {
                let error = error.to_string();
                let missing = error.split_once("missing field `").and_then(|(_, rest)| rest.split_once('`'));
                let at = match missing {
                    Some((field, _)) => format!("{} without {field}", sample.operation),
                    None => sample.operation.to_owned(),
                };
                self.differs(at, format!("{error}: {body}"));
                None
            }
        }
    }

    fn differs(&mut self, at: String, what: String) {
        self.differences.entry(at).or_insert(what);
    }
}

/// A response, and its description in the specification.
struct Sample<'a> {
    operation: &'a str,
    status: u16,
    body: Value,
    places: Vec<Place<'a>>,
}

impl Sample<'_> {
    /// Returns the name of the property at a place.
    fn name(&self, pointer: &str) -> String {
        let place = self.places.iter().find(|place| place.pointer == pointer);
        place.map_or_else(|| format!("{} {pointer}", self.operation), |place| place.name.clone())
    }
}

/// Returns what is to be decoded of a body: the elements of the pages in a group are those of one page.
pub(super) fn expected(body: &Value) -> Value {
    let mut expected = body.clone();
    if let Some(pages) = body.pointer("/data/data").and_then(Value::as_array) {
        expected["data"] = pages.iter().flat_map(|page| page["data"].as_array()).flatten().cloned().collect();
    }
    expected
}

/// Returns the calls of an operation whose response has this form: some operations respond in several forms,
/// depending on the request, and each form is a separate method here.
pub(super) fn calls_for<'a>(calls: &[&'a Recorded], body: &Value) -> Vec<&'a Recorded> {
    let mut types = BTreeSet::new();
    let is_list = |call: &Recorded| call.returned_type.contains("::Elements<");
    let several_forms = calls.iter().any(|call| is_list(call)) && calls.iter().any(|call| !is_list(call));
    let suits = |call: &&&Recorded| !several_forms || is_list(call) == body.is_array();
    calls.iter().filter(suits).filter(|call| types.insert(call.returned_type)).copied().collect()
}

fn shown(body: &Value, pointer: &str) -> String {
    body.pointer(pointer).map_or_else(|| "nothing".to_owned(), Value::to_string)
}

/// Returns the first names in the maps that `Debug` shows after a word.
fn names_after<'a>(debug: &'a str, word: &str) -> impl Iterator<Item = &'a str> {
    let maps = debug.split(word).skip(1);
    maps.filter_map(|map| map.strip_prefix('"')?.split('"').next())
}
