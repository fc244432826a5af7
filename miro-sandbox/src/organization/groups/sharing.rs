//! User groups in teams, and boards and projects shared with user groups.

use http::StatusCode;

use crate::resource::Resource;
use crate::resource::relation::{Relation, Repeated};
use crate::server::call::Call;
use crate::validation::fields::Field;
use crate::validation::rules::{Rule, TEXT};

/// The groups of a team.
pub(in crate::organization) static TEAM_GROUP: Resource = Resource {
    name: "User group of the team",
    object_type: Some("team-user-group"),
    creation: &[Field::required("userGroupId", TEXT), Field::required("role", Rule::OneOf(&["member"]))],
    relation: Some(&Relation {
        named_in: "userGroupId",
        find: group,
        repeated: Repeated::Refused,
        indispensable: None,
    }),
    ..Resource::PLAIN
};

/// The same relation from the group: its teams.
pub(in crate::organization) static GROUP_TEAM: Resource =
    Resource { name: "Team of the user group", object_type: Some("user-group-team"), ..Resource::PLAIN };

/// The groups of a board.
pub(in crate::organization) static BOARD_GROUP: Resource = Resource {
    name: "User group of the board",
    object_type: Some("board-user-group"),
    creation: &[
        Field::required("userGroupIds", Rule::Texts { min: 1, max: usize::MAX }),
        Field::required("role", Rule::OneOf(&["VIEWER", "COMMENTER", "EDITOR"])),
    ],
    relation: Some(&Relation {
        named_in: "userGroupIds",
        find: group,
        repeated: Repeated::Replaces,
        indispensable: None,
    }),
    created: StatusCode::OK,
    ..Resource::PLAIN
};

/// The groups of a project.
pub(in crate::organization) static PROJECT_GROUP: Resource =
    Resource { name: "User group of the project", object_type: Some("project-user-group"), ..BOARD_GROUP };

fn group(call: &Call<'_>, id: &str) -> Option<String> {
    let groups = format!("/v2/orgs/{}/groups", call.parameter("org_id"));
    call.state.store.get(&groups, id).map(|_| id.to_owned())
}
