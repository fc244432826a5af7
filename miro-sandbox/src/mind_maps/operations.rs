//! The operations of this area.

use crate::access::rate_limit::Level;
use crate::access::{READ, WRITE};
use crate::items::{list, routes as items};
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("get-mindmap-nodes-experimental", "GET", "/v2-experimental/boards/{board_id}/mindmap_nodes", READ, Level::Two, list::of_kind),
    Operation::new("create-mindmap-nodes-experimental", "POST", "/v2-experimental/boards/{board_id}/mindmap_nodes", WRITE, Level::Two, items::create),
    Operation::new("get-mindmap-node-experimental", "GET", "/v2-experimental/boards/{board_id}/mindmap_nodes/{item_id}", READ, Level::One, items::get),
    Operation::new("delete-mindmap-node-experimental", "DELETE", "/v2-experimental/boards/{board_id}/mindmap_nodes/{item_id}", WRITE, Level::Three, items::delete),
];
