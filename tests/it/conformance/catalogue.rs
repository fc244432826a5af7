//! The catalogue against the specification, with the comparison of `tests/support/spec`, which knows where they differ on purpose.

use serde_json::Value;

#[test]
fn every_operation_matches_the_specification() {
    let Some(document) = super::found(miro_openapi::document()) else { return };
    let (catalogue, specification) = (miro_spec::catalogue(), miro_spec::read(&document).unwrap());
    let differences = miro_spec::compare(&catalogue, &specification, miro_spec::KNOWN);
    let missing: Vec<_> = specification.keys().filter(|id| !catalogue.contains_key(*id)).collect();
    println!(
        "{} of {} operations compared, {} known differences",
        specification.len() - missing.len(),
        specification.len(),
        miro_spec::KNOWN.len(),
    );
    assert!(differences.is_empty(), "\n{differences}");
    assert!(missing.is_empty(), "{missing:?} are not declared");
}

/// Returns what is new, gone or changed in a specification.
pub(super) fn differences(document: &Value) -> String {
    let specification = miro_spec::read(document).unwrap();
    miro_spec::compare(&miro_spec::catalogue(), &specification, miro_spec::KNOWN).to_string()
}
