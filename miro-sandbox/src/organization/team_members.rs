//! The members of a team.

use serde_json::json;

use super::people;
use crate::resource::relation::{Relation, Repeated};
use crate::resource::{Change, Resource};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::state::store::{Object, text};
use crate::state::{State, TEAMS, object};
use crate::validation::fields::Field;
use crate::validation::rules::{Rule, TEXT};

/// Roles that requests can assign. Other roles come about without a request.
const ROLES: Rule = Rule::OneOf(&["member", "admin"]);

pub(super) static TEAM_MEMBER: Resource = Resource {
    name: "Team member",
    object_type: Some("team-member"),
    creation: &[Field::required("email", TEXT), Field::text("role", ROLES, "member")],
    change: &[Field::required("role", ROLES)],
    // `team_guest` is deprecated: no member has it.
    filters: &[Field::optional("role", Rule::OneOf(&["member", "admin", "non_team", "team_guest"]))],
    relation: Some(&Relation {
        named_in: "email",
        find: people::by_email,
        repeated: Repeated::Refused,
        indispensable: Some("admin"),
    }),
    complete: record,
    removed: leave_projects,
    ..Resource::PLAIN
};

/// Adds a member to a team without a request.
pub(crate) fn join(state: &mut State, team_id: &str, user_id: &str, role: &str, invited_by: &str) {
    let now = state.clock.timestamp();
    let member = membership(team_id, user_id, role, invited_by, &now);
    state.store.insert(&format!("{TEAMS}/{team_id}/members"), user_id, member);
}

fn membership(team_id: &str, user_id: &str, role: &str, invited_by: &str, now: &str) -> Object {
    object(json!({
        "id": user_id,
        "type": "team-member",
        "role": role,
        "teamId": team_id,
        "createdAt": now,
        "createdBy": invited_by,
        "modifiedAt": now,
        "modifiedBy": invited_by,
    }))
}

/// Sets who invited or changed a member, and when.
fn record(call: &mut Call<'_>, member: &mut Object, change: Change) -> Result<(), ApiError> {
    let (now, user_id) = (call.state.clock.timestamp(), call.user_id());
    match change {
        Change::Creation => {
            let (id, role) = (text(member, "id"), text(member, "role"));
            *member = membership(call.parameter("team_id"), id, role, user_id, &now);
        }
        Change::Update => {
            member.insert("modifiedAt".to_owned(), now.into());
            member.insert("modifiedBy".to_owned(), user_id.into());
        }
    }
    Ok(())
}

fn leave_projects(call: &mut Call<'_>, member: &Object) {
    let projects = format!("{TEAMS}/{}/projects", call.parameter("team_id"));
    call.state.store.withdraw(&projects, "members", text(member, "id"));
}
