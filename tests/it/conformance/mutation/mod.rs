//! Responses that deviate from the specification: no panic, no page lost, and errors with a position.

mod case;
mod outline;

use std::collections::BTreeMap;

use miro_openapi::Spec;
use serde_json::Value;

use self::case::Case;
pub(super) use self::outline::{is_element_of_response, is_required};
use super::compared::lost;
use super::places::{Place, places};
use super::responses::{calls_for, expected};
use super::samples::{Extent, samples};
use super::specification;
use crate::random::Random;
use crate::requests::Recorded;

/// The number of responses, over all types.
const CASES: usize = 100_000;
const SEED: u64 = 0x6d69_726f;

#[test]
fn a_mutated_response_loses_only_the_mutated_values() {
    let Some(spec) = specification() else { return };
    // Every thread has separate calls, because they share the place of the response.
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(4));
    let counts: Vec<BTreeMap<_, Count>> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..threads).map(|thread| scope.spawn(move || part(spec, thread, threads))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (mut all, mut problems) = (Count::default(), Vec::new());
    for (ty, mut count) in counts.into_iter().flatten() {
        problems.append(&mut count.problems);
        println!(
            "{ty}: {} cases, {} errors, {} elements rejected",
            count.cases, count.errors, count.rejected
        );
        all.cases += count.cases;
        all.errors += count.errors;
        all.rejected += count.rejected;
    }
    println!("{} cases, {} errors, {} elements rejected", all.cases, all.errors, all.rejected);
    assert!(
        problems.is_empty(),
        "{} problems, among them:\n{}",
        problems.len(),
        problems.iter().map(String::as_str).collect::<Vec<_>>().join("\n\n")
    );
    assert!(all.cases >= CASES);
}

#[derive(Default)]
struct Count {
    cases: usize,
    errors: usize,
    rejected: usize,
    problems: Vec<String>,
}

/// The part of one thread.
fn part(spec: &Spec, thread: usize, threads: usize) -> BTreeMap<String, Count> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let calls = runtime.block_on(super::calls());
    let types = types(spec, &calls);
    let cases = CASES.div_ceil(types.len());
    let of_this_thread = types.into_iter().enumerate().filter(|(index, _)| index % threads == thread);
    let counts = of_this_thread.map(|(index, (ty, samples))| {
        let mut random = Random::new(SEED + index as u64);
        let mut count = Count::default();
        for _ in 0..cases {
            let sample = random.one_of(&samples);
            let case = Case::new(sample, &mut random);
            count.cases += 1;
            if let Err(problem) = case.check(sample, &mut count)
                && count.problems.len() < 3
            {
                count.problems.push(format!("{} {case}: {problem}", sample.call.operation.id()));
            }
        }
        (ty, count)
    });
    counts.collect()
}

/// A valid response to mutate.
struct Sample<'a> {
    call: &'a Recorded,
    status: u16,
    body: Value,
    places: Vec<Place<'a>>,
    /// The places that are lost without any mutation.
    lost: Vec<String>,
}

impl<'a> Sample<'a> {
    fn new(call: &'a Recorded, status: u16, body: Value, places: Vec<Place<'a>>) -> Self {
        let seen = call.respond_with(status, body.to_string()).unwrap();
        let lost = lost(&expected(&body), &seen.json);
        Self { call, status, body, places, lost }
    }

    /// Whether its elements are read separately.
    fn is_page(&self) -> bool {
        ["Page<", "Elements<", "BulkItems"].iter().any(|name| self.call.returned_type.contains(name))
    }
}

/// Returns valid responses by the Rust type that they are decoded to. If several operations return one type, one of
/// them is used.
fn types<'a>(spec: &'a Spec, calls: &'a [Recorded]) -> BTreeMap<String, Vec<Sample<'a>>> {
    let mut types: BTreeMap<String, Vec<Sample<'_>>> = BTreeMap::new();
    for operation in spec.operations() {
        let calls: Vec<_> = calls.iter().filter(|call| call.operation.id() == operation.id()).collect();
        for (status, media) in operation.successes() {
            for body in samples(spec, &media["schema"], Extent::Everything) {
                for call in calls_for(&calls, &body) {
                    let in_a_group = if body.pointer("/data/data").is_some() { ", in a group" } else { "" };
                    let samples = types.entry(format!("{}{in_a_group}", call.returned_type)).or_default();
                    if samples.first().is_some_and(|first| first.call.operation.id() != operation.id()) {
                        continue;
                    }
                    samples.extend(in_threes(&body).into_iter().map(|body| {
                        let places = places(spec, operation.id(), &media["schema"], &body);
                        Sample::new(call, status, body, places)
                    }));
                }
            }
        }
    }
    types
}

/// Returns the same response with three elements in its list, so that something can survive; as many responses as it
/// takes to include all elements.
fn in_threes(body: &Value) -> Vec<Value> {
    for pointer in ["", "/data", "/Resources", "/data/data/0/data"] {
        let Some(elements) = body.pointer(pointer).and_then(Value::as_array) else { continue };
        let three = |first| elements.iter().cycle().skip(first).take(3).cloned().collect::<Vec<_>>();
        let of_three = |first| {
            let mut body = body.clone();
            *body.pointer_mut(pointer).unwrap() = Value::Array(three(first));
            body
        };
        return (0..elements.len()).step_by(3).map(of_three).collect();
    }
    vec![body.clone()]
}
