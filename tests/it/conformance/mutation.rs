//! Answers that are not quite as the specification says: no panic, no page lost, and errors that say where.

use std::collections::BTreeMap;

use miro_spec::Spec;
use serde_json::{Value, json};

use super::answers::{expected, takers};
use super::compared::lost;
use super::samples::{Extent, Place, places, samples};
use super::specification;
use crate::requests::Recorded;

/// How many answers are made, over all types.
const CASES: usize = 100_000;
const SEED: u64 = 0x6d69_726f;

#[test]
fn a_mutated_answer_costs_what_is_mutated_and_nothing_else() {
    let Some(spec) = specification() else { return };
    // Every thread has calls of its own: they share the place where the answer stands.
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

/// What one of several threads does.
fn part(spec: &Spec, thread: usize, threads: usize) -> BTreeMap<String, Count> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let calls = runtime.block_on(super::calls());
    let types = types(spec, &calls);
    let cases = CASES.div_ceil(types.len());
    let of_this_thread = types.into_iter().enumerate().filter(|(index, _)| index % threads == thread);
    let counts = of_this_thread.map(|(index, (ty, answers))| {
        let mut random = Random(SEED + index as u64);
        let mut count = Count::default();
        for _ in 0..cases {
            let answer = random.one_of(&answers);
            let case = Case::new(answer, &mut random);
            count.cases += 1;
            if let Err(problem) = case.check(answer, &mut count)
                && count.problems.len() < 3
            {
                count.problems.push(format!(
                    "{} {:?}: {problem}\n{}",
                    answer.call.operation.id(),
                    case.mutations,
                    case.body
                ));
            }
        }
        (ty, count)
    });
    counts.collect()
}

/// A valid answer to mutate.
struct Answer<'a> {
    call: &'a Recorded,
    status: u16,
    body: Value,
    places: Vec<Place<'a>>,
    /// The places that are lost without any mutation.
    lost: Vec<String>,
}

/// Valid answers by the Rust type that they are decoded to. Where several operations answer with one type, one of them
/// stands for all.
fn types<'a>(spec: &'a Spec, calls: &'a [Recorded]) -> BTreeMap<String, Vec<Answer<'a>>> {
    let mut types: BTreeMap<String, Vec<Answer<'_>>> = BTreeMap::new();
    for operation in spec.operations() {
        let calls: Vec<_> = calls.iter().filter(|call| call.operation.id() == operation.id()).collect();
        for (status, media) in operation.successes() {
            for body in samples(spec, &media["schema"], Extent::Everything) {
                for call in takers(&calls, &body) {
                    let in_a_group = if body.pointer("/data/data").is_some() { ", in a group" } else { "" };
                    let answers = types.entry(format!("{}{in_a_group}", call.answers_with)).or_default();
                    if answers.first().is_some_and(|first| first.call.operation.id() != operation.id()) {
                        continue;
                    }
                    let mut body = body.clone();
                    lengthen(&mut body);
                    let places = places(spec, operation.id(), &media["schema"], &body);
                    let seen = call.answered(status, body.to_string()).unwrap();
                    let lost = lost(&expected(&body), &seen.json);
                    answers.push(Answer { call, status, body, places, lost });
                }
            }
        }
    }
    types
}

/// Gives a list one element more if it has only one, so that there is something to survive.
fn lengthen(body: &mut Value) {
    for pointer in ["", "/data", "/Resources"] {
        if let Some([only]) = body.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice) {
            let several = json!([only, only, only]);
            *body.pointer_mut(pointer).unwrap() = several;
        }
    }
}

/// An answer with mutations.
struct Case {
    status: u16,
    body: Value,
    mutations: Vec<Mutation>,
}

#[derive(Debug)]
struct Mutation {
    /// Where, as JSON pointer.
    pointer: String,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Dropped,
    Null,
    UnknownValue,
    NumberAsText,
    TextAsNumber,
    NewField,
    WrongType,
}

impl Case {
    fn new(answer: &Answer<'_>, random: &mut Random) -> Self {
        let mut case = Self { status: answer.status, body: answer.body.clone(), mutations: Vec::new() };
        let count = [1, 1, 1, 2, 2, 3][random.below(6)];
        for _ in 0..count {
            case.mutate(answer, random);
        }
        case
    }

    fn mutate(&mut self, answer: &Answer<'_>, random: &mut Random) {
        let Some(place) = (!answer.places.is_empty()).then(|| random.one_of(&answer.places)) else { return };
        // A mutation before may have taken the place away.
        let Some(value) = self.body.pointer_mut(&place.pointer) else { return };
        let what = match random.below(7) {
            0 => What::Null,
            1 if value.is_number() => What::NumberAsText,
            1 if value.is_string() => What::TextAsNumber,
            2 if is_name(place) => What::UnknownValue,
            3 if value.is_object() => What::NewField,
            4 => What::WrongType,
            _ if place.pointer.rsplit('/').next().is_some_and(|last| last.parse::<usize>().is_err()) => {
                What::Dropped
            }
            _ => What::WrongType,
        };
        let mut pointer = place.pointer.clone();
        match what {
            What::Null => *value = Value::Null,
            What::NumberAsText => *value = json!(value.to_string()),
            What::TextAsNumber => *value = json!(17),
            What::UnknownValue => *value = json!("from_next_year"),
            What::NewField => {
                value["fromNextYear"] = json!({"deep": [1, null]});
                pointer.push_str("/fromNextYear");
            }
            What::WrongType => *value = wrong(value, random),
            What::Dropped => {
                let (parent, name) = place.pointer.rsplit_once('/').unwrap();
                let name = name.replace("~1", "/").replace("~0", "~");
                self.body.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(&name);
            }
        }
        self.mutations.push(Mutation { pointer, what });
    }

    /// Decodes the answer, and says what should not have become of it.
    fn check(&self, answer: &Answer<'_>, count: &mut Count) -> Result<(), String> {
        let mut seen = match answer.call.answered(self.status, self.body.to_string()) {
            Ok(seen) => seen,
            Err(error) => {
                count.errors += 1;
                return self.to_blame(&error.to_string());
            }
        };
        let sent = expected(&self.body);
        if elements(&sent).map(Vec::len) != elements(&seen.json).map(Vec::len) {
            for (index, error) in seen.rejected() {
                count.rejected += 1;
                self.to_blame(&error)?;
                // In its place, so that those behind it are in theirs.
                let element =
                    elements(&sent).and_then(|elements| elements.get(index)).ok_or("no such element")?;
                elements_mut(&mut seen.json).ok_or("there are no elements")?.insert(index, element.clone());
            }
        }
        let is_new = |pointer: &String| !answer.lost.contains(pointer) && !self.touches(pointer);
        match lost(&sent, &seen.json).into_iter().find(is_new) {
            Some(pointer) => Err(format!("{pointer} is lost in {}", seen.json)),
            None => Ok(()),
        }
    }

    /// Complains of an error that no mutation is a reason for, or that does not say where it is.
    fn to_blame(&self, error: &str) -> Result<(), String> {
        let path = error.split_once(" at $").and_then(|(_, rest)| rest.split_once(": "));
        let path = path.map(|(path, _)| format!("${path}")).ok_or_else(|| error.to_owned())?;
        let is_to_blame = self.mutations.iter().any(|mutation| match mutation.what {
            What::Dropped | What::Null => {
                let (parent, name) = mutation.pointer.rsplit_once('/').unwrap_or_default();
                (is_required(name) && path == json_path(parent)) || path == json_path(&mutation.pointer)
            }
            // Of a list in the place of another one, an element is wrong.
            What::WrongType | What::TextAsNumber => {
                let rest = path.strip_prefix(&json_path(&mutation.pointer));
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            }
            What::UnknownValue | What::NumberAsText | What::NewField => false,
        });
        if is_to_blame { Ok(()) } else { Err(error.to_owned()) }
    }

    /// Whether a mutation is at this place of what is expected, around it or in it.
    fn touches(&self, pointer: &str) -> bool {
        self.mutations.iter().any(|mutation| {
            let at = mutation.pointer.replace("/data/data/0/data/", "/data/");
            at.starts_with(pointer) || pointer.starts_with(&at)
        })
    }
}

/// The elements of a page.
fn elements(body: &Value) -> Option<&Vec<Value>> {
    ["data", "Resources"].into_iter().find_map(|name| body[name].as_array())
}

fn elements_mut(body: &mut Value) -> Option<&mut Vec<Value>> {
    let name = ["data", "Resources"].into_iter().find(|name| body[*name].is_array())?;
    body[name].as_array_mut()
}

/// What cannot be done without: identity, and the elements of pages.
fn is_required(name: &str) -> bool {
    ["id", "type", "data", "Resources"].contains(&name)
}

/// Whether it is the name of something: of a value, or of a kind.
fn is_name(place: &Place<'_>) -> bool {
    !place.schema["enum"].is_null() || place.pointer.ends_with("/type")
}

/// A value of a type that cannot be meant.
fn wrong(value: &Value, random: &mut Random) -> Value {
    let objects = [json!({}), json!({"wrong": true})];
    let lists = [json!([]), json!([1, "two"])];
    let scalars = [json!("wrong"), json!(-1.5), json!(true)];
    let choices: Vec<&Value> = match value {
        Value::Object(_) => lists.iter().chain(&scalars).collect(),
        Value::Array(_) => objects.iter().chain(&scalars).collect(),
        _ => objects.iter().chain(&lists).collect(),
    };
    (*random.one_of(&choices)).clone()
}

/// `/data/0/style` as `$.data[0].style`.
fn json_path(pointer: &str) -> String {
    let mut path = "$".to_owned();
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        match step.parse::<usize>() {
            Ok(index) => path += &format!("[{index}]"),
            Err(_) if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') => {
                path += &format!(".{name}")
            }
            Err(_) => path += &format!("[{name:?}]"),
        }
    }
    path
}

/// Steele, Lea and Flood's SplitMix64: the same cases on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }

    fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}
