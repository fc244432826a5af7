//! The operations of this area.

use super::routes as groups;
use crate::access::rate_limit::Level;
use crate::access::{READ, WRITE};
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("get-all-groups", "GET", "/v2/boards/{board_id}/groups", READ, Level::Two, groups::list),
    Operation::new("createGroup", "POST", "/v2/boards/{board_id}/groups", WRITE, Level::Two, groups::create),
    Operation::new("getItemsByGroupId", "GET", "/v2/boards/{board_id}/groups/items", READ, Level::Two, groups::list_items),
    Operation::new("getGroupById", "GET", "/v2/boards/{board_id}/groups/{group_id}", READ, Level::Two, groups::get).per(groups::size),
    Operation::new("updateGroup", "PUT", "/v2/boards/{board_id}/groups/{group_id}", WRITE, Level::Two, groups::replace),
    Operation::new("deleteGroup", "DELETE", "/v2/boards/{board_id}/groups/{group_id}", WRITE, Level::Three, groups::delete).when_value("delete_items", "true"),
    Operation::new("unGroup", "DELETE", "/v2/boards/{board_id}/groups/{group_id}", WRITE, Level::Three, groups::ungroup),
];
