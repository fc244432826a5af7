//! Lists of items: of a board, within a frame, and by tag.

use super::item::Item;
use super::routes::{find, kind_of_route};
use super::vocabulary::{EXPERIMENTAL_FILTER, FRAME_FILTER, LIST_FILTER};
use crate::paging::{CursorPaging, CursorRules, OffsetPaging};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::validation::messages;

/// `GET /v2/boards/{board_id}/items`
pub(crate) fn of_board(call: &mut Call<'_>) -> Result<Response, ApiError> {
    by_cursor(call, LIST_FILTER, None)
}

/// `GET /v2-experimental/boards/{board_id}/items`
pub(crate) fn of_board_experimentally(call: &mut Call<'_>) -> Result<Response, ApiError> {
    by_cursor(call, EXPERIMENTAL_FILTER, None)
}

/// `GET /v2/boards/{board_id}/items?parent_item_id=`
pub(crate) fn within_frame(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let frame_id = call.query.get("parent_item_id").unwrap_or_default().to_owned();
    let frame = find(call.board_to_read()?, &frame_id, None)?;
    if frame.kind() != "frame" {
        return Err(ApiError::invalid("parent_item_id", format!("the item {frame_id} is no frame")));
    }
    by_cursor(call, FRAME_FILTER, Some(&frame_id))
}

/// `GET /v2/boards/{board_id}/items?tag_id=`: by offset, unlike the other two
pub(crate) fn by_tag(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = OffsetPaging::of(call)?;
    let tag_id = call.query.get("tag_id").unwrap_or_default();
    let board = call.board_to_read()?;
    if board.tags.get(tag_id).is_none() {
        return Err(ApiError::not_found(format!("Tag {tag_id} not found")));
    }
    let tagged = board.items.values().filter(|item| item.tags.iter().any(|tag| tag == tag_id));
    Ok(paging.page_of_texts(tagged, Item::generic))
}

/// `GET /v2-experimental/boards/{board_id}/{kind}`
pub(crate) fn of_kind(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, &CursorRules::BOARD)?;
    let kind = kind_of_route(call);
    let board = call.board_to_read()?;
    let listed = |item: &Item| item.kind() == kind.name;
    Ok(paging.page_of(board.items_of(kind.name), listed, |item| item.typed(board)))
}

fn by_cursor(call: &Call<'_>, filter: &[&str], frame_id: Option<&str>) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, &CursorRules::BOARD)?;
    let kind = call.query.get("type").filter(|kind| !kind.is_empty());
    if let Some(unknown) = kind.filter(|kind| !filter.contains(kind)) {
        return Err(ApiError::invalid("type", messages::unexpected_value(unknown, filter)));
    }
    let items = &call.board_to_read()?.items;
    let listed = |item: &Item| {
        kind.is_none_or(|kind| kind == item.kind())
            && frame_id.is_none_or(|frame| item.parent_id() == Some(frame))
    };
    let total = if kind.is_none() && frame_id.is_none() {
        items.len()
    } else {
        items.values().filter(|item| listed(item)).count()
    };
    let rest = items.after(paging.place).filter(|(_, item)| listed(item));
    Ok(paging.page_of_texts(rest, total, Item::generic))
}
