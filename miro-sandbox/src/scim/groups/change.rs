//! Changes of a team: name and members.

use std::collections::HashSet;

use serde_json::Value;

use crate::scim::patch::Patch;
use crate::scim::{memberships, users};
use crate::server::error::ApiError;
use crate::state::store::Object;
use crate::state::user::INTERNAL_USER;
use crate::state::user::User;
use crate::state::{State, TEAMS, object};
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

const NAME: Rule = Rule::Text { min: 1, max: 60 };

/// Applies the changes to a team, given in the form of responses.
pub(crate) fn apply(state: &mut State, group: Value, patch: &Patch) -> Result<(), ApiError> {
    let team = group["id"].as_str().unwrap_or_default().to_owned();
    let before = ids(&group["members"]);
    let mut group = object(group);
    patch.apply(&mut group)?;
    let (name, after) = read(&group)?;
    let known: HashSet<&str> = before.iter().map(String::as_str).collect();
    let kept: HashSet<&str> = after.iter().map(String::as_str).collect();
    let joining: Vec<&str> = after.iter().map(String::as_str).filter(|id| !known.contains(id)).collect();
    let leaving: Vec<&str> = before.iter().map(String::as_str).filter(|id| !kept.contains(id)).collect();
    require_users(state, &joining)?;
    memberships::require_other_admin(state, &team, &leaving)?;

    if let Some(team) = state.store.get_mut(TEAMS, &team) {
        team.insert("name".to_owned(), name);
    }
    for user in leaving {
        remove(state, &team, user);
    }
    for user in joining {
        add(state, &team, user);
    }
    Ok(())
}

/// Returns the name and the member ids of a changed group.
pub(super) fn read(group: &Object) -> Result<(Value, Vec<String>), ApiError> {
    let mut problems = Problems::default();
    let name = group.get("displayName").unwrap_or(&Value::Null);
    let name = NAME.check(name, None, "displayName", &mut problems);
    let members = group.get("members").unwrap_or(&Value::Null);
    for (index, member) in members.as_array().into_iter().flatten().enumerate() {
        if !member["value"].is_string() {
            problems.add(format!("members.{index}.value"), "must be the id of a user");
        }
    }
    problems.check()?;
    Ok((name.unwrap_or_default(), ids(members)))
}

fn ids(members: &Value) -> Vec<String> {
    let members = members.as_array().into_iter().flatten();
    members.filter_map(|member| member["value"].as_str()).map(str::to_owned).collect()
}

pub(super) fn require_users(state: &State, ids: &[&str]) -> Result<(), ApiError> {
    let unknown: Vec<&str> = ids.iter().copied().filter(|id| state.users.get(id).is_none()).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(ApiError::not_found(format!("There are no users {}", unknown.join(", "))))
}

/// Adds a user to the team and makes them an active full member of the organization.
pub(super) fn add(state: &mut State, team: &str, id: &str) {
    if let Some(user) = state.users.get_mut(id) {
        user.active = true;
        if !user.is_internal() {
            user.role = INTERNAL_USER.to_owned();
            user.license = "full".to_owned();
        }
    }
    memberships::join(state, team, id);
}

/// Removes a user from the team, and from the organization if they never signed in and have no other team.
fn remove(state: &mut State, team: &str, id: &str) {
    memberships::leave(state, team, id);
    let known = state.users.get(id).is_none_or(User::has_signed_in);
    if !known && memberships::teams_of(state, id).is_empty() {
        users::remove(state, id);
    }
}
