//! The operations of this area.

use crate::access::rate_limit::Level;
use crate::access::{READ, WRITE};
use crate::code_widgets;
use crate::items::{list, routes as items};
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("get-code-widget-items", "GET", "/v2-experimental/boards/{board_id}/code_widgets", READ, Level::Two, list::of_kind),
    Operation::new("create-code-widget-item", "POST", "/v2-experimental/boards/{board_id}/code_widgets", WRITE, Level::Two, code_widgets::create),
    Operation::new("get-code-widget-item", "GET", "/v2-experimental/boards/{board_id}/code_widgets/{item_id}", READ, Level::One, items::get),
    Operation::new("update-code-widget-item", "PATCH", "/v2-experimental/boards/{board_id}/code_widgets/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-code-widget-item", "DELETE", "/v2-experimental/boards/{board_id}/code_widgets/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("move-code-widget-item", "PATCH", "/v2-experimental/boards/{board_id}/code_widgets/{item_id}/position", WRITE, Level::Two, code_widgets::move_to),
];
