//! Cases, which group legal holds.

use http::StatusCode;

use super::{authorship, legal_holds};
use crate::paging::CursorRules;
use crate::resource::{self, Change, Resource};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::store::Object;
use crate::validation::fields::Field;
use crate::validation::rules::{Rule, TEXT};

/// Used for cases and legal holds. Miro documents no maximum length.
pub(super) const NAME: Field = Field::required("name", Rule::Text { min: 1, max: usize::MAX });
pub(super) const DESCRIPTION: Field = Field::optional("description", TEXT);
pub(super) const PAGING: CursorRules = CursorRules::ORGANIZATION.with_total();

pub(super) static CASE: Resource = Resource {
    name: "Case",
    creation: &[NAME, DESCRIPTION],
    change: &[NAME, DESCRIPTION],
    paging: &PAGING,
    created: StatusCode::OK,
    complete,
    ..Resource::PLAIN
};

fn complete(call: &mut Call<'_>, case: &mut Object, change: Change) -> Result<(), ApiError> {
    authorship::sign(call, case, change);
    Ok(())
}

/// `DELETE /v2/orgs/{org_id}/cases/{case_id}`: all its legal holds must have been released
pub(super) fn close(call: &mut Call<'_>) -> Result<Response, ApiError> {
    legal_holds::settle(call);
    call.require_parents()?;
    if call.state.store.len(&super::legal_holds(call)) > 0 {
        return Err(ApiError::bad_request("A case can be closed once all legal holds in it are closed"));
    }
    resource::delete(call)
}
