//! Creation of up to twenty items at once, all or none.

use http::StatusCode;
use serde_json::{Map, Value, json};

use super::draft::{self, Setting};
use super::form::{Form, Uploaded};
use super::item::Item;
use super::kinds::{self, Kind};
use crate::boards::board::Board;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::uploads::file::File;
use crate::validation::messages;
use crate::validation::problems::Problems;

const MAX_ITEMS: usize = 20;

/// An item to create.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) request: Value,
    /// The uploaded file, if any.
    pub(crate) file: Option<File>,
    /// Problems found so far.
    pub(crate) problems: Problems,
}

/// `POST /v2/boards/{board_id}/items/bulk`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let requests = requests(call.json()?)?;
    let order = |request| Order { request, file: None, problems: Problems::default() };
    create_all(call, requests.into_iter().map(order).collect())
}

/// Returns the number of items for the credits, even if the creation fails.
pub(crate) fn items(call: &Call<'_>) -> u64 {
    count(serde_json::from_slice(call.body).ok().as_ref())
}

/// Returns the number of items in a list, from 1 to the maximum.
pub(crate) fn count(list: Option<&Value>) -> u64 {
    list.and_then(Value::as_array).map_or(0, Vec::len).clamp(1, MAX_ITEMS) as u64
}

/// Returns the elements of a list whose length is allowed.
pub(crate) fn requests(list: Value) -> Result<Vec<Value>, ApiError> {
    let Value::Array(requests) = list else {
        return Err(ApiError::invalid("", messages::unexpected_type(messages::ARRAY)));
    };
    if requests.len() > MAX_ITEMS {
        return Err(ApiError::invalid("", messages::too_many(MAX_ITEMS)));
    }
    if requests.is_empty() {
        return Err(ApiError::invalid("", "must have at least one item"));
    }
    Ok(requests)
}

/// Creates all items, or none if any is invalid.
pub(crate) fn create_all(call: &mut Call<'_>, orders: Vec<Order>) -> Result<Response, ApiError> {
    let (now, behavior) = (call.state.clock.timestamp(), call.state.settings.behavior);
    let item_ids: Vec<String> = orders.iter().map(|_| call.state.identifiers.numeric()).collect();
    let user_id = call.user_id().to_owned();
    let board = call.board_to_write()?;
    let mut problems = Problems::default();
    let mut items = Vec::new();
    for (index, (order, item_id)) in orders.into_iter().zip(&item_ids).enumerate() {
        match item(order, Setting { board, user_id: &user_id, item_id, now: &now, behavior }) {
            Ok(item) => items.push(item),
            Err(of_one) => problems.absorb(&index.to_string(), of_one),
        }
    }
    problems.check()?;
    let data: Vec<Value> = items.iter().map(|item| item.in_bulk(board)).collect();
    add(board, items);
    Ok(Response::json(StatusCode::CREATED, &json!({"data": data, "type": "bulk-list"})))
}

fn add(board: &mut Board, items: Vec<Item>) {
    for item in items {
        board.add_item(item);
    }
}

fn item(order: Order, setting: Setting<'_>) -> Result<Item, Problems> {
    let mut problems = order.problems;
    if !problems.is_empty() {
        return Err(problems);
    }
    let Some(kind) = kind(&order.request, &mut problems) else { return Err(problems) };
    let mut sent: Map<String, Value> = order.request.as_object().cloned().unwrap_or_default();
    sent.remove("type");
    let form = match &order.file {
        Some(file) => Form::UploadedCreation(Uploaded::of(file)),
        None => Form::Bulk,
    };
    let mut item = draft::create_by(form, kind, setting, &sent)?;
    item.file = order.file.map(Box::new);
    Ok(item)
}

/// Returns the kind named by a request, which must be one that can be created in bulk.
pub(crate) fn kind(request: &Value, problems: &mut Problems) -> Option<&'static Kind> {
    let Value::Object(request) = request else {
        problems.add("", messages::unexpected_type(messages::OBJECT));
        return None;
    };
    let Some(name) = request.get("type") else {
        problems.required("type", messages::STRING);
        return None;
    };
    let kind = name.as_str().and_then(kinds::by_name).filter(|kind| kind.in_bulk);
    if kind.is_none() {
        let known: Vec<&str> =
            kinds::KINDS.iter().filter(|kind| kind.in_bulk).map(|kind| kind.name).collect();
        let name = name.as_str().map_or_else(|| name.to_string(), str::to_owned);
        problems.add("type", messages::unexpected_value(&name, &known));
    }
    kind
}
