//! Groups: the teams of the organization.

mod change;
mod lifecycle;

use serde_json::{Value, json};

pub(crate) use lifecycle::{create, delete};

use super::listing::Listing;
use super::patch::{Patch, PathRule};
use super::projection::Projection;
use super::schema::{GROUP, GROUP_ATTRIBUTES};
use super::{error, media, memberships};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::{State, TEAMS};

const MAX_MEMBERS: usize = 8_000;

/// `GET /Groups`
pub(crate) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let listing = Listing::of(call, GROUP_ATTRIBUTES)?;
    let paths = listing.filter.iter().flat_map(|filter| filter.paths());
    let complex = paths.filter_map(|path| path.first()).find(|attribute| !attribute.parts().is_empty());
    if let Some(attribute) = complex {
        let detail = format!("filter: groups cannot be filtered by {}", attribute.name);
        return Err(error::refused("invalidFilter", detail));
    }
    let groups = memberships::teams(call.state).map(|team| shown(call.state, team));
    Ok(media::ok(call, &listing.page(groups)))
}

/// `GET /Groups/{id}`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let projection = Projection::of(call, GROUP_ATTRIBUTES)?;
    respond(call, &projection)
}

/// `PATCH /Groups/{id}`
pub(crate) fn patch(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let projection = Projection::of(call, GROUP_ATTRIBUTES)?;
    let before = find(call)?;
    let patch = Patch::of(call, GROUP_ATTRIBUTES, PathRule::ForRemoval)?;
    if patch.value_count() > MAX_MEMBERS {
        return Err(error::too_large(format!("A change may name {MAX_MEMBERS} members")));
    }
    change::apply(call.state, before, &patch)?;
    respond(call, &projection)
}

fn respond(call: &Call<'_>, projection: &Projection) -> Result<Response, ApiError> {
    let group = find(call)?;
    let shown = projection.of_resource(group.clone());
    Ok(media::ok_with_version(call, &group, &shown))
}

/// Returns the path's team in the form of responses.
fn find(call: &Call<'_>) -> Result<Value, ApiError> {
    let id = call.parameter("id");
    let team = call.state.store.get(TEAMS, id).map(|_| shown(call.state, id));
    team.ok_or_else(|| ApiError::not_found(format!("There is no group {id}")))
}

fn shown(state: &State, team: &str) -> Value {
    let members = memberships::members(state, team);
    let members: Vec<Value> = members
        .map(|user| json!({"value": user, "type": "User", "display": state.user_name(user)}))
        .collect();
    json!({
        "schemas": [GROUP.id],
        "id": team,
        "meta": {"resourceType": "Group", "location": super::location("api-xochitl", "Groups", team)},
        "displayName": state.team_name(team),
        "members": members,
    })
}
