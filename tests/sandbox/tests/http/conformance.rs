//! All of Miro's operations, each answered successfully and by the specification.

use std::collections::BTreeSet;

use crate::spec::spec;
use crate::walks;

#[tokio::test]
async fn every_operation_answers_by_the_specification() {
    let mut answered: BTreeSet<&str> = BTreeSet::new();
    answered.extend(walks::boards::walk().await);
    answered.extend(walks::scim::walk().await);
    let Some(spec) = spec() else {
        println!("the answers were not compared: MIRO_OPENAPI is not set");
        return;
    };
    let missing: BTreeSet<&str> = spec.operation_ids().filter(|id| !answered.contains(id)).collect();
    assert!(missing.is_empty(), "{} operations did not answer: {missing:#?}", missing.len());
}
