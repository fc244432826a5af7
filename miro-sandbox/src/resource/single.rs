//! What there is once and without ever being created, such as the settings of a team: until it is changed, it
//! is what its table of fields says at first.

use super::{change, resource};
use crate::server::answer::Answer;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::state::store::{Object, Store};
use crate::validation::fields::{self, Field};

/// The id that such an object has within its address: it needs none to be told from others.
pub(crate) const ONLY: &str = "";

/// Answers what the path names.
pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    call.require_parents()?;
    Ok(Answer::ok(&(resource(call).show)(call, &current(call))))
}

/// Changes what the path names.
pub(crate) fn update(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    call.require_parents()?;
    let current = current(call);
    change(call, &current)
}

/// What there is at an address, without its type.
pub(crate) fn at(store: &Store, address: &str, fields: &[Field]) -> Object {
    store.get(address, ONLY).cloned().unwrap_or_else(|| fields::initial_values(fields))
}

fn current(call: &Call<'_>) -> Object {
    let resource = resource(call);
    let (address, _) = call.entry_address();
    resource.typed(at(&call.state.store, &address, resource.change))
}
