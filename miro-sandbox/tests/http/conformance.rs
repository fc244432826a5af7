//! Every operation of Miro, with a success response that conforms to the specification.

use std::collections::BTreeSet;

use miro_openapi::{Operation, spec};

use crate::walks;

#[tokio::test]
async fn every_operation_answers_by_the_specification() {
    let mut answered: BTreeSet<&str> = BTreeSet::new();
    answered.extend(walks::boards::walk().await);
    answered.extend(walks::organization::walk().await);
    answered.extend(walks::code_widgets::walk().await);
    answered.extend(walks::connectors::walk().await);
    answered.extend(walks::groups::walk().await);
    answered.extend(walks::mind_maps::walk().await);
    answered.extend(walks::tags::walk().await);
    answered.extend(walks::compliance::walk().await);
    answered.extend(walks::exports::walk().await);
    answered.extend(walks::logs::walk().await);
    answered.extend(walks::metrics::walk().await);
    answered.extend(walks::items::walk().await);
    answered.extend(walks::uploads::walk().await);
    answered.extend(walks::oauth::walk().await);
    answered.extend(walks::scim::walk().await);
    let Some(spec) = spec() else {
        println!("the answers were not compared: MIRO_OPENAPI is not set");
        return;
    };
    let missing: BTreeSet<&str> =
        spec.operations().map(Operation::id).filter(|id| !answered.contains(id)).collect();
    assert!(missing.is_empty(), "{} operations did not answer: {missing:#?}", missing.len());
}
