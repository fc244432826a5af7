//! A relation from its other end: what is kept are the groups of each team, what is asked for are the teams of
//! a group. The path `/groups/{group_id}/teams/{team_id}` means the entry `/teams/{team_id}/groups/{group_id}`.

use serde_json::Value;

use super::resource;
use crate::paging::CursorPaging;
use crate::server::answer::Answer;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::state::collection::Collection;
use crate::state::store::Object;

/// Answers a page of those that the one in the path belongs to.
pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let paging = CursorPaging::of(call, resource(call).paging)?;
    call.require_parents()?;
    let near = NearEnd::of(&call.address());
    let none = Collection::default();
    let all = call.state.store.at(&near.owners).unwrap_or(&none);
    let found = |owner: &Object| near.entry(call, owner.get("id")?.as_str()?);
    Ok(paging.page_of(all, |owner| found(owner).is_some(), |owner| found(owner).unwrap_or_default()))
}

/// Answers one of those that the one in the path belongs to.
pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    call.require_parents()?;
    let (address, owner) = call.entry_address();
    let entry = NearEnd::of(&address).entry(call, &owner);
    entry.map(|entry| Answer::ok(&entry)).ok_or_else(|| resource(call).not_found(&owner))
}

/// The end of a relation that a path begins with.
struct NearEnd {
    /// The address of those at the other end, where the relation is kept.
    owners: String,
    /// The name of the collection that each of them has.
    name: String,
    id: String,
}

impl NearEnd {
    /// Takes an address apart that ends like `/groups/1/teams`.
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
