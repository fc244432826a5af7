//! The operations on groups.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::group::Group;
use crate::boards::board::Board;
use crate::items::Item;
use crate::paging::{CursorPaging, CursorRules};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::validation::fields::{self, Field};
use crate::validation::messages;
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

const ITEMS: Rule = Rule::Texts { min: 0, max: usize::MAX };
const DATA: &[Field] = &[Field::required("items", ITEMS)];
const GROUP: &[Field] = &[Field::required("data", Rule::Object(DATA))];

const GROUPS: CursorRules = CursorRules::BOARD.bare();
const ITEMS_OF_GROUP: CursorRules = CursorRules::BOARD.bare().with_total();

/// `GET /v2/boards/{board_id}/groups`
pub(crate) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, &GROUPS)?;
    let board = call.board_to_read()?;
    Ok(paging.page_of(&board.groups, |_| true, |group| group.wire(board)))
}

/// `POST /v2/boards/{board_id}/groups`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    let id = call.state.identifiers.numeric();
    let board = call.board_to_write()?;
    let group = Group { items: items(board, None, &sent)?, id };
    let response = Response::created(&group.wire(board));
    board.groups.insert(group.id.clone(), group);
    Ok(response)
}

/// `GET /v2/boards/{board_id}/groups/items?group_item_id=`: the page is nested two levels deeper than elsewhere
pub(crate) fn list_items(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, &ITEMS_OF_GROUP)?;
    let id = call.query.get("group_item_id").filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| ApiError::missing("group_item_id"))?;
    let board = call.board_to_read()?;
    let group = find(board, id)?;
    let items: HashSet<&str> = group.items.iter().map(String::as_str).collect();
    let rest = board.items.after(paging.place).filter(|(_, item)| items.contains(item.id()));
    let mut page = paging.page_as_object(rest, items.len(), Item::generic);
    let mut inner = page.clone();
    inner.remove("cursor");
    page.insert("data".to_owned(), json!({"id": group.id, "type": "group", "data": [inner]}));
    Ok(Response::ok(&Value::Object(page)))
}

/// `GET /v2/boards/{board_id}/groups/{group_id}`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let board = call.board_to_read()?;
    Ok(Response::ok(&find(board, call.parameter("group_id"))?.wire(board)))
}

/// Returns how often [`get`] is charged: once per item of the group.
pub(crate) fn size(call: &Call<'_>) -> u64 {
    let board = call.state.boards.get(call.parameter("board_id"));
    let group = board.and_then(|board| board.groups.get(call.parameter("group_id")));
    group.map_or(1, |group| group.items.len() as u64)
}

/// `PUT /v2/boards/{board_id}/groups/{group_id}`: creates another group with a new id in its place
pub(crate) fn replace(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    let old_id = call.parameter("group_id").to_owned();
    let id = call.state.identifiers.numeric();
    let board = call.board_to_write()?;
    find(board, &old_id)?;
    let group = Group { items: items(board, Some(&old_id), &sent)?, id };
    let response = Response::ok(&group.wire(board));
    board.groups.remove(&old_id);
    board.groups.insert(group.id.clone(), group);
    Ok(response)
}

/// `DELETE /v2/boards/{board_id}/groups/{group_id}`: its items stay
pub(crate) fn ungroup(call: &mut Call<'_>) -> Result<Response, ApiError> {
    if let Some(other) = call.query.get("delete_items").filter(|value| *value != "false") {
        return Err(ApiError::invalid("delete_items", format!("must be true or false, not {other}")));
    }
    remove(call).map(|_| Response::no_content())
}

/// `DELETE /v2/boards/{board_id}/groups/{group_id}?delete_items=true`: deletes its items too, even locked ones
pub(crate) fn delete(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let (group, behavior) = (remove(call)?, call.state.settings.behavior);
    call.board_to_write()?.remove_items(group.items, behavior);
    Ok(Response::no_content())
}

fn remove(call: &mut Call<'_>) -> Result<Group, ApiError> {
    let id = call.parameter("group_id").to_owned();
    call.board_to_write()?.groups.remove(&id).ok_or_else(|| not_found(&id))
}

fn find<'a>(board: &'a Board, id: &str) -> Result<&'a Group, ApiError> {
    board.groups.get(id).ok_or_else(|| not_found(id))
}

fn not_found(id: &str) -> ApiError {
    ApiError::not_found(format!("Group {id} not found"))
}

/// Returns the items that a request names for a group. An item in another group is an error, because the reference
/// does not say that it would move.
fn items(board: &Board, id: Option<&str>, sent: &Map<String, Value>) -> Result<Vec<String>, ApiError> {
    let mut problems = Problems::default();
    let group = fields::merge(GROUP, None, sent, "", &mut problems);
    let named = group.get("data").and_then(|data| data.get("items")).and_then(Value::as_array);
    if named.is_some_and(|items| items.len() < Group::MIN_ITEMS) {
        problems.add("data.items", messages::GROUP_TOO_SMALL);
    }
    let named = named.into_iter().flatten().filter_map(Value::as_str);
    let others = board.groups.values().filter(|group| Some(group.id.as_str()) != id);
    let taken: HashMap<&str, &str> =
        others.flat_map(|group| group.items.iter().map(|item| (item.as_str(), group.id.as_str()))).collect();
    let mut items: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for (index, item) in named.enumerate() {
        let complaint = if board.items.get(item).is_none() {
            format!("there is no item {item} on the board")
        } else if let Some(other) = taken.get(item) {
            format!("the item {item} is in the group {other}")
        } else if !seen.insert(item) {
            format!("the item {item} is named twice")
        } else {
            items.push(item.to_owned());
            continue;
        };
        problems.add(format!("data.items.{index}"), complaint);
    }
    problems.check().map(|()| items)
}
