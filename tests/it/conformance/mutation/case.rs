use std::fmt;

use serde_json::{Value, json};

use super::outline::{
    elements, elements_mut, is_element, is_element_of_response, is_required, json_path, list_of,
};
use super::{Count, Sample};
use crate::conformance::compared::lost;
use crate::conformance::places::Place;
use crate::conformance::responses::expected;
use crate::random::Random;

/// A response with mutations.
pub(super) struct Case {
    status: u16,
    body: Value,
    mutations: Vec<Mutation>,
}

#[derive(Debug)]
struct Mutation {
    /// The place, as JSON pointer.
    pointer: String,
    what: What,
    /// Whether it justifies failing to read the value, or the value around it.
    may_fail: bool,
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
    pub(super) fn new(sample: &Sample<'_>, random: &mut Random) -> Self {
        let mut case = Self { status: sample.status, body: sample.body.clone(), mutations: Vec::new() };
        let count = [1, 1, 1, 2, 2, 3][random.below(6)];
        for _ in 0..count {
            case.mutate(sample, random);
        }
        case
    }

    fn mutate(&mut self, sample: &Sample<'_>, random: &mut Random) {
        let Some(place) = (!sample.places.is_empty()).then(|| random.one_of(&sample.places)) else { return };
        // An earlier mutation may have removed the place.
        let Some(value) = self.body.pointer_mut(&place.pointer) else { return };
        let what = match random.below(7) {
            0 => What::Null,
            1 if value.is_number() => What::NumberAsText,
            1 if value.is_string() => What::TextAsNumber,
            2 if is_name(place) => What::UnknownValue,
            3 if value.is_object() => What::NewField,
            4 => What::WrongType,
            _ if !is_element(&place.pointer) => What::Dropped,
            _ => What::WrongType,
        };
        let mut pointer = place.pointer.clone();
        let may_fail = match what {
            What::Dropped => is_required(&pointer),
            What::Null | What::WrongType => is_required(&pointer) || is_element_of_response(&pointer),
            What::UnknownValue | What::NumberAsText | What::TextAsNumber | What::NewField => false,
        };
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
        self.mutations.push(Mutation { pointer, what, may_fail });
    }

    /// Decodes the response, and returns an error if the result is not what it should be.
    pub(super) fn check(&self, sample: &Sample<'_>, count: &mut Count) -> Result<(), String> {
        let mut seen = match sample.call.respond_with(self.status, self.body.to_string()) {
            Ok(seen) => seen,
            Err(error) => {
                count.errors += 1;
                return self.to_blame(&error.to_string(), sample.is_page());
            }
        };
        let sent = expected(&self.body);
        if elements(&sent).map(Vec::len) != elements(&seen.json).map(Vec::len) {
            for (index, error) in seen.rejected() {
                count.rejected += 1;
                self.to_blame(&error, false)?;
                let operation = sample.call.operation.id();
                if !error.contains(&format!("{operation} ("))
                    || !error.contains(&format!("Miro responded with {}", self.status))
                {
                    return Err(format!("an element does not say what it is of: {error}"));
                }
                // In its place, so that the following ones keep theirs.
                let element =
                    elements(&sent).and_then(|elements| elements.get(index)).ok_or("no such element")?;
                elements_mut(&mut seen.json).ok_or("there are no elements")?.insert(index, element.clone());
            }
        }
        let is_new = |pointer: &String| !sample.lost.contains(pointer) && !self.touches(pointer);
        match lost(&sent, &seen.json).into_iter().find(is_new) {
            Some(pointer) => Err(format!("{pointer} is lost in {}", seen.json)),
            None => Ok(()),
        }
    }

    /// Returns an error for a decode error that no mutation explains, that has no position, or that loses a whole
    /// page because of one element.
    fn to_blame(&self, error: &str, of_page: bool) -> Result<(), String> {
        let path = error.split_once(" at $").and_then(|(_, rest)| rest.split_once(": "));
        let path = path.map(|(path, _)| format!("${path}")).ok_or_else(|| error.to_owned())?;
        let lists = ["$[", "$.data[", "$.data.data[", "$.Resources["];
        if of_page && lists.iter().any(|list| path.starts_with(list)) && !self.spares_no_element(&path) {
            return Err(format!("the page is lost: {error}"));
        }
        let is_to_blame = self.mutations.iter().filter(|mutation| mutation.may_fail).any(|mutation| {
            let (around, _) = mutation.pointer.rsplit_once('/').unwrap_or_default();
            match path.strip_prefix(&json_path(&mutation.pointer)) {
                // If a list replaced another one, an element is wrong.
                Some(rest) => {
                    rest.is_empty() || (mutation.what == What::WrongType && rest.starts_with(['.', '[']))
                }
                None => is_required(&mutation.pointer) && path == json_path(around),
            }
        });
        if is_to_blame { Ok(()) } else { Err(error.to_owned()) }
    }

    /// Whether each element of the list at this path has a mutation that may lose it: then there is no page.
    fn spares_no_element(&self, path: &str) -> bool {
        list_of(path, &self.body).is_some_and(|(list, elements)| {
            (0..elements.len()).all(|index| {
                let element = format!("{list}/{index}");
                let mut costly = self.mutations.iter().filter(|mutation| mutation.may_fail);
                costly.any(|mutation| {
                    let rest = mutation.pointer.strip_prefix(&element);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                })
            })
        })
    }

    /// Whether a mutation is at this place of the expected value, around it or in it.
    fn touches(&self, pointer: &str) -> bool {
        let is_in = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.mutations.iter().any(|mutation| {
            let at = mutation.pointer.replace("/data/data/0/data/", "/data/");
            is_in(&at, pointer) || is_in(pointer, &at)
        })
    }
}

impl fmt::Display for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Mutation { pointer, what, .. } in &self.mutations {
            write!(formatter, "{what:?} at {pointer}, ")?;
        }
        write!(formatter, "in {}", self.body)
    }
}

/// Whether it is a name: of a value, or of a kind.
fn is_name(place: &Place<'_>) -> bool {
    !place.schema["enum"].is_null() || place.pointer.ends_with("/type")
}

/// Returns a value of a wrong type.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_loss_without_a_mutation_is_a_problem() {
        let calls = crate::conformance::calls().await;
        let call = calls.iter().find(|call| call.operation.id() == "get-boards").unwrap();
        let page = json!({"type": "page", "total": 2, "data": [{"id": "1"}, {"id": "2", "name": "Retro"}]});
        let sample = Sample::new(call, 200, page.clone(), Vec::new());
        let check = |pointer: &str, value: Value, what: Option<What>| {
            let mut body = page.clone();
            let (around, name) = pointer.rsplit_once('/').unwrap();
            body.pointer_mut(around).unwrap()[name] = value;
            let mutation = what.map(|what| Mutation {
                pointer: pointer.to_owned(),
                what,
                may_fail: what == What::WrongType,
            });
            let case = Case { status: 200, body, mutations: mutation.into_iter().collect() };
            case.check(&sample, &mut Count::default()).err().unwrap_or_default()
        };
        assert_eq!(check("/total", json!("2"), Some(What::NumberAsText)), "");
        assert_eq!(check("/data/1/id", json!([]), Some(What::WrongType)), "");
        assert_eq!(check("/total", json!({}), Some(What::WrongType)), "");
        assert!(check("/data/1/id", json!([]), None).contains("at $.data[1].id"));
        assert!(check("/data/1/id", json!([]), Some(What::UnknownValue)).contains("at $.data[1].id"));
        assert_eq!(check("/links", json!({"self": "x"}), None), "");
        let call = calls.iter().find(|call| call.operation.id() == "create-items").unwrap();
        let list = json!({"type": "bulk-list", "data": [{"id": "1", "type": "text"}]});
        let sample = Sample::new(call, 201, list.clone(), Vec::new());
        let check = |shade: Value| {
            let mut body = list.clone();
            body["shade"] = shade;
            let case = Case { status: 201, body, mutations: Vec::new() };
            case.check(&sample, &mut Count::default()).err().unwrap_or_default()
        };
        assert!(check(json!("dark")).starts_with("/shade is lost"), "no field keeps it");
        assert_eq!(check(Value::Null), "");
    }

    #[test]
    fn a_malformed_element_must_not_fail_its_page() {
        let mutation = Mutation { pointer: "/data/0/name".to_owned(), what: What::WrongType, may_fail: true };
        let case = Case { status: 200, body: Value::Null, mutations: vec![mutation] };
        let error = "cannot decode the response at $.data[0].name: no text";
        assert_eq!(case.to_blame(error, false), Ok(()));
        assert_eq!(case.to_blame(error, true), Err(format!("the page is lost: {error}")));
        assert!(case.to_blame("cannot read the response", false).is_err(), "it does not say where");
        let mutation = Mutation { pointer: "/0/name".to_owned(), what: What::WrongType, may_fail: true };
        let case = Case { status: 200, body: Value::Null, mutations: vec![mutation] };
        let error = "cannot decode the response at $[0].name: no text";
        assert_eq!(case.to_blame(error, true), Err(format!("the page is lost: {error}")));
        let case = Case { body: json!([{"name": []}]), ..case };
        assert_eq!(case.to_blame(error, true), Ok(()), "there was no other element");
    }
}
