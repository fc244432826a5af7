//! User groups: members, teams, and shared boards and projects.

mod bulk;
mod members;
mod sharing;

use crate::resource::Resource;
use crate::server::call::Call;
use crate::state::store::{Object, text};
use crate::validation::fields::Field;
use crate::validation::rules::Rule;

pub(super) use bulk::{edit, units};
pub(super) use members::GROUP_MEMBER;
pub(super) use sharing::{BOARD_GROUP, GROUP_TEAM, PROJECT_GROUP, TEAM_GROUP};

const NAME: Rule = Rule::Text { min: 1, max: 60 };
const DESCRIPTION: Field = Field::optional("description", Rule::Text { min: 0, max: 300 });

pub(super) static GROUP: Resource = Resource {
    name: "User group",
    object_type: Some("user-group"),
    creation: &[Field::required("name", NAME), DESCRIPTION],
    change: &[Field::required("name", NAME), DESCRIPTION],
    unique: Some("name"),
    removed: withdraw,
    ..Resource::PLAIN
};

/// Removes a deleted group from teams, boards and projects.
fn withdraw(call: &mut Call<'_>, group: &Object) {
    let organization = format!("/v2/orgs/{}", call.parameter("org_id"));
    call.state.store.withdraw(&organization, "groups", text(group, "id"));
}
