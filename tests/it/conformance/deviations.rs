//! Where the client differs from the specification on purpose: one row for each place, with the reason.

use std::collections::BTreeMap;

/// A place where the client is not as Miro specifies it.
pub(super) struct Deviation {
    /// What it is about, as the test says it.
    at: &'static str,
    /// Why.
    #[expect(dead_code, reason = "for the reader")]
    reason: &'static str,
}

#[rustfmt::skip] // One deviation, one line.
pub(super) const CATALOGUE: &[Deviation] = &[
];

#[rustfmt::skip] // One deviation, one line.
pub(super) const ANSWERS: &[Deviation] = &[
];

/// Takes the differences out that are meant, and adds what is meant but is no difference any more. Says how many were.
pub(super) fn excuse(differences: &mut BTreeMap<String, String>, deviations: &[Deviation]) -> usize {
    for deviation in deviations {
        if differences.remove(deviation.at).is_none() {
            differences.insert(
                deviation.at.to_owned(),
                "is as Miro specifies it: take it out of the deviations".to_owned(),
            );
        }
    }
    deviations.len()
}
