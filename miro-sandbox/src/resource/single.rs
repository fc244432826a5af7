//! Objects that exist once and are never created, such as the settings of a team. Until they are changed, they
//! have the initial values of their fields.

use super::{change, resource};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::store::{Object, Store};
use crate::validation::fields::{self, Field};

/// The id of such an object within its address.
pub(crate) const ONLY: &str = "";

/// Responds with the path's object.
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    call.require_parents()?;
    Ok(Response::ok(&(resource(call).show)(call, &current(call))))
}

/// Changes the path's object.
pub(crate) fn update(call: &mut Call<'_>) -> Result<Response, ApiError> {
    call.require_parents()?;
    let current = current(call);
    change(call, &current)
}

/// Returns the object at an address, without its type.
pub(crate) fn at(store: &Store, address: &str, fields: &[Field]) -> Object {
    store.get(address, ONLY).cloned().unwrap_or_else(|| fields::initial_values(fields))
}

fn current(call: &Call<'_>) -> Object {
    let resource = resource(call);
    let (address, _) = call.entry_address();
    resource.typed(at(&call.state.store, &address, resource.change))
}
