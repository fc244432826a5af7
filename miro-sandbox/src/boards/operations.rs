//! The operations of this area.

use super::{members, routes as boards};
use crate::access::rate_limit::Level;
use crate::access::{READ, WRITE};
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("get-boards", "GET", "/v2/boards", READ, Level::One, boards::list),
    Operation::new("create-board", "POST", "/v2/boards", WRITE, Level::Three, boards::create),
    Operation::new("copy-board", "PUT", "/v2/boards", WRITE, Level::Four, boards::copy),
    Operation::new("get-specific-board", "GET", "/v2/boards/{board_id}", READ, Level::One, boards::get),
    Operation::new("update-board", "PATCH", "/v2/boards/{board_id}", WRITE, Level::Two, boards::update),
    Operation::new("delete-board", "DELETE", "/v2/boards/{board_id}", WRITE, Level::Three, boards::delete),
    Operation::new("get-board-members", "GET", "/v2/boards/{board_id}/members", READ, Level::One, members::list),
    Operation::new("share-board", "POST", "/v2/boards/{board_id}/members", WRITE, Level::Three, members::share),
    Operation::new("get-specific-board-member", "GET", "/v2/boards/{board_id}/members/{board_member_id}", READ, Level::One, members::get),
    Operation::new("update-board-member", "PATCH", "/v2/boards/{board_id}/members/{board_member_id}", WRITE, Level::Two, members::update),
    Operation::new("remove-board-member", "DELETE", "/v2/boards/{board_id}/members/{board_member_id}", WRITE, Level::Two, members::remove),
];
