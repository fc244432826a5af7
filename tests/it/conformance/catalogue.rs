//! The catalogue against the specification, except its errata.

use miro_openapi::{comparison, errata};
use serde_json::Value;

#[test]
fn every_operation_matches_the_specification() {
    let Some(document) = super::found(miro_openapi::document()) else { return };
    let (catalogue, specification) = (comparison::catalogue(), comparison::read(&document).unwrap());
    let differences = comparison::compare(&catalogue, &specification, errata::ERRATA);
    let missing: Vec<_> = specification.keys().filter(|id| !catalogue.contains_key(*id)).collect();
    println!(
        "{} of {} operations compared, {} known differences",
        specification.len() - missing.len(),
        specification.len(),
        errata::count_of_catalogue(),
    );
    assert!(differences.is_empty(), "\n{differences}");
    assert!(missing.is_empty(), "{missing:?} are not declared");
}

/// Returns what is new, gone or changed in a specification.
pub(super) fn differences(document: &Value) -> String {
    let specification = comparison::read(document).unwrap();
    comparison::compare(&comparison::catalogue(), &specification, errata::ERRATA).to_string()
}
