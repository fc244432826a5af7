//! Teams.

use super::team_members;
use crate::resource::Resource;
use crate::server::call::Call;
use crate::state::store::{Object, text};
use crate::validation::fields::Field;
use crate::validation::rules::Rule;

const NAME: Rule = Rule::Text { min: 1, max: 60 };

pub(super) static TEAM: Resource = Resource {
    name: "Team",
    object_type: Some("team"),
    creation: &[Field::required("name", NAME)],
    change: &[Field::required("name", NAME)],
    listed: has_name,
    added: let_creator_join,
    removed: remove_boards,
    ..Resource::PLAIN
};

/// Whether the team's name contains the `name` of the query, ignoring case.
fn has_name(call: &Call<'_>, team: &Object) -> bool {
    let name = call.query.get("name").unwrap_or_default().to_lowercase();
    text(team, "name").to_lowercase().contains(&name)
}

fn let_creator_join(call: &mut Call<'_>, team: &Object) {
    let user_id = call.user_id().to_owned();
    team_members::join(call.state, text(team, "id"), &user_id, "admin", &user_id);
}

fn remove_boards(call: &mut Call<'_>, team: &Object) {
    let boards = call.state.boards.values().filter(|board| board.team_id() == text(team, "id"));
    let boards: Vec<String> = boards.map(|board| board.id.clone()).collect();
    for board in boards {
        call.state.remove_board(&board);
    }
}
