//! The allowed values of a body, against what the bodies accept: every value of an enum is known, and numbers, texts
//! and lists are accepted up to the limits of the specification, and not beyond.

mod board;
mod items;
mod organization;
mod probe;

use std::collections::BTreeMap;
use std::slice::from_ref;

use miro_openapi::errata::{self, Check};
use miro_openapi::{Operation, Spec};
use serde_json::Value;

use self::probe::{Body, Probe, What};
use super::json;
use crate::conformance::places::{Place, places};
use crate::conformance::samples::{Extent, samples};
use crate::conformance::{listed, specification};
use crate::requests::Recorded;

/// Every value that can be probed, of every operation.
pub(in crate::conformance) fn probes() -> Vec<Probe> {
    [board::probes(), items::probes(), organization::probes()].concat()
}

#[tokio::test]
async fn bodies_accept_exactly_the_specified_values() {
    let Some(spec) = specification() else { return };
    let (calls, probes) = (crate::conformance::calls().await, probes());
    let mut checked = Checked::default();
    for operation in spec.operations() {
        checked.operation(spec, operation, &calls, &probes);
    }
    let excused = errata::excuse(&mut checked.differences, Check::Limits);
    println!(
        "{} values of enums in bodies known, {} bounds of bodies kept, {excused} errata",
        checked.values, checked.bounds,
    );
    assert!(checked.differences.is_empty(), "\n{}", listed(&checked.differences));
}

#[derive(Default)]
pub(in crate::conformance) struct Checked {
    pub(in crate::conformance) differences: BTreeMap<String, String>,
    values: usize,
    bounds: usize,
}

/// A body that the specification describes: its schema, and the operation.
#[derive(Clone, Copy)]
struct Described<'a> {
    spec: &'a Spec,
    operation: &'a Operation,
    schema: &'a Value,
}

impl Checked {
    /// Compares every limit in the body of one operation with what is probed and sent.
    pub(in crate::conformance) fn operation(
        &mut self,
        spec: &Spec,
        operation: &Operation,
        calls: &[Recorded],
        probes: &[Probe],
    ) {
        let Some(content) = operation.body() else { return };
        let calls = calls.iter().filter(|call| call.operation.id() == operation.id());
        let sent: Vec<_> = calls.flat_map(|call| json(spec, content, call)).collect();
        // If a call sends several, for files, the specification describes each with the call that sends it alone.
        let Some((schema, _)) = sent.first() else { return };
        let described = Described { spec, operation, schema };
        let sent: Vec<Value> = sent.into_iter().map(|(_, body)| body).collect();
        let mut unused: BTreeMap<_, _> = probes
            .iter()
            .filter(|probe| probe.operation == operation.id())
            .map(|probe| (probe.place, &probe.what))
            .collect();
        for (name, limit) in described.limits() {
            match (limit, unused.remove(name.as_str())) {
                (Limit::Values(values), Some(What::Value(known, set))) => {
                    self.values(described, &name, values, known, *set);
                }
                // Values that the caller cannot choose are sent as they are.
                (Limit::Values(values), None) => {
                    let sent = sent_at(described, &name, &sent);
                    for value in values.iter().filter(|value| !has(&sent, value)) {
                        self.differs(described, &format!("{name}={value}"), "is sent by no call".to_owned());
                    }
                    self.values += values.len();
                }
                (Limit::Number(least, most), Some(What::Number(set))) => {
                    let beyond = [least.map(f64::next_down), most.map(f64::next_up)];
                    self.bounds(described, &name, [least, most], beyond, &|number| set(number));
                }
                (Limit::Length(least, most), Some(What::Text(set))) => {
                    let text = |length: usize| set("x".repeat(length));
                    self.bounds(described, &name, [least, most], beyond(least, most), &text);
                }
                (Limit::Count(least, most), Some(What::List(set))) => {
                    self.bounds(described, &name, [least, most], beyond(least, most), &|count| set(count));
                }
                (_, None) => self.differs(described, &name, "has limits that no probe is for".to_owned()),
                (_, Some(_)) => self.differs(described, &name, "is probed as something else".to_owned()),
            }
        }
        for name in unused.into_keys() {
            self.differs(described, name, "is probed, but the specification does not limit it".to_owned());
        }
    }

    fn values(
        &mut self,
        described: Described<'_>,
        name: &str,
        values: &[Value],
        known: &[&str],
        set: fn(&str) -> Body,
    ) {
        // `unknown` maps to `Unknown`.
        for value in values.iter().filter(|value| *value != "unknown") {
            let text = value.as_str().unwrap();
            let at = format!("{name}={text}");
            match set(text) {
                _ if !known.contains(&text) => self.differs(described, &at, "is not known".to_owned()),
                Err(refused) => self.differs(described, &at, format!("is refused: {refused}")),
                Ok(body) if has(&sent_at(described, name, from_ref(&body)), value) => {
                    self.values += 1;
                }
                Ok(body) => self.differs(described, &at, format!("is not sent there: {body}")),
            }
        }
    }

    /// Checks that a value at a bound is accepted, and one just beyond it rejected.
    fn bounds<N: ToString + Copy>(
        &mut self,
        described: Described<'_>,
        name: &str,
        bounds: [Option<N>; 2],
        beyond: [Option<N>; 2],
        set: &dyn Fn(N) -> Body,
    ) {
        for bound in bounds.into_iter().flatten() {
            let at = format!("{name} {}", bound.to_string());
            match set(bound) {
                Err(refused) => self.differs(described, &at, format!("is refused: {refused}")),
                Ok(body) if sent_at(described, name, from_ref(&body)).is_empty() => {
                    self.differs(described, &at, format!("is not sent there: {body}"));
                }
                Ok(_) => self.bounds += 1,
            }
        }
        for beyond in beyond.into_iter().flatten() {
            match set(beyond) {
                Err(_) => self.bounds += 1,
                Ok(_) => {
                    let at = format!("{name} {}", beyond.to_string());
                    self.differs(described, &at, "is taken, and Miro refuses it".to_owned());
                }
            }
        }
    }

    fn differs(&mut self, described: Described<'_>, at: &str, what: String) {
        self.differences.insert(format!("{} {at}", described.operation.id()), what);
    }
}

/// Returns the values just outside two bounds, if there are any.
fn beyond(least: Option<usize>, most: Option<usize>) -> [Option<usize>; 2] {
    [least.and_then(|least| least.checked_sub(1)), most.map(|most| most + 1)]
}

/// The values that the specification allows at one place.
enum Limit<'a> {
    Values(&'a [Value]),
    Number(Option<f64>, Option<f64>),
    Length(Option<usize>, Option<usize>),
    Count(Option<usize>, Option<usize>),
}

impl<'a> Limit<'a> {
    fn of(schema: &'a Value) -> Option<Self> {
        let pair = |least: &str, most: &str| {
            let bound = |name: &str| schema[name].as_u64().map(|bound| bound as usize);
            let (least, most) = (bound(least), bound(most));
            (least.is_some() || most.is_some()).then_some((least, most))
        };
        if let Some(values) = schema["enum"].as_array() {
            return Some(Self::Values(values));
        }
        let (least, most) = (schema["minimum"].as_f64(), schema["maximum"].as_f64());
        if least.is_some() || most.is_some() {
            return Some(Self::Number(least, most));
        }
        if schema["type"] == "array" {
            return pair("minItems", "maxItems").map(|(least, most)| Self::Count(least, most));
        }
        pair("minLength", "maxLength").map(|(least, most)| Self::Length(least, most))
    }
}

impl<'a> Described<'a> {
    /// Returns the places of the body that have limits, by name; the body itself is named after its operation.
    fn limits(self) -> BTreeMap<String, Limit<'a>> {
        let root = Place {
            pointer: String::new(),
            name: self.operation.id().to_owned(),
            schema: self.spec.resolved(self.schema),
        };
        let samples = samples(self.spec, self.schema, Extent::Everything);
        let places = samples.iter().flat_map(|body| self.places(body));
        let limited = places.chain([root]).filter_map(|place| Some((place.name, Limit::of(place.schema)?)));
        limited.collect()
    }

    fn places(self, body: &Value) -> Vec<Place<'a>> {
        places(self.spec, self.operation.id(), self.schema, body)
    }
}

/// Returns the values that bodies have at the places of this name.
fn sent_at(described: Described<'_>, name: &str, bodies: &[Value]) -> Vec<Value> {
    let mut sent = Vec::new();
    for body in bodies {
        if name == described.operation.id() {
            sent.push(body.clone());
        }
        let places = described.places(body).into_iter().filter(|place| place.name == name);
        sent.extend(places.filter_map(|place| body.pointer(&place.pointer).cloned()));
    }
    sent
}

/// Whether one of them is this value, or a list that contains it: the specification puts values of elements at lists,
/// too.
fn has(sent: &[Value], value: &Value) -> bool {
    sent.iter().any(|sent| sent == value || sent.as_array().is_some_and(|elements| elements.contains(value)))
}
