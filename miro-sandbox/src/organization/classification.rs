//! Data classification: the labels of the organization, the settings of teams, and the labels of boards.

use serde_json::{Value, json};

use crate::resource::{Change, Resource, accepted, single};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::store::{Object, Store};
use crate::state::{TEAMS, object};
use crate::validation::fields::Field;
use crate::validation::problems::Problems;
use crate::validation::rules::{Rule, TEXT};

const SETTINGS: &str = "data-classification-settings";

const OF_TEAM: &[Field] =
    &[Field::boolean("enabled", true), Field::optional("defaultLabelId", Rule::IntegerId)];
/// Only here the id is a string.
const OF_BOARD: &[Field] = &[Field::required("labelId", TEXT)];
const OF_BOARDS: &[Field] =
    &[Field::required("labelId", Rule::IntegerId), Field::boolean("notClassifiedOnly", false)];

pub(super) static ORGANIZATION_CLASSIFICATION: Resource = Resource {
    name: "Classification settings",
    object_type: Some("data-classification-organization-settings"),
    ..Resource::PLAIN
};

pub(super) static TEAM_CLASSIFICATION: Resource = Resource {
    name: "Classification settings",
    object_type: Some("team-data-classification-settings"),
    change: OF_TEAM,
    complete: know_default_label,
    ..Resource::PLAIN
};

/// Adds an organization's labels.
pub(super) fn add_labels(store: &mut Store, organization: &str) {
    let label = |number: u64, name: &str, color: &str, description: &str, recommendation: &str| {
        json!({
            "id": (3_000_457_366_756_290_995 + number).to_string(),
            "type": "data-classification-label",
            "name": name,
            "color": color,
            "description": description,
            "default": name == "internal",
            "orderNumber": number,
            "sharingRecommendation": recommendation,
            "guidelineUrl": "https://example.com/guidelines",
        })
    };
    let settings = json!({
        "enabled": true,
        "labels": [
            label(1, "public", "#A2DCC1", "For everybody", "NO_SHARING_RESTRICTIONS"),
            label(2, "internal", "#F5DC80", "For the organization", "ONLY_WITHIN_ORGANIZATION"),
            label(3, "confidential", "#F2A6A6", "For a few", "ONLY_WITH_AUTHORIZED_TEAM_MEMBERS"),
        ],
    });
    store.insert(&format!("{organization}/{SETTINGS}"), single::ONLY, object(settings));
}

/// Returns the label of a team's new boards, if enabled.
pub(crate) fn default_label(store: &Store, team_id: &str) -> Option<String> {
    let settings = single::at(store, &format!("{TEAMS}/{team_id}/{SETTINGS}"), OF_TEAM);
    let enabled = settings.get("enabled") == Some(&true.into());
    settings.get("defaultLabelId").filter(|_| enabled)?.as_str().map(str::to_owned)
}

/// `GET /v2/orgs/{org_id}/teams/{team_id}/boards/{board_id}/data-classification`
pub(super) fn of_board(call: &mut Call<'_>) -> Result<Response, ApiError> {
    call.require_parents()?;
    let board_id = call.parameter("board_id");
    let label_id = call.state.boards.get(board_id).and_then(|board| board.label_id.as_deref());
    let label = label_id.and_then(|id| label(call, id));
    let label = label.ok_or_else(|| ApiError::not_found(format!("Board {board_id} is not classified")))?;
    Ok(Response::ok(&on_board(label)))
}

/// `POST /v2/orgs/{org_id}/teams/{team_id}/boards/{board_id}/data-classification`
pub(super) fn classify_board(call: &mut Call<'_>) -> Result<Response, ApiError> {
    call.require_parents()?;
    let label_id = known_label(call, &accepted(call, OF_BOARD, None)?, "labelId")?;
    let board_id = call.parameter("board_id").to_owned();
    if let Some(board) = call.state.boards.get_mut(&board_id) {
        board.label_id = label_id;
    }
    of_board(call)
}

/// `PATCH /v2/orgs/{org_id}/teams/{team_id}/data-classification`: all boards of a team, or those without a label
pub(super) fn classify_boards(call: &mut Call<'_>) -> Result<Response, ApiError> {
    call.require_parents()?;
    let wanted = accepted(call, OF_BOARDS, None)?;
    let label_id = known_label(call, &wanted, "labelId")?;
    let only_without = wanted.get("notClassifiedOnly") == Some(&true.into());
    let team_id = call.parameter("team_id").to_owned();
    let mut count = 0;
    for board in call.state.boards.values_mut().filter(|board| board.team_id() == team_id) {
        if !only_without || board.label_id.is_none() {
            board.label_id.clone_from(&label_id);
            count += 1;
        }
    }
    let object_type = "boards-data-classification-label-changed";
    Ok(Response::ok(&json!({"numberUpdatedBoards": count, "type": object_type})))
}

fn know_default_label(call: &mut Call<'_>, settings: &mut Object, _: Change) -> Result<(), ApiError> {
    known_label(call, settings, "defaultLabelId").map(drop)
}

/// Returns the label id in a request, if any. It must be a label of the organization.
fn known_label(call: &Call<'_>, sent: &Object, field: &str) -> Result<Option<String>, ApiError> {
    let Some(id) = sent.get(field).and_then(Value::as_str) else { return Ok(None) };
    let mut problems = Problems::default();
    if label(call, id).is_none() {
        problems.add(field, "there is no such label");
    }
    problems.check().map(|()| Some(id.to_owned()))
}

fn label<'c>(call: &'c Call<'_>, id: &str) -> Option<&'c Value> {
    let address = format!("/v2/orgs/{}/{SETTINGS}", call.parameter("org_id"));
    let labels = call.state.store.get(&address, single::ONLY)?.get("labels")?.as_array()?;
    labels.iter().find(|label| label["id"] == id)
}

/// Converts a label to the JSON of boards.
fn on_board(label: &Value) -> Value {
    let shown = ["id", "name", "color", "description", "sharingRecommendation", "guidelineUrl"];
    let mut shown: Object = shown.iter().map(|name| ((*name).to_owned(), label[*name].clone())).collect();
    shown.insert("type".to_owned(), "board-data-classification-label".into());
    Value::Object(shown)
}
