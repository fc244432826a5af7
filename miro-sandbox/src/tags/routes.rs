//! The tags of a board.

use super::tag::{Tag, find};
use crate::boards::board::Board;
use crate::paging::OffsetPaging;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::store::Object;
use crate::validation::fields::{self, Field};
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

const MAX_PER_BOARD: usize = 100;
const TITLE: Rule = Rule::Text { min: 0, max: 120 };
const COLOR: Rule = Rule::OneOf(&[
    "red",
    "light_green",
    "cyan",
    "yellow",
    "magenta",
    "green",
    "blue",
    "gray",
    "violet",
    "dark_gray",
    "dark_green",
    "dark_blue",
    "black",
]);
const TAG: &[Field] = &[Field::required("title", TITLE), Field::text("fillColor", COLOR, "red")];

/// `GET /v2/boards/{board_id}/tags`
pub(crate) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = OffsetPaging::of(call)?;
    Ok(paging.page(call.board_to_read()?.tags.values(), Tag::wire))
}

/// `POST /v2/boards/{board_id}/tags`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    let id = call.state.identifiers.numeric();
    let board = call.board_to_write()?;
    let tag = Tag { id: id.clone(), fields: checked(board, &id, None, &sent)? };
    if board.tags.len() >= MAX_PER_BOARD {
        return Err(ApiError::invalid("", format!("A board can have at most {MAX_PER_BOARD} tags")));
    }
    let response = Response::created(&tag.with_links(board));
    board.tags.insert(id, tag);
    Ok(response)
}

/// `GET /v2/boards/{board_id}/tags/{tag_id}`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let board = call.board_to_read()?;
    Ok(Response::ok(&find(board, call.parameter("tag_id"))?.with_links(board)))
}

/// `PATCH /v2/boards/{board_id}/tags/{tag_id}`
pub(crate) fn update(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    let id = call.parameter("tag_id").to_owned();
    let board = call.board_to_write()?;
    let fields = checked(board, &id, Some(&find(board, &id)?.fields), &sent)?;
    board.tags.insert(id.clone(), Tag { id, fields });
    get(call)
}

/// `DELETE /v2/boards/{board_id}/tags/{tag_id}`: also removes it from every item
pub(crate) fn delete(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let id = call.parameter("tag_id").to_owned();
    let board = call.board_to_write()?;
    find(board, &id)?;
    board.tags.remove(&id);
    for item in board.items.values_mut() {
        item.tags.retain(|tag| *tag != id);
    }
    Ok(Response::no_content())
}

fn checked(board: &Board, id: &str, current: Option<&Object>, sent: &Object) -> Result<Object, ApiError> {
    let mut problems = Problems::default();
    let fields = fields::merge(TAG, current, sent, "", &mut problems);
    let title = fields.get("title");
    if title.is_some()
        && board.tags.values().any(|other| other.id != id && other.fields.get("title") == title)
    {
        problems.add("title", "there is another tag with this title on the board");
    }
    problems.check().map(|()| fields)
}
