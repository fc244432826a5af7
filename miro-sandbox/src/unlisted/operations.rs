//! The operations of this area. Their scopes and costs are not documented; the sandbox uses those of items.

use super::{comments, items};
use crate::access::rate_limit::Level;
use crate::access::{READ, WRITE};
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("get-comments", "GET", "/v2-experimental/boards/{board_id}/comments", READ, Level::One, comments::list),
    Operation::new("create-comment", "POST", "/v2-experimental/boards/{board_id}/comments", WRITE, Level::Two, comments::create),
    Operation::new("get-comment", "GET", "/v2-experimental/boards/{board_id}/comments/{comment_id}", READ, Level::One, comments::get),
    Operation::new("update-comment", "PATCH", "/v2-experimental/boards/{board_id}/comments/{comment_id}", WRITE, Level::Two, comments::update),
    Operation::new("reply-to-comment", "POST", "/v2-experimental/boards/{board_id}/comments/{comment_id}/messages", WRITE, Level::Two, comments::reply),
    Operation::new("get-diagrams", "GET", "/v2/boards/{board_id}/diagrams", READ, Level::Two, items::list_diagrams),
    Operation::new("get-diagram", "GET", "/v2/boards/{board_id}/diagrams/{item_id}", READ, Level::One, items::get_diagram),
    Operation::new("get-data-table-formats", "GET", "/v2/boards/{board_id}/data_table_formats", READ, Level::Two, items::list_tables),
    Operation::new("get-data-table-format", "GET", "/v2/boards/{board_id}/data_table_formats/{item_id}", READ, Level::One, items::get_table),
];
