//! The errata of Miro's specification: every place where the client or the sandbox does not follow it.
//!
//! [`ERRATA`] is the only list. A row says where, what the specification says, what is so, and how that is known. A row
//! that no longer applies to the specification fails a test.

mod list;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;

use serde_json::Value;

pub use list::ERRATA;

/// A place where the specification is not followed: it is wrong, or it says in its text what its schemas lack, or the
/// client differs on purpose.
#[derive(Clone, Copy, Debug)]
pub struct Erratum {
    /// Where, and which check it concerns.
    pub place: Place,
    /// What the specification says there.
    pub says: &'static str,
    /// What is so.
    pub so: &'static str,
    /// How that is known. If the client differs on purpose, the reason.
    pub source: &'static str,
}

/// Where an erratum is.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// JSON pointers into the specification, with the correct value; `null` removes it.
    Schemas(&'static [&'static str], fn() -> Value),
    /// Operations, with the difference that the comparison with the catalogue reports for each.
    Catalogue(&'static [&'static str], &'static str),
    /// Differences that a check of the client reports, by the names that it gives them.
    Client(Check, &'static [&'static str]),
    /// The end of what validation reports for responses of the sandbox.
    Sandbox(&'static str),
}

/// A check of the client in `tests/it/conformance`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Every property of a response is in its model.
    Responses,
    /// Every property of a body can be set.
    Bodies,
    /// Every value that a body may have can be set, and none beyond.
    Limits,
}

impl Erratum {
    /// The difference of this operation that the comparison with the catalogue accepts.
    pub(crate) fn difference_of(&self, operation: &str) -> Option<&'static str> {
        match self.place {
            Place::Catalogue(operations, difference) if operations.contains(&operation) => Some(difference),
            _ => None,
        }
    }
}

/// The number of differences between the catalogue and the specification that have an erratum.
pub fn count_of_catalogue() -> usize {
    let counts = ERRATA.iter().map(|erratum| match erratum.place {
        Place::Catalogue(operations, _) => operations.len(),
        _ => 0,
    });
    counts.sum()
}

/// Removes differences that have an erratum, and reports errata without a difference. Returns the number of differences
/// that have an erratum.
pub fn excuse(differences: &mut BTreeMap<String, String>, check: Check) -> usize {
    let mut count = 0;
    for at in places(check) {
        count += 1;
        if differences.remove(at).is_none() {
            differences.insert(at.to_owned(), "is as Miro specifies it: remove its erratum".to_owned());
        }
    }
    count
}

/// Whether a difference has an erratum.
pub fn has(check: Check, at: &str) -> bool {
    places(check).any(|place| place == at)
}

fn places(check: Check) -> impl Iterator<Item = &'static str> {
    let places = ERRATA.iter().filter_map(move |erratum| match erratum.place {
        Place::Client(of, places) if of == check => Some(places),
        _ => None,
    });
    places.flatten().copied()
}

/// Whether validation of the sandbox's responses reports this because of an erratum.
#[cfg(feature = "schemas")]
pub(crate) fn is_accepted(complaint: &str) -> bool {
    ERRATA.iter().any(|erratum| matches!(erratum.place, Place::Sandbox(end) if complaint.ends_with(end)))
}

/// Corrects the schemas of the specification.
///
/// # Errors
/// Says which errata no longer apply.
pub(crate) fn correct(document: &mut Value) -> Result<(), String> {
    let mut settled = Vec::new();
    for erratum in ERRATA {
        let Place::Schemas(pointers, value) = erratum.place else { continue };
        for pointer in pointers {
            if let Err(why) = set(document, pointer, value()) {
                settled.push(format!("{pointer} {why}: remove its erratum"));
            }
        }
    }
    if settled.is_empty() { Ok(()) } else { Err(settled.join("\n")) }
}

/// Puts a value at a place that has another one; `null` removes it.
fn set(document: &mut Value, pointer: &str, value: Value) -> Result<(), &'static str> {
    let (parent, name) = pointer.rsplit_once('/').unwrap_or_default();
    let name = name.replace("~1", "/").replace("~0", "~");
    let parent = document.pointer_mut(parent).and_then(Value::as_object_mut).ok_or("is missing")?;
    if *parent.get(&name).unwrap_or(&Value::Null) == value {
        return Err("is correct");
    }
    if value.is_null() {
        parent.remove(&name);
    } else {
        parent.insert(name, value);
    }
    Ok(())
}
