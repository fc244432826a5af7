//! eDiscovery: cases, and the legal holds in them.

mod authorship;
mod cases;
pub(crate) mod content;
mod legal_holds;
pub(crate) mod operations;

use crate::server::call::Call;

/// The cases of the organization.
const CASES: &str = "/v2/orgs/3074457345618265001/cases";

/// The address of the legal holds of a case.
fn legal_holds_of(case_id: &str) -> String {
    format!("{CASES}/{case_id}/legal-holds")
}

/// The address of the legal holds of the case that the path names.
fn legal_holds(call: &Call<'_>) -> String {
    legal_holds_of(call.parameter("case_id"))
}
