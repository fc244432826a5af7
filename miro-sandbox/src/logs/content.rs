//! Content logs: who created, changed or deleted which item. Miro leaves out positions, sizes and rotations; the
//! sandbox also leaves out the children of a deleted frame.

use std::collections::HashMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::log::Entry;
use super::period::PeriodParameters;
use crate::paging::{CursorPaging, CursorRules};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::{State, clock};
use crate::validation::parameters;
use crate::validation::problems::Problems;
use crate::validation::rules::{Rule, TEXT};

const PAGING: CursorRules = CursorRules::ORGANIZATION.limits(1, 1_000, 1_000);
/// Maximum number of boards, or of users, in a request.
const MAX_NAMED: usize = 15;
pub(super) const PERIOD: PeriodParameters = PeriodParameters {
    from: "from",
    to: "to",
    moment: Rule::UtcDateTime { milliseconds: false },
    sortings: &["asc", "desc"],
};

/// Route segments after the board whose changes are logged.
const WIDGETS: &[&str] = &[
    "app_cards",
    "cards",
    "code_widgets",
    "connectors",
    "docs",
    "documents",
    "embeds",
    "frames",
    "images",
    "items",
    "mindmap_nodes",
    "shapes",
    "sticky_notes",
    "texts",
];
const COMMENTS: &str = "comments";

/// A change of an item.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Change {
    board_id: String,
    user_id: String,
    action: Action,
    item_id: String,
    comment: bool,
    /// The item after the change, as text. Empty if it was deleted.
    state: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Action {
    Create,
    Update,
    Delete,
}

/// The id of a created item in a response.
#[derive(Deserialize)]
struct Created {
    id: String,
}

/// The response to a creation of several items.
#[derive(Deserialize)]
struct CreatedTogether {
    data: Vec<Created>,
}

/// Records a request's changes of items, if any. It uses the operation, so that handlers need not know about logs,
/// and reads as little as possible, because most requests change items.
pub(super) fn record(call: &mut Call<'_>, response: &Response) {
    let (Some(action), Some(caller)) = (action(call), &call.caller) else { return };
    let user_id = caller.user_id.clone();
    let named = call.parameters.iter().find(|(name, _)| matches!(*name, "item_id" | "connector_id"));
    let only = named.map(|(_, id)| id.clone()).or_else(|| created(response));
    let comment = route(call) == Some(COMMENTS);
    let is_alone = only.is_some();
    for item_id in only.map_or_else(|| created_together(response), |id| vec![id]) {
        let state = match action {
            Action::Delete => String::new(),
            _ if is_alone => String::from_utf8_lossy(&response.body).into_owned(),
            // Take each item from the board, because the response contains several.
            _ => item_text(call, &item_id),
        };
        let change = Change {
            board_id: call.parameter("board_id").to_owned(),
            user_id: user_id.clone(),
            action,
            item_id,
            comment,
            state,
        };
        call.state.logs.content.add(call.state.clock.now(), change);
    }
}

fn action(call: &Call<'_>) -> Option<Action> {
    let action = match call.operation.id.split_once('-')?.0 {
        "create" => Action::Create,
        "update" => Action::Update,
        "delete" => Action::Delete,
        _ => return None,
    };
    let route = route(call)?;
    let counts =
        (route == COMMENTS || WIDGETS.contains(&route)) && !(action == Action::Update && is_move(call));
    counts.then_some(action)
}

/// Returns the path segment after the board, for operations on a board's content.
fn route(call: &Call<'_>) -> Option<&'static str> {
    let mut segments = call.operation.path.split('/').skip(2);
    (segments.next() == Some("boards") && segments.next() == Some("{board_id}")).then(|| segments.next())?
}

/// Whether the request changes only the position, geometry or parent of the item.
fn is_move(call: &Call<'_>) -> bool {
    let sent: Result<HashMap<&str, IgnoredAny>, _> = serde_json::from_slice(call.body);
    sent.is_ok_and(|sent| sent.keys().all(|name| matches!(*name, "position" | "geometry" | "parent")))
}

fn created(response: &Response) -> Option<String> {
    serde_json::from_slice::<Created>(&response.body).ok().map(|created| created.id)
}

fn created_together(response: &Response) -> Vec<String> {
    let together = serde_json::from_slice::<CreatedTogether>(&response.body);
    together.map_or_else(|_| Vec::new(), |together| together.data.into_iter().map(|item| item.id).collect())
}

fn item_text(call: &Call<'_>, item_id: &str) -> String {
    let board = call.state.boards.get(call.parameter("board_id"));
    board.and_then(|board| board.items.get(item_id)).map(|item| item.generic().to_owned()).unwrap_or_default()
}

/// `GET /v2/orgs/{org_id}/content-logs/items`
pub(super) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, &PAGING)?;
    let mut problems = Problems::default();
    let board_ids = parameters::repeated(&call.query, "board_ids", TEXT, MAX_NAMED, &mut problems);
    let people = People::named(call, &mut problems);
    let period = PERIOD.read(&call.query, problems)?;
    call.require_parents()?;
    let listed = |entry: &&Entry<Change>| {
        let Change { board_id, user_id, .. } = &entry.what;
        period.contains(entry.at)
            && (board_ids.is_empty() || board_ids.contains(board_id))
            && people.include(call.state, user_id)
    };
    let rest = call.state.logs.content.after(paging.place, period.newest_first).filter(listed);
    Ok(paging.page(rest.map(|entry| (entry.place, entry)), 0, |entry| shown(call.state, entry)))
}

fn shown(state: &State, entry: &Entry<Change>) -> Value {
    let change = &entry.what;
    let mut log = json!({
        "id": format!("00000000-0000-4000-8000-{:012x}", entry.place),
        "contentId": change.board_id,
        "actionType": change.action,
        "actionTime": clock::format_seconds(entry.at),
        "actor": actor(state, &change.user_id),
        "itemType": if change.comment { "comment_thread" } else { "widget" },
        "itemId": change.item_id,
        "relationships": [],
    });
    if let Ok(item) = serde_json::from_str::<Value>(&change.state) {
        if let Some(parent) = item["parent"]["id"].as_str() {
            log["relationships"] = json!([{"type": "parent", "itemType": "widget", "itemId": parent}]);
        }
        log["state"] = item;
    }
    log
}

/// Converts a user to the JSON of content and AI logs.
pub(super) fn actor(state: &State, user_id: &str) -> Value {
    let email = state.users.get(user_id).map_or("", |user| &user.email);
    json!({"id": user_id, "email": email, "name": state.user_name(user_id)})
}

/// Filters entries by the users' e-mail addresses. Without any address, all entries match.
pub(super) struct People(Vec<String>);

impl People {
    pub(super) fn named(call: &Call<'_>, problems: &mut Problems) -> Self {
        Self(parameters::repeated(&call.query, "emails", TEXT, MAX_NAMED, problems))
    }

    pub(super) fn include(&self, state: &State, user_id: &str) -> bool {
        let email = || state.users.get(user_id).map_or("", |user| &user.email);
        self.0.is_empty() || self.0.iter().any(|named| named.eq_ignore_ascii_case(email()))
    }
}
