//! Users: the members of the organization.

mod attributes;
mod removal;
mod resource;
mod roles;

use http::StatusCode;
use serde_json::Value;

pub(crate) use removal::remove;

use super::listing::Listing;
use super::patch::{Patch, PathRule};
use super::projection::Projection;
use super::schema::USER_ATTRIBUTES;
use super::{error, media, memberships};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::store::Object;
use crate::state::user::{INTERNAL_USER, User};
use crate::state::{DEFAULT_TEAM, State, object};
use crate::validation::fields;
use crate::validation::problems::Problems;

/// `GET /Users`
pub(crate) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let listing = Listing::of(call, USER_ATTRIBUTES)?;
    let mut teams = memberships::teams_by_user(call.state);
    let members = call.state.users.values().filter(|user| user.is_internal());
    let page = listing.page(members.map(|user| {
        let teams = teams.remove(user.id.as_str()).unwrap_or_default();
        resource::shown(user, teams)
    }));
    Ok(media::ok(call, &page))
}

/// `POST /Users`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = media::body(call, USER_ATTRIBUTES)?;
    let mut problems = Problems::default();
    let values = fields::merge(&attributes::CREATION, None, &sent, "", &mut problems);
    problems.check()?;
    let id = call.state.identifiers.numeric();
    let email = values["userName"].as_str().unwrap_or_default();
    let mut user = User::new(&id, email, email, INTERNAL_USER, &call.state.clock);
    user.last_activity_at.clear();
    attributes::apply(&mut user, &values)?;
    require_unique(call.state, &user)?;
    call.state.users.insert(id.as_str(), user);
    memberships::join(call.state, DEFAULT_TEAM, &id);
    let shown = shown(call.state, &id);
    let mut response = media::response(call.headers, StatusCode::CREATED, &shown);
    response.set_header("Location", &resource::location(&id));
    Ok(response)
}

/// `GET /Users/{id}`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let projection = Projection::of(call, USER_ATTRIBUTES)?;
    let id = &find(call)?.id;
    Ok(media::ok(call, &projection.of_resource(shown(call.state, id))))
}

/// `PUT /Users/{id}`: clears missing attributes, except for those that a user needs
pub(crate) fn replace(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let mut user = find(call)?.clone();
    let sent = media::body(call, USER_ATTRIBUTES)?;
    let mut problems = Problems::default();
    let values = fields::merge(&attributes::REPLACEMENT, None, &sent, "", &mut problems);
    problems.check()?;
    user.profile.clear();
    attributes::apply(&mut user, &values)?;
    save(call, user)
}

/// `PATCH /Users/{id}`
pub(crate) fn patch(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let mut user = find(call)?.clone();
    let before = object(shown(call.state, &user.id));
    let mut after = before.clone();
    Patch::of(call, USER_ATTRIBUTES, PathRule::Always)?.apply(&mut after)?;
    let changes = attributes::changes(&before, after);
    let mut problems = Problems::default();
    // A patch has no missing attributes, because absent ones stay unchanged.
    let mut values =
        fields::merge(&attributes::REPLACEMENT, Some(&Object::new()), &changes, "", &mut problems);
    problems.check()?;
    let cleared = changes.into_iter().filter(|(_, value)| value.is_null());
    values.extend(cleared);
    attributes::apply(&mut user, &values)?;
    save(call, user)
}

/// `DELETE /Users/{id}`
pub(crate) fn delete(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let id = find(call)?.id.clone();
    removal::require_dispensable(call.state, &id)?;
    remove(call.state, &id);
    Ok(Response::no_content())
}

/// Returns the path's user. Guests are not found.
fn find<'c>(call: &'c Call<'_>) -> Result<&'c User, ApiError> {
    let id = call.parameter("id");
    let user = call.state.users.get(id).filter(|user| user.is_internal());
    user.ok_or_else(|| ApiError::not_found(format!("There is no user {id} in the organization")))
}

fn shown(state: &State, id: &str) -> Value {
    let user = state.users.get(id);
    user.map_or(Value::Null, |user| resource::shown(user, memberships::teams_of(state, id)))
}

/// Stores a changed user, if Miro's rules allow the change.
fn save(call: &mut Call<'_>, user: User) -> Result<Response, ApiError> {
    let former = find(call)?;
    let changes_account = (&user.email, &user.license, &user.role, &user.admin_roles)
        != (&former.email, &former.license, &former.role, &former.admin_roles);
    if !former.active && !user.active && changes_account {
        let detail = "The userName, userType and roles of a deactivated user cannot be changed";
        return Err(error::conflict(detail));
    }
    if attributes::is_downgrade(&former.license, &user.license) {
        return Err(error::refused("invalidValue", "userType: cannot be downgraded"));
    }
    if former.is_active_admin() && !user.is_active_admin() {
        removal::require_other_admin(call.state, &user.id)?;
    }
    require_unique(call.state, &user)?;
    let id = user.id.clone();
    call.state.users.insert(id.as_str(), user);
    let shown = shown(call.state, &id);
    Ok(media::ok_with_version(call, &shown, &shown))
}

fn require_unique(state: &State, user: &User) -> Result<(), ApiError> {
    let taken = |other: &User| other.id != user.id && other.email.eq_ignore_ascii_case(&user.email);
    if state.users.values().any(taken) {
        return Err(error::not_unique(format!("userName: {} is taken already", user.email)));
    }
    Ok(())
}
