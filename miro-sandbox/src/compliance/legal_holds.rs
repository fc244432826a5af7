//! Legal holds, which preserve the boards of users. They take time to be processed and to be released.

use http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;

use super::authorship::{self, person};
use super::cases::{DESCRIPTION, NAME, PAGING};
use crate::resource::{self, Change, Resource};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::State;
use crate::state::clock;
use crate::state::store::Object;
use crate::validation::fields::Field;
use crate::validation::problems::Problems;
use crate::validation::rules::{Rule, TEXT};

pub(super) const ACTIVE: &str = "ACTIVE";
const PROCESSING: &str = "PROCESSING";
const DELETING: &str = "DELETING";
/// Internal property: when the state changes.
const DUE: &str = "_due";

const MAX_USERS: usize = 200;
const USER: &[Field] = &[Field::required("email", TEXT)];
const SCOPE: &[Field] = &[Field::required("users", Rule::Objects { of: USER, max: MAX_USERS })];
const FIELDS: &[Field] = &[NAME, DESCRIPTION, Field::required("scope", Rule::Object(SCOPE))];

pub(super) static LEGAL_HOLD: Resource = Resource {
    name: "Legal hold",
    creation: FIELDS,
    change: FIELDS,
    paging: &PAGING,
    created: StatusCode::OK,
    settle,
    complete,
    ..Resource::PLAIN
};

fn complete(call: &mut Call<'_>, hold: &mut Object, change: Change) -> Result<(), ApiError> {
    if hold.get("state") == Some(&DELETING.into()) {
        return Err(ApiError::bad_request("The legal hold is being closed and cannot be changed"));
    }
    identify_users(call.state, hold)?;
    authorship::sign(call, hold, change);
    if change == Change::Creation {
        hold.insert("caseId".to_owned(), call.parameter("case_id").into());
        set_state(call.state, hold, PROCESSING);
    }
    Ok(())
}

/// Resolves the users that a request names by e-mail; responses contain their details.
fn identify_users(state: &State, hold: &mut Object) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    let users = hold.get_mut("scope").and_then(|scope| scope.get_mut("users"));
    let Some(Value::Array(users)) = users else { return Ok(()) };
    if users.is_empty() {
        problems.add("scope.users", format!("must have 1 to {MAX_USERS} entries"));
    }
    for (index, named) in users.iter_mut().enumerate() {
        let email = named["email"].as_str().unwrap_or_default();
        match state.user_by_email(email) {
            Some(user) => *named = person(user),
            None => problems.add(format!("scope.users.{index}.email"), "there is no user with this e-mail"),
        }
    }
    problems.check()
}

/// `DELETE /v2/orgs/{org_id}/cases/{case_id}/legal-holds/{legal_hold_id}`: removed once it is released
pub(super) fn close(call: &mut Call<'_>) -> Result<Response, ApiError> {
    settle(call);
    call.require_parents()?;
    let mut hold = resource::entry(call)?.clone();
    if hold.get("state") != Some(&DELETING.into()) {
        set_state(call.state, &mut hold, DELETING);
        let (address, id) = call.entry_address();
        call.state.store.insert(&address, &id, hold);
    }
    Ok(Response::no_content())
}

/// Updates the legal holds of the path's case to the current time.
pub(super) fn settle(call: &mut Call<'_>) {
    let address = super::legal_holds(call);
    settle_at(call.state, &address);
}

/// Updates the legal holds at an address to the current time.
pub(super) fn settle_at(state: &mut State, address: &str) {
    let now = state.clock.now();
    let is_due = |hold: &&Object| due(hold).is_some_and(|due| due <= now);
    let due: Vec<Object> = state.store.values(address).filter(is_due).cloned().collect();
    for mut hold in due {
        let id = hold.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if hold.get("state") == Some(&DELETING.into()) {
            state.store.remove(address, &id);
        } else {
            hold.insert("state".to_owned(), ACTIVE.into());
            hold.remove(DUE);
            state.store.insert(address, &id, hold);
        }
    }
}

/// Sets a temporary state.
fn set_state(state: &State, hold: &mut Object, name: &str) {
    let due = clock::later(state.clock.now(), state.settings.legal_hold_processing);
    hold.insert("state".to_owned(), name.into());
    hold.insert(DUE.to_owned(), due.to_string().into());
}

fn due(hold: &Object) -> Option<Timestamp> {
    hold.get(DUE)?.as_str()?.parse().ok()
}
