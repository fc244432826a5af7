//! Creation and deletion of groups. Miro's reference has them since a SCIM group became a user group. Bodies were
//! not seen, so they follow the standard. Here a group is still a team.
//!
//! Unknown, and decided here: a team with boards, and the organization's first team, cannot be deleted this way.

use http::StatusCode;
use serde_json::json;

use super::{change, find, shown};
use crate::scim::schema::GROUP_ATTRIBUTES;
use crate::scim::{error, media};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::{DEFAULT_TEAM, TEAMS, object};

/// `POST /Groups`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = media::body(call, GROUP_ATTRIBUTES)?;
    let (name, members) = change::read(&sent)?;
    change::require_users(call.state, &members.iter().map(String::as_str).collect::<Vec<_>>())?;
    let id = call.state.identifiers.numeric();
    call.state.store.insert(TEAMS, &id, object(json!({"id": id, "name": name, "type": "team"})));
    for member in &members {
        change::add(call.state, &id, member);
    }
    let group = shown(call.state, &id);
    let mut response = media::response(call.headers, StatusCode::CREATED, &group);
    response.set_header("Location", group["meta"]["location"].as_str().unwrap_or_default());
    Ok(response)
}

/// `DELETE /Groups/{id}`
pub(crate) fn delete(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let group = find(call)?;
    let id = group["id"].as_str().unwrap_or_default();
    let has_boards = call.state.boards.values().any(|board| board.team_id() == id);
    if has_boards || id == DEFAULT_TEAM {
        return Err(error::conflict(format!("The team {id} is in use")));
    }
    call.state.store.remove(TEAMS, id);
    Ok(Response::no_content())
}
