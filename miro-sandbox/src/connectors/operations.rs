//! The operations of this area.

use crate::access::rate_limit::Level;
use crate::access::{READ, WRITE};
use crate::connectors;
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("get-connectors", "GET", "/v2/boards/{board_id}/connectors", READ, Level::Two, connectors::list),
    Operation::new("create-connector", "POST", "/v2/boards/{board_id}/connectors", WRITE, Level::Two, connectors::create),
    Operation::new("get-connector", "GET", "/v2/boards/{board_id}/connectors/{connector_id}", READ, Level::One, connectors::get),
    Operation::new("update-connector", "PATCH", "/v2/boards/{board_id}/connectors/{connector_id}", WRITE, Level::Two, connectors::update),
    Operation::new("delete-connector", "DELETE", "/v2/boards/{board_id}/connectors/{connector_id}", WRITE, Level::Three, connectors::delete),
];
