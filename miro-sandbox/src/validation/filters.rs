//! Query parameters that filter a list.

use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::validation::fields::Field;
use crate::validation::problems::Problems;

/// Rejects filters with invalid values. Empty ones are ignored.
pub(crate) fn check(call: &Call<'_>, filters: &[Field]) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    for filter in filters {
        if let Some(text) = call.query.given(filter.name) {
            filter.rule.check(&text.into(), None, filter.name, &mut problems);
        }
    }
    problems.check()
}
