//! Comments: served by Miro, but in no published specification. The routes, their paging and `resolved` are known; how a
//! comment looks otherwise is not.

use serde_json::{Map, Value, json};

use super::board::Board;
use super::rights::Right;
use crate::paging::OffsetPaging;
use crate::server::answer::Answer;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::validation::fields::{self, Field};
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

const MESSAGE: &[Field] = &[Field::required("content", Rule::Text { min: 1, max: usize::MAX })];
const CHANGE: &[Field] = &[Field::always("resolved", Rule::Boolean)];

/// `GET /v2-experimental/boards/{board_id}/comments`
pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let paging = OffsetPaging::of(call)?;
    Ok(paging.page(call.board_to_read()?.comments.values(), Value::clone))
}

/// `POST /v2-experimental/boards/{board_id}/comments`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let (id, mut comment) = written(call, "comment")?;
    comment["resolved"] = false.into();
    comment["messages"] = json!([]);
    call.board_for(Right::Comment)?.comments.insert(id, comment.clone());
    Ok(Answer::created(&comment))
}

/// `GET /v2-experimental/boards/{board_id}/comments/{comment_id}`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let id = call.parameter("comment_id");
    let comment = call.board_to_read()?.comments.get(id).ok_or_else(|| unknown(id))?;
    Ok(Answer::ok(comment))
}

/// `PATCH /v2-experimental/boards/{board_id}/comments/{comment_id}`
pub(crate) fn update(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let sent = call.json_object()?;
    let id = call.parameter("comment_id").to_owned();
    let comment = find(call.board_for(Right::Comment)?, &id)?;
    let mut problems = Problems::default();
    let current = Map::from_iter([("resolved".to_owned(), comment["resolved"].clone())]);
    let changed = fields::merge(CHANGE, Some(&current), &sent, "", &mut problems);
    problems.check()?;
    comment["resolved"] = changed["resolved"].clone();
    Ok(Answer::ok(comment))
}

/// `POST /v2-experimental/boards/{board_id}/comments/{comment_id}/messages`
pub(crate) fn reply(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let (_, message) = written(call, "comment_message")?;
    let id = call.parameter("comment_id").to_owned();
    let comment = find(call.board_for(Right::Comment)?, &id)?;
    if let Some(messages) = comment["messages"].as_array_mut() {
        messages.push(message.clone());
    }
    Ok(Answer::created(&message))
}

fn written(call: &mut Call<'_>, object_type: &str) -> Result<(String, Value), ApiError> {
    let sent = call.json_object()?;
    let mut problems = Problems::default();
    let fields = fields::merge(MESSAGE, None, &sent, "", &mut problems);
    problems.check()?;
    let id = call.state.identifiers.numeric();
    let object = json!({
        "id": id,
        "type": object_type,
        "content": fields["content"],
        "createdAt": call.state.clock.timestamp(),
        "createdBy": {"id": call.user_id(), "type": "user"},
    });
    Ok((id, object))
}

fn find<'b>(board: &'b mut Board, id: &str) -> Result<&'b mut Value, ApiError> {
    board.comments.get_mut(id).ok_or_else(|| unknown(id))
}

fn unknown(id: &str) -> ApiError {
    ApiError::not_found(format!("Comment {id} not found"))
}
