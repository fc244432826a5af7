//! Bulk addition and removal of user group members.

use http::StatusCode;
use serde_json::{Map, Value, json};

use super::GROUP_MEMBER;
use crate::organization::people;
use crate::resource::accepted;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::store::Object;
use crate::validation::fields::Field;
use crate::validation::rules::Rule;

/// Maximum number of people to add and remove in a request.
const MAX_PEOPLE: usize = 500;

const LISTS: [&str; 2] = ["membersToAdd", "membersToRemove"];
const PEOPLE: Rule = Rule::Texts { min: 0, max: usize::MAX };
const EDIT: &[Field] = &[Field::list(LISTS[0], PEOPLE), Field::list(LISTS[1], PEOPLE)];

/// `PATCH /v2/orgs/{org_id}/groups/{group_id}/members`
pub(in crate::organization) fn edit(call: &mut Call<'_>) -> Result<Response, ApiError> {
    call.require_parents()?;
    let edit = accepted(call, EDIT, None)?;
    match count(&edit) {
        0 => return Err(ApiError::invalid("", "There is nobody to add or to remove")),
        1..=MAX_PEOPLE => {}
        count => {
            let message =
                format!("At most {MAX_PEOPLE} people can be added and removed at once, not {count}");
            return Err(ApiError::payload_too_large(message));
        }
    }
    let address = call.address();
    let mut outcomes = add(call, &address, &named(&edit, LISTS[0]));
    outcomes.extend(remove(call, &address, &named(&edit, LISTS[1])));
    Ok(Response::json(StatusCode::MULTI_STATUS, &Value::Array(outcomes)))
}

/// Returns the number of people in a request for the credits, even if it fails.
pub(in crate::organization) fn units(call: &Call<'_>) -> u64 {
    let sent: Map<String, Value> = serde_json::from_slice(call.body).unwrap_or_default();
    count(&sent).clamp(1, MAX_PEOPLE) as u64
}

fn count(edit: &Object) -> usize {
    LISTS.iter().map(|list| named(edit, list).len()).sum()
}

fn named<'e>(edit: &'e Object, list: &str) -> Vec<&'e str> {
    let people = edit.get(list).and_then(Value::as_array).into_iter().flatten();
    people.filter_map(Value::as_str).collect()
}

/// Adds all people it can; the others are reported in a separate result.
fn add(call: &mut Call<'_>, address: &str, people: &[&str]) -> Vec<Value> {
    let (mut added, mut refused) = (Vec::new(), Vec::new());
    for name in people {
        match people::by_id_or_email(call, name) {
            None => refused.push(format!("{name} is not in the organization")),
            Some(id) if call.state.store.get(address, &id).is_some() => {
                refused.push(format!("{name} is a member already"));
            }
            Some(id) => {
                let member = GROUP_MEMBER.entry(&id, Object::new());
                added.push(people::with_email(call, &member));
                call.state.store.insert(address, &id, member);
            }
        }
    }
    outcomes("addMembers", added, &refused)
}

/// Removes all people, or none if any is not a member.
fn remove(call: &mut Call<'_>, address: &str, people: &[&str]) -> Vec<Value> {
    let (mut members, mut refused) = (Vec::new(), Vec::new());
    for name in people {
        let member = people::by_id_or_email(call, name).and_then(|id| call.state.store.get(address, &id));
        match member.map(|member| people::with_email(call, member)) {
            // Named twice, by id and by e-mail address.
            Some(member) if members.contains(&member) => {}
            Some(member) => members.push(member),
            None => refused.push(format!("{name} is no member")),
        }
    }
    if !refused.is_empty() {
        members.clear();
    }
    for id in members.iter().filter_map(|member| member["id"].as_str()) {
        call.state.store.remove(address, id);
    }
    outcomes("removeMembers", members, &refused)
}

fn outcomes(operation: &str, affected: Vec<Value>, refused: &[String]) -> Vec<Value> {
    let mut outcomes = Vec::new();
    if !affected.is_empty() {
        outcomes.push(json!({"operation": operation, "status": 200, "affectedUsers": affected}));
    }
    if !refused.is_empty() {
        let error = ApiError::new(StatusCode::BAD_REQUEST, "invalidParameters", refused.join("; "));
        outcomes.push(json!({
            "operation": operation,
            "status": error.status.as_u16(),
            "error": error.body(),
        }));
    }
    outcomes
}
