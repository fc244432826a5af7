//! Teams.

use crate::resource::Resource;
use crate::server::call::Call;
use crate::state::store::Object;
use crate::validation::fields::Field;
use crate::validation::rules::Rule;

const NAME: Rule = Rule::Text { min: 1, max: 60 };

pub(crate) static TEAM: Resource = Resource {
    name: "Team",
    object_type: Some("team"),
    creation: &[Field::required("name", NAME)],
    change: &[Field::required("name", NAME)],
    listed: has_name,
    ..Resource::PLAIN
};

/// `name` is a part of the team's name, in small or in capital letters.
fn has_name(call: &Call<'_>, team: &Object) -> bool {
    let name = call.query.get("name").unwrap_or_default().to_lowercase();
    team.get("name")
        .and_then(|found| found.as_str())
        .is_some_and(|found| found.to_lowercase().contains(&name))
}
