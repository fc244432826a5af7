//! Projects, now called spaces by Miro, with their settings and members.

use serde_json::json;

use super::people;
use crate::resource::Resource;
use crate::resource::relation::{Relation, Repeated};
use crate::server::call::Call;
use crate::state::store::{Object, Store, text};
use crate::state::{TEAMS, object};
use crate::validation::fields::Field;
use crate::validation::rules::{Rule, TEXT};

const NAME: Rule = Rule::Text { min: 1, max: 60 };
const ROLES: Rule = Rule::OneOf(&["owner", "editor", "viewer", "commentator", "coowner"]);
const SHARING: &[Field] = &[Field::text("teamAccess", Rule::OneOf(&["private", "view"]), "private")];

pub(super) static PROJECT: Resource = Resource {
    name: "Project",
    object_type: Some("project"),
    creation: &[Field::required("name", NAME)],
    change: &[Field::always("name", NAME)],
    unique: Some("name"),
    added: make_creator_owner,
    removed: leave_boards_in_team,
    ..Resource::PLAIN
};

pub(super) static PROJECT_SETTINGS: Resource = Resource {
    name: "Project settings",
    object_type: Some("project_settings"),
    change: &[Field::optional("sharingPolicySettings", Rule::Object(SHARING))],
    ..Resource::PLAIN
};

pub(super) static PROJECT_MEMBER: Resource = Resource {
    name: "Project member",
    object_type: Some("project_member"),
    creation: &[Field::required("email", TEXT), Field::required("role", ROLES)],
    change: &[Field::required("role", ROLES)],
    relation: Some(&Relation {
        named_in: "email",
        find: people::by_email,
        repeated: Repeated::Refused,
        indispensable: Some("owner"),
    }),
    show: people::with_email,
    ..Resource::PLAIN
};

/// Returns the team of a project.
pub(crate) fn team_of<'s>(store: &'s Store, project_id: &str) -> Option<&'s str> {
    let teams = store.values(TEAMS).filter_map(|team| team.get("id")?.as_str());
    let mut teams = teams.filter(|team| store.get(&format!("{TEAMS}/{team}/projects"), project_id).is_some());
    teams.next()
}

fn make_creator_owner(call: &mut Call<'_>, project: &Object) {
    let user_id = call.user_id().to_owned();
    let address = format!("{}/{}/members", call.address(), text(project, "id"));
    let owner = PROJECT_MEMBER.entry(&user_id, object(json!({"role": "owner"})));
    call.state.store.insert(&address, &user_id, owner);
}

fn leave_boards_in_team(call: &mut Call<'_>, project: &Object) {
    for board in call.state.boards.values_mut() {
        if text(&board.details, "projectId") == text(project, "id") {
            board.details.remove("projectId");
        }
    }
}
