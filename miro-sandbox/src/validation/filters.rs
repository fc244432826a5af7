//! Query parameters that choose what a list shows.

use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::validation::fields::Field;
use crate::validation::problems::Problems;

/// Refuses filters that no entry could ever have. An empty one is none.
pub(crate) fn check(call: &Call<'_>, filters: &[Field]) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    for filter in filters {
        if let Some(text) = call.query.given(filter.name) {
            filter.rule.check(&text.into(), None, filter.name, &mut problems);
        }
    }
    problems.check()
}
