use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::comparison::read;
use crate::document;

#[test]
fn every_erratum_applies_to_the_specification() {
    let Some(mut document) = document() else {
        println!("skipped: MIRO_OPENAPI is not set");
        return;
    };
    let operations = read(&document).unwrap();
    for erratum in ERRATA {
        if let Place::Catalogue(ids, _) = erratum.place {
            let missing: Vec<_> = ids.iter().filter(|id| !operations.contains_key(**id)).collect();
            assert!(missing.is_empty(), "{missing:?} are missing: remove their errata");
        }
    }
    assert_eq!(correct(&mut document), Ok(()));
}

#[test]
#[cfg(feature = "schemas")]
fn every_erratum_of_the_sandbox_applies_to_the_specification() {
    let Some(spec) = crate::spec() else { return };
    // The item that may be without its frame.
    let item = json!({"$ref": "#/components/schemas/StickyNoteItem"});
    let complaints = spec.complaints_about(&json!({"id": "1", "type": "sticky_note", "parent": null}), &item);
    for erratum in ERRATA {
        if let Place::Sandbox(end) = erratum.place {
            assert!(complaints.iter().any(|complaint| complaint.ends_with(end)), "{end}: {complaints:?}");
        }
    }
}

#[test]
fn a_place_has_one_erratum() {
    let mut seen = BTreeSet::new();
    for erratum in ERRATA {
        let places: Vec<String> = match erratum.place {
            Place::Schemas(places, _) => places.iter().map(ToString::to_string).collect(),
            Place::Client(check, places) => places.iter().map(|place| format!("{check:?} {place}")).collect(),
            Place::Catalogue(ids, what) => ids.iter().map(|id| format!("{id} {what}")).collect(),
            Place::Sandbox(end) => vec![end.to_owned()],
        };
        for place in places {
            assert!(seen.insert(place.clone()), "{place} has two errata");
        }
    }
}

#[test]
fn a_corrected_or_missing_place_is_reported() {
    let mut document = json!({"a": {"b": 1}});
    assert_eq!(set(&mut document, "/a/b", json!(1)), Err("is correct"));
    assert_eq!(set(&mut document, "/a/c", json!(null)), Err("is correct"));
    assert_eq!(set(&mut document, "/b/c", json!(1)), Err("is missing"));
    assert_eq!(set(&mut document, "/a/c~1d", json!(2)), Ok(()));
    assert_eq!(set(&mut document, "/a/b", json!(null)), Ok(()));
    assert_eq!(document, json!({"a": {"c/d": 2}}));
}
