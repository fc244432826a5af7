//! Up to twenty items at once, all or none.

use http::StatusCode;
use serde_json::{Map, Value, json};

use super::draft::{self, Setting};
use super::item::Item;
use super::kinds::{self, Kind};
use crate::boards::board::Board;
use crate::server::answer::Answer;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::validation::problems::Problems;

const MOST: usize = 20;

/// `POST /v2/boards/{board_id}/items/bulk`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let Value::Array(requests) = call.json()? else {
        return Err(ApiError::invalid("The body must be a list of items"));
    };
    if requests.is_empty() || requests.len() > MOST {
        return Err(ApiError::invalid(format!(
            "The list must have 1 to {MOST} items, not {}",
            requests.len()
        )));
    }
    let now = call.state.clock.timestamp();
    let item_ids: Vec<String> = requests.iter().map(|_| call.state.identifiers.numeric()).collect();
    let user_id = call.user_id().to_owned();
    let board = call.board_to_write()?;
    let items = drafts(board, &user_id, &now, &item_ids, &requests)?;
    let data: Vec<Value> = items.iter().map(|item| item.typed(board)).collect();
    for item in items {
        board.add_item(item);
    }
    Ok(Answer::json(StatusCode::CREATED, &json!({"data": data, "type": "bulk-list"})))
}

/// The credits depend on how many items a body has, whatever comes of them.
pub(crate) fn items(call: &Call<'_>) -> u64 {
    let requests: Vec<Value> = serde_json::from_slice(call.body).unwrap_or_default();
    requests.len().clamp(1, MOST) as u64
}

fn drafts(
    board: &Board,
    user_id: &str,
    now: &str,
    item_ids: &[String],
    requests: &[Value],
) -> Result<Vec<Item>, ApiError> {
    let mut problems = Problems::default();
    let mut items = Vec::new();
    for (index, (request, item_id)) in requests.iter().zip(item_ids).enumerate() {
        let setting = Setting { board, user_id, item_id, now };
        match kind_of(request).and_then(|(kind, sent)| draft::create(kind, setting, &sent)) {
            Ok(item) => items.push(item),
            Err(of_one) => problems.absorb(&index.to_string(), of_one),
        }
    }
    problems.check().map(|()| items)
}

/// The kind a request names, and the rest of the request.
fn kind_of(request: &Value) -> Result<(&'static Kind, Map<String, Value>), Problems> {
    let mut problems = Problems::default();
    let Some(mut sent) = request.as_object().cloned() else {
        problems.add("", "must be an object");
        return Err(problems);
    };
    match sent.remove("type") {
        None => problems.add("type", "is required"),
        Some(name) => match name.as_str().and_then(kinds::by_name).filter(|kind| kind.in_bulk) {
            Some(kind) => return Ok((kind, sent)),
            None => problems.add("type", format!("unexpected value [{name}]")),
        },
    }
    Err(problems)
}
