//! Relations read from the other end: the groups of each team are stored, and the teams of a group are requested.
//! The path `/groups/{group_id}/teams/{team_id}` means the entry `/teams/{team_id}/groups/{group_id}`.

use serde_json::Value;

use super::resource;
use crate::paging::CursorPaging;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::collection::Collection;
use crate::state::store::Object;

/// Responds with a page of the owners of the path's object.
pub(crate) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, resource(call).paging)?;
    call.require_parents()?;
    let near = NearEnd::of(&call.address());
    let none = Collection::default();
    let all = call.state.store.at(&near.owners).unwrap_or(&none);
    let found = |owner: &Object| near.entry(call, owner.get("id")?.as_str()?);
    Ok(paging.page_of(all, |owner| found(owner).is_some(), |owner| found(owner).unwrap_or_default()))
}

/// Responds with one owner of the path's object.
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    call.require_parents()?;
    let (address, owner) = call.entry_address();
    let entry = NearEnd::of(&address).entry(call, &owner);
    entry.map(|entry| Response::ok(&entry)).ok_or_else(|| resource(call).not_found(&owner))
}

/// The end of a relation that a path starts with.
struct NearEnd {
    /// The address of the owners, which store the relation.
    owners: String,
    /// The name of each owner's collection.
    name: String,
    id: String,
}

impl NearEnd {
    /// Splits an address such as `/groups/1/teams`.
    fn of(address: &str) -> Self {
        let mut segments = address.rsplitn(4, '/').map(str::to_owned);
        let mut last = || segments.next().unwrap_or_default();
        let (far, id, name, above) = (last(), last(), last(), last());
        Self { owners: format!("{above}/{far}"), name, id }
    }

    fn entry(&self, call: &Call<'_>, owner: &str) -> Option<Value> {
        let resource = resource(call);
        let kept = call.state.store.get(&format!("{}/{owner}/{}", self.owners, self.name), &self.id)?;
        Some((resource.show)(call, &resource.entry(owner, kept.clone())))
    }
}
