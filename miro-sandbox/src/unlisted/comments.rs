//! Comments: threads of messages.
//!
//! Seen at the live service: the text is in `messages`, `x` and `y` of a new comment are ignored like all unknown
//! fields, `itemId` attaches it to an item, the response to a reply is the whole thread, and comments cannot be
//! deleted. Not seen, and decided here: the item must be on the board, and a change must contain whether the
//! comment is resolved.

use serde_json::{Map, Value, json};

use crate::boards::board::Board;
use crate::boards::rights::Right;
use crate::paging::OffsetPaging;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::validation::fields::{self, Field};
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

const CONTENT: Field = Field::required("content", Rule::Text { min: 1, max: usize::MAX });
const MESSAGE: &[Field] = &[CONTENT];
const THREAD: &[Field] = &[CONTENT, Field::optional("itemId", Rule::NumericId)];
const CHANGE: &[Field] = &[Field::always("resolved", Rule::Boolean)];

/// `GET /v2-experimental/boards/{board_id}/comments`
pub(super) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = OffsetPaging::of(call)?;
    Ok(paging.page(call.board_to_read()?.comments.values(), Value::clone))
}

/// `POST /v2-experimental/boards/{board_id}/comments`
pub(super) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = known(call, THREAD)?;
    let mut position = json!({"type": "canvas", "x": 0.0, "y": 0.0});
    if let Some(item) = sent.get("itemId").and_then(Value::as_str) {
        if call.board_for(Right::Comment)?.item(item).is_none() {
            return Err(ApiError::not_found(format!("Item {item} not found")));
        }
        position = json!({"type": "attached", "x": 0.0, "y": 0.0, "itemId": item});
    }
    let message = message(call, &sent);
    let id = call.state.identifiers.numeric();
    let comment = json!({
        "id": id,
        "type": "comment",
        "createdAt": message["createdAt"],
        "createdBy": message["createdBy"],
        "mentionedUsers": [],
        "messages": [message],
        "position": position,
        "resolved": false,
    });
    call.board_for(Right::Comment)?.comments.insert(id, comment.clone());
    Ok(Response::created(&comment))
}

/// `GET /v2-experimental/boards/{board_id}/comments/{comment_id}`
pub(super) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let id = call.parameter("comment_id");
    let comment = call.board_to_read()?.comments.get(id).ok_or_else(|| unknown(id))?;
    Ok(Response::ok(comment))
}

/// `PATCH /v2-experimental/boards/{board_id}/comments/{comment_id}`
pub(super) fn update(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = known(call, CHANGE)?;
    let id = call.parameter("comment_id").to_owned();
    let comment = find(call.board_for(Right::Comment)?, &id)?;
    comment["resolved"] = sent["resolved"].clone();
    Ok(Response::ok(comment))
}

/// `POST /v2-experimental/boards/{board_id}/comments/{comment_id}/messages`
pub(super) fn reply(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = known(call, MESSAGE)?;
    let message = message(call, &sent);
    let id = call.parameter("comment_id").to_owned();
    let comment = find(call.board_for(Right::Comment)?, &id)?;
    if let Some(messages) = comment["messages"].as_array_mut() {
        messages.push(message);
    }
    Ok(Response::created(comment))
}

/// Returns the body's known fields, checked.
fn known(call: &Call<'_>, table: &[Field]) -> Result<Map<String, Value>, ApiError> {
    let mut sent = call.json_object()?;
    sent.retain(|name, _| table.iter().any(|field| field.name == name));
    let mut problems = Problems::default();
    let fields = fields::merge(table, None, &sent, "", &mut problems);
    problems.check()?;
    Ok(fields)
}

fn message(call: &mut Call<'_>, sent: &Map<String, Value>) -> Value {
    let author = call.user_id().to_owned();
    json!({
        "id": call.state.identifiers.numeric(),
        "type": "message",
        "content": sent["content"],
        "createdAt": call.state.clock.timestamp(),
        "createdBy": {"id": author, "type": "user", "name": call.state.user_name(&author)},
        "reactions": [],
    })
}

fn find<'b>(board: &'b mut Board, id: &str) -> Result<&'b mut Value, ApiError> {
    board.comments.get_mut(id).ok_or_else(|| unknown(id))
}

fn unknown(id: &str) -> ApiError {
    ApiError::not_found(format!("Comment {id} not found"))
}
