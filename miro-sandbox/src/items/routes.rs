//! The routes of one kind of item and those for items of every kind.

use serde_json::{Map, Value};

use super::draft::{self, Setting};
use super::form::Form;
use super::item::Item;
use super::kinds::{self, FLOWCHART_SHAPE, Kind};
use super::lock;
use crate::boards::board::Board;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::validation::problems::Problems;

/// `POST /v2/boards/{board_id}/{kind}`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    create_from(call, &sent)
}

/// Creates an item of the route's kind.
pub(crate) fn create_from(call: &mut Call<'_>, sent: &Map<String, Value>) -> Result<Response, ApiError> {
    let kind = kind_of_route(call);
    let item_id = call.state.identifiers.numeric();
    let (now, behavior) = (call.state.clock.timestamp(), call.state.settings.behavior);
    let user_id = call.user_id().to_owned();
    let board = call.board_to_write()?;
    let setting = Setting { board, user_id: &user_id, item_id: &item_id, now: &now, behavior };
    let item = draft::create(kind, setting, sent).map_err(Problems::into_error)?;
    let response = Response::created(&item.typed(board));
    board.add_item(item);
    Ok(response)
}

/// `GET /v2/boards/{board_id}/{kind}/{item_id}`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let kind = kind_of_route(call);
    let board = call.board_to_read()?;
    let item = find(board, call.parameter("item_id"), Some(kind))?;
    Ok(Response::ok(&item.typed(board)))
}

/// `PATCH /v2/boards/{board_id}/{kind}/{item_id}`
pub(crate) fn update(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    update_from(call, &sent)
}

/// Changes an item of the route's kind.
pub(crate) fn update_from(call: &mut Call<'_>, sent: &Map<String, Value>) -> Result<Response, ApiError> {
    change(call, Form::Change, Some(kind_of_route(call)), sent)?;
    get(call)
}

/// `DELETE /v2/boards/{board_id}/{kind}/{item_id}`
pub(crate) fn delete(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let kind = kind_of_route(call);
    remove(call, Some(kind))
}

/// `GET /v2/boards/{board_id}/items/{item_id}`
pub(crate) fn get_any(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let item = find(call.board_to_read()?, call.parameter("item_id"), None)?;
    Ok(Response::ok_text(item.generic().to_owned()))
}

/// `PATCH /v2/boards/{board_id}/items/{item_id}`: position, parent and lock
pub(crate) fn update_any(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    change(call, Form::Placement, None, &sent)?;
    get_any(call)
}

/// `DELETE /v2/boards/{board_id}/items/{item_id}`
pub(crate) fn delete_any(call: &mut Call<'_>) -> Result<Response, ApiError> {
    remove(call, None)
}

/// Returns an item of this kind, or of any kind that the routes for items of every kind serve. An item of another
/// kind counts as missing.
pub(crate) fn find<'a>(board: &'a Board, id: &str, kind: Option<&Kind>) -> Result<&'a Item, ApiError> {
    let item = match kind {
        Some(kind) => board.item(id).filter(|item| item.kind() == kind.name),
        None => board.items.get(id),
    };
    item.ok_or_else(|| ApiError::item_not_found(&board.id))
}

fn change(
    call: &mut Call<'_>,
    form: Form<'_>,
    kind: Option<&'static Kind>,
    sent: &Map<String, Value>,
) -> Result<(), ApiError> {
    let (now, behavior) = (call.state.clock.timestamp(), call.state.settings.behavior);
    let item_id = call.parameter("item_id").to_owned();
    let user_id = call.user_id().to_owned();
    let board = call.board_to_write()?;
    let item = find(board, &item_id, kind)?;
    let mut sent = sent.clone();
    let lock = lock::take(form, behavior, &mut sent)?;
    lock::check(item, behavior, lock)?;
    let kind = kind.or_else(|| kinds::by_name(item.kind())).ok_or_else(|| {
        ApiError::invalid("", format!("items of the type {} cannot be changed", item.kind()))
    })?;
    let setting = Setting { board, user_id: &user_id, item_id: &item_id, now: &now, behavior };
    let wire = draft::change(form, kind, setting, item, &sent).map_err(Problems::into_error)?;
    let item = board.item_mut(&item_id).expect("the item was just found");
    item.change(wire);
    item.locked = lock.unwrap_or(item.locked);
    Ok(())
}

fn remove(call: &mut Call<'_>, kind: Option<&Kind>) -> Result<Response, ApiError> {
    let item_id = call.parameter("item_id").to_owned();
    let behavior = call.state.settings.behavior;
    let board = call.board_to_write()?;
    lock::check(find(board, &item_id, kind)?, behavior, None)?;
    board.remove_items([item_id], behavior);
    Ok(Response::no_content())
}

/// Returns the route's kind, by the path segment after the board.
pub(crate) fn kind_of_route(call: &Call<'_>) -> &'static Kind {
    let path = call.operation.path;
    let route = path.split('/').nth(4).unwrap_or_default();
    let kind = kinds::by_route(route).expect("an operation on items names a kind in its path");
    let experimental = path.starts_with("/v2-experimental/");
    if experimental && kind.name == "shape" { &FLOWCHART_SHAPE } else { kind }
}
