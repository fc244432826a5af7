//! Tags of items, which only cards and sticky notes can have.

use serde_json::{Value, json};

use super::tag::{Tag, find};
use crate::items::kinds;
use crate::items::routes::find as find_item;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;

const MAX_PER_ITEM: usize = 8;

/// `GET /v2/boards/{board_id}/items/{item_id}/tags`
pub(crate) fn of_item(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let board = call.board_to_read()?;
    let item = find_item(board, call.parameter("item_id"), None)?;
    let tags: Vec<Value> = item.tags.iter().filter_map(|id| board.tags.get(id)).map(Tag::wire).collect();
    Ok(Response::ok(&json!({ "tags": tags })))
}

/// `POST /v2/boards/{board_id}/items/{item_id}?tag_id=`
pub(crate) fn attach(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let tag_id = tag_of_query(call)?;
    let item_id = call.parameter("item_id").to_owned();
    let board = call.board_to_write()?;
    let item = find_item(board, &item_id, None)?;
    find(board, &tag_id)?;
    if !kinds::by_name(item.kind()).is_some_and(|kind| kind.has_tags) {
        return Err(ApiError::invalid("", format!("Items of the type {} cannot have tags", item.kind())));
    }
    if item.tags.contains(&tag_id) {
        return Ok(Response::no_content());
    }
    if item.tags.len() >= MAX_PER_ITEM {
        return Err(ApiError::invalid("", format!("An item can have at most {MAX_PER_ITEM} tags")));
    }
    if let Some(item) = board.items.get_mut(&item_id) {
        item.tags.push(tag_id);
    }
    Ok(Response::no_content())
}

/// `DELETE /v2/boards/{board_id}/items/{item_id}?tag_id=`: shares its route with the deletion of the item
pub(crate) fn detach(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let tag_id = tag_of_query(call)?;
    let item_id = call.parameter("item_id").to_owned();
    let board = call.board_to_write()?;
    if !find_item(board, &item_id, None)?.tags.contains(&tag_id) {
        return Err(ApiError::not_found(format!("Item {item_id} has no tag {tag_id}")));
    }
    if let Some(item) = board.items.get_mut(&item_id) {
        item.tags.retain(|tag| *tag != tag_id);
    }
    Ok(Response::no_content())
}

fn tag_of_query(call: &Call<'_>) -> Result<String, ApiError> {
    let tag_id = call.query.get("tag_id").filter(|id| !id.is_empty());
    tag_id.map(str::to_owned).ok_or_else(|| ApiError::missing("tag_id"))
}
